"""The site: what editors and visitors share."""

from cms.celery import app as celery_app

__all__ = ["celery_app"]
