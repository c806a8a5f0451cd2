"""Which services call more often than they need, shown on the pages of a vault."""

from django import template

from sandbox.consents.services import unusual_calls

register = template.Library()
register.simple_tag(unusual_calls)
