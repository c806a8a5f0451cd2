"""When a person takes their data away, or leaves."""

from collections.abc import Iterator
from typing import IO, Any

from django.db import transaction

from cms.accounts.models import User
from courses.assignments.files import discard_later
from courses.assignments.models import Attachment, Review, Submission


def export_submissions(user: User) -> dict[str, Any]:
    """What the person wrote as a learner, and decided as a trainer. Files come beside, by the names given here."""
    versions = Submission.objects.of(user).with_content().order_by("pathway", "code", "number")
    given = Review.objects.filter(reviewer=user).select_related("submission")
    return {
        "productions": [version_as_data(version) for version in versions],
        "décisions_prises": [
            {"production": review.submission.title, "version": review.submission.number, **review_as_data(review)}
            for review in given
        ],
    }


def version_as_data(version: Submission) -> dict[str, Any]:
    return {
        "parcours": version.pathway.title,
        "production": version.title,
        "version": version.number,
        "état": version.get_state_display(),
        "commencée_le": version.created_at,
        "rendue_le": version.handed_in_at,
        "parties": [
            {
                "partie": part.title,
                "texte": part.text,
                "pièces": [
                    {
                        "nom": attachment.name,
                        "type": attachment.kind,
                        "octets": attachment.size,
                        "fichier": f"productions/{exported_name(attachment)}" if attachment.file else None,
                        "texte": attachment.text,
                        "ajoutée_le": attachment.added_at,
                    }
                    for attachment in part.attachments.all()
                ],
            }
            for part in version.parts.all()
        ],
        "décisions": [review_as_data(review) for review in version.reviews.all()],
    }


def review_as_data(review: Review) -> dict[str, Any]:
    return {
        "décision": review.get_verdict_display(),
        "commentaire": review.comment,
        "commentaires_par_partie": review.part_comments,
        "décidée_le": review.decided_at,
        "reprise_le": review.withdrawn_at,
    }


def export_files(user: User) -> Iterator[tuple[str, IO[bytes]]]:
    """Each file of the person, open; one that the disk has lost is left out."""
    for attachment in Attachment.objects.filter(part__submission__learner=user).exclude(file=""):
        try:
            file = attachment.file.open()
        except FileNotFoundError:
            continue
        yield exported_name(attachment), file


def exported_name(attachment: Attachment) -> str:
    """Two files of the same name stay two."""
    return f"{attachment.pk}-{attachment.download_name}"


@transaction.atomic
def erase_work(*, user: User) -> None:
    """Every version of this person and its files, from the disk too. What they decided of others' work stays."""
    files = Attachment.objects.filter(part__submission__learner=user).exclude(file="")
    discard_later(files.values_list("file", flat=True))
    Submission.objects.of(user).delete()
