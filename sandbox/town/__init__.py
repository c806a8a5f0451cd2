"""Owns the fictitious town: its households, what they consume, how they move, all computed from one seed.

Announces nothing.
"""
