"""Owns our Image, Rendition and Document models.

Announces nothing.
"""
