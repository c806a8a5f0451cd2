"""Owns what learners think of a module once they have completed it; shows it to trainers without names.

Announces nothing.
"""
