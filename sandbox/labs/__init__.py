"""Owns the labs: what is learnt by handling a vault, and how the server derives that it was done.

Announces nothing: it tells `courses.progress` of a completed activity.
"""
