"""Owns enrollments and completions, and says at each visit the one next thing to do.

Announces `module_completed` and `course_completed`, after commit.
"""
