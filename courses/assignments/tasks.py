"""Messengers: an id in, one letter out."""

from smtplib import SMTPException

from celery import shared_task
from django.core.management import call_command
from django.utils import timezone

from courses.assignments.delivery import send_decision, send_reconsidered
from courses.assignments.models import Review

MAIL = {"autoretry_for": (SMTPException, OSError), "retry_backoff": True, "max_retries": 5}


@shared_task(**MAIL)
def tell_decision(review_id: int) -> None:
    """At least once: run again, it finds nothing left to tell. A decision taken back meanwhile is not told."""
    review = Review.objects.to_tell().filter(pk=review_id).first()
    if review is not None:
        send_decision(review)
        Review.objects.filter(pk=review_id).update(told_at=timezone.now())


@shared_task(**MAIL)
def tell_reconsidered(review_id: int) -> None:
    """Only to whoever was told of the decision."""
    review = Review.objects.to_take_back().filter(pk=review_id).first()
    if review is not None:
        send_reconsidered(review)
        Review.objects.filter(pk=review_id).update(withdrawal_told_at=timezone.now())


@shared_task
def tidy_productions() -> None:
    call_command("tidy_productions")
