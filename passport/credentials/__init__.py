"""Owns issuing, signing, correcting, revoking and delivering credentials.

Announces nothing.
"""
