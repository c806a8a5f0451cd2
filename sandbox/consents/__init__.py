"""Owns who may read what in a vault, until when: the authorization server, consent records, the vault's API.

Announces nothing.
"""
