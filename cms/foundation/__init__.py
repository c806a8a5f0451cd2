"""Owns what every page stands on: BasePage, shared blocks, errors, typography, the ui components.

Announces nothing.
"""
