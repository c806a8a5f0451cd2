"""Owns the question bank: questions, their frozen revisions, the Markdown format of a bank.

Announces nothing.
"""
