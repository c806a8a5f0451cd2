"""Owns the positioning test: twelve questions before anything else, and where to begin. It never counts.

Announces nothing.
"""
