"""Owns quizzes, attempts and server-side grading.

Announces `attempt_submitted`, after commit.
"""
