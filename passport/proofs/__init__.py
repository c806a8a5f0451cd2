"""Owns the forms a credential proves itself in: embedded proof, token, status list, seal, baked picture.

Pure: no Django, no database, no network, no clock. What is given comes out the same everywhere, so that the issuer,
the public page, the command line and a static export all judge alike. Announces nothing.
"""
