"""Template tags of the interface; loaded everywhere."""

from django import template

register = template.Library()
