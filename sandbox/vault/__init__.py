"""Owns vaults: sealed personal records, the keys that open them, the journal of who read what.

Announces `vault_erasing`, inside the erasing transaction.
"""
