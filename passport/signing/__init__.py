"""Owns the issuer's keys and its status lists, and all that is signed in its name.

Announces `key_compromised`.
"""
