"""The open module format: a folder of text files that any tool can read (see docs/format-module.md).

Knows neither the database nor Wagtail. Each text has exactly one canonical form, so that what
is imported can be exported again byte for byte.
"""
