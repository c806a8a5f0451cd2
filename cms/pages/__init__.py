"""Owns the home page, content pages, search and the pages that are not taught.

Announces nothing.
"""
