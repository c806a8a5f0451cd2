"""Owns the tools of the course, usable by anybody, and the results that a learner agreed to keep.

Announces nothing: it tells `courses.progress` of a completed activity. To add a tool: see `views.tool_page`.
"""
