"""Owns people: User, audiences, roles, sign-up, profile, data export, account erasure.

Announces `account_erased`, inside the erasing transaction.
"""
