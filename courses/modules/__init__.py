"""Owns the catalogue, modules and lessons, the teaching blocks and the open module format.

Announces nothing.
"""
