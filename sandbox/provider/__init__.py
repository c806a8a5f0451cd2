"""Provider B: the same vault code, served from another host name with another database and other keys.

Owns no table of its own; the accounts and vaults of its holders are rows of its own database. Announces nothing.
"""
