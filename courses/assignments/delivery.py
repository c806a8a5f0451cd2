"""The letters about a production: what was decided, and that a decision is being looked at again."""

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string

from courses.assignments.models import Review


def send_decision(review: Review) -> None:
    """Says what was decided and where to read why; the comments stay on the site."""
    _send("accepted" if review.is_acceptance else "redo", review)


def send_reconsidered(review: Review) -> None:
    _send("reconsidered", review)


def _send(template: str, review: Review) -> None:
    submission = review.submission
    context = {
        "title": submission.title,
        "number": submission.number,
        "pathway": submission.pathway.title,
        "address": settings.SITE_URL + submission.work_address,
        "site_url": settings.SITE_URL,
    }
    subject = render_to_string(f"assignments/mail/{template}_subject.txt", context).strip()
    body = render_to_string(f"assignments/mail/{template}.txt", context)
    send_mail(subject, body, from_email=None, recipient_list=[submission.learner.email])
