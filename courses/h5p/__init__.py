"""Owns H5P activities: their packages and libraries, the player, what learners did in them and what it is worth.

Announces `result_recorded`, after commit.
"""
