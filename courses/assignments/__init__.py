"""Owns what learners hand in for the productions that pathways ask for, and what trainers answer.

Announces `submission_accepted`, after commit.
"""
