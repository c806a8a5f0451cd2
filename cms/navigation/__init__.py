"""Owns the site's settings: help line, menu, footer.

Announces nothing.
"""
