"""Owns issuing, revoking and delivering credentials.

Announces nothing.
"""
