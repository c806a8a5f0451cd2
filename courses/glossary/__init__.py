"""Owns the glossary's terms.

Announces nothing.
"""
