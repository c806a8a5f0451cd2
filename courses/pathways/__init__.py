"""Owns which modules and lessons an audience must take, with which thresholds.

Announces nothing.
"""
