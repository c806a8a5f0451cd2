"""Writing an activity in Wagtail: choose a type, fill its screen, try it, put it into service."""
