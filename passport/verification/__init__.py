"""Owns the public answer to “is it genuine?”.

Announces nothing.
"""
