"""Owns what can be earned, and on which criteria.

Announces nothing.
"""
