"""Writing a version: nothing typed is lost, whatever else is wrong."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.accounts.models import User
from cms.foundation.errors import DomainError
from courses.assignments.files import discard_later, keep, keep_copy, kind_of_file
from courses.assignments.models import Attachment, Part, Submission
from courses.assignments.permissions import follows
from courses.assignments.rules.files import MOST_BYTES, MOST_FILES, Kind, shown_name
from courses.assignments.rules.submissions import may_begin_again
from courses.assignments.sources import piece_named
from courses.pathways.models import Assignment

logger = logging.getLogger(__name__)

LONGEST_TEXT = 60_000


class NotFollowed(DomainError):
    user_message = gettext_lazy("Suivez d’abord ce parcours\u00a0: la production en fait partie.")


class Closed(DomainError):
    user_message = gettext_lazy("Cette production est déjà rendue\u00a0: elle ne se modifie plus.")


class DraftChanged(DomainError):
    """The draft was saved elsewhere since the page was shown. Nothing was written."""

    user_message = gettext_lazy(
        "Ce brouillon a été enregistré ailleurs depuis que vous avez ouvert cette page. Votre texte est ci-dessous."
    )


@dataclass(frozen=True, slots=True)
class PartEntry:
    """What a form says of one part. `documents`: pairs of a source and a key; `dropped`: attachments to take off."""

    text: str = ""
    files: Sequence[UploadedFile] = ()
    documents: Sequence[tuple[str, str]] = ()
    dropped: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Saved:
    """What was kept, and what could not be, by part."""

    submission: Submission
    faults: Mapping[str, list[str]] = field(default_factory=dict)


def lock(learner: User) -> User:
    """Whoever writes for this person waits for their turn: two tabs, two clicks."""
    return User.objects.select_for_update().only("pk").get(pk=learner.pk)


def draft_parts(assignment: Assignment, submission: Submission | None) -> list[Part]:
    """The parts as they are asked today, with what was written; the rows are not saved.

    What was written for a part that is no longer asked stays, as an optional one.
    """
    known = {part.code: part for part in submission.parts.all()} if submission else {}
    parts = []
    for place, asked in enumerate(assignment.parts.all()):
        part = known.pop(asked.code, None) or Part(submission=submission, code=asked.code)
        part.position = place
        part.title, part.advice = asked.title, asked.advice
        part.most_words, part.is_optional = asked.most_words, asked.is_optional
        parts.append(part)
    for place, part in enumerate(known.values(), start=len(parts)):
        if part.text or list(part.kept):
            part.position, part.is_optional = place, True
            parts.append(part)
    return parts


def latest_of(assignment: Assignment, learner: User) -> Submission | None:
    return Submission.objects.of(learner).answering(assignment).with_content().order_by("number").last()


@transaction.atomic
def save_draft(*, learner: User, assignment: Assignment, stamp: int, entries: Mapping[str, PartEntry]) -> Saved:
    """Keep every text, and every file that may be kept; say of the others why not.

    `stamp` is that of the page: DraftChanged when the draft was saved elsewhere since, with other words.
    """
    if not follows(learner, assignment.pathway):
        raise NotFollowed
    lock(learner)
    latest = latest_of(assignment, learner)
    if latest is not None and not latest.is_draft:
        raise Closed
    if latest is not None and latest.stamp != stamp:
        if says_the_same(latest, entries):
            return Saved(latest)
        raise DraftChanged
    draft = latest or begin(learner, assignment, None)
    faults: dict[str, list[str]] = {}
    for part in draft_parts(assignment, draft):
        entry = entries.get(part.code, PartEntry(text=part.text))
        part.text = entry.text[:LONGEST_TEXT]
        part.save()
        drop(part, entry.dropped)
        faults[part.code] = [*attach_documents(learner, part, entry.documents), *attach_files(part, entry.files)]
        if len(entry.text) > LONGEST_TEXT:
            faults[part.code].append(_("Ce texte est trop long\u00a0: sa fin n’a pas été gardée."))
    draft.title = assignment.title
    draft.stamp += 1
    draft.saved_at = timezone.now()
    draft.save(update_fields=["title", "stamp", "saved_at"])
    return Saved(draft, {code: told for code, told in faults.items() if told})


def begin(learner: User, assignment: Assignment, latest: Submission | None) -> Submission:
    if not may_begin_again(latest.stands if latest else None):
        raise Closed
    return Submission.objects.create(
        learner=learner,
        pathway=assignment.pathway,
        code=assignment.code,
        title=assignment.title,
        number=latest.number + 1 if latest else 1,
    )


@transaction.atomic
def begin_again(*, learner: User, assignment: Assignment) -> Submission:
    """After « à reprendre »: a new version that starts from the former one. A second call returns the first's."""
    lock(learner)
    latest = latest_of(assignment, learner)
    if latest is not None and latest.is_draft:
        return latest
    draft = begin(learner, assignment, latest)
    for part in latest.parts.all() if latest else ():
        former = list(part.attachments.all())
        part.pk, part.submission = None, draft
        part._state.adding = True
        part.save()
        for attachment in former:
            copy_attachment(attachment, part)
    draft.stamp = 1
    draft.save(update_fields=["stamp"])
    return draft


def copy_attachment(former: Attachment, part: Part) -> None:
    """A document of the site is taken anew at hand-in; a file that the disk has lost is left behind."""
    copy = Attachment(part=part, name=former.name, source=former.source, key=former.key)
    if not former.is_document:
        try:
            copy.file = keep_copy(former)
        except FileNotFoundError:
            logger.warning("the file of attachment %s is lost", former.pk)
            return
        copy.kind, copy.size = former.kind, former.size
    copy.save()


def says_the_same(draft: Submission, entries: Mapping[str, PartEntry]) -> bool:
    """A second click on the same button brings nothing new."""
    texts = {part.code: part.text for part in draft.parts.all()}
    return all(
        entry.text == texts.get(code, "") and not entry.files and not entry.documents and not entry.dropped
        for code, entry in entries.items()
    )


def drop(part: Part, unwanted: Iterable[UUID]) -> None:
    rows = Attachment.objects.filter(part=part, public_id__in=list(unwanted))
    discard_later(rows.values_list("file", flat=True))
    rows.delete()


def attach_documents(learner: User, part: Part, wanted: Iterable[tuple[str, str]]) -> list[str]:
    faults = []
    for source, key in wanted:
        piece = piece_named(learner, source, key)
        if piece is None:
            faults.append(_("Ce document n’existe plus\u00a0: choisissez-en un autre."))
        else:
            defaults = {"name": piece.title[:200]}
            Attachment.objects.update_or_create(part=part, source=source, key=key, defaults=defaults)
    return faults


def attach_files(part: Part, files: Iterable[UploadedFile]) -> list[str]:
    faults = []
    room = MOST_FILES - Attachment.objects.filter(part=part).count()
    for file in files:
        name = shown_name(file.name or "", Kind.PDF).rpartition(".")[0]
        if room <= 0:
            told = _("«\u00a0{name}\u00a0» n’a pas été gardé\u00a0: {most} pièces au plus pour une partie.")
            faults.append(told.format(name=name, most=MOST_FILES))
        elif fault := fault_of(file):
            faults.append(fault.format(name=name))
        else:
            faults.extend(keep_file(part, file, name))
            room -= 1
    return faults


def keep_file(part: Part, file: UploadedFile, name: str) -> list[str]:
    """A disk that has no room left keeps no file, and loses no text."""
    kind = kind_of_file(file)
    assert kind is not None  # noqa: S101 — `fault_of` has just said so
    try:
        kept = keep(file, kind)
    except OSError:
        logger.exception("a file of part %s could not be kept", part.pk)
        told = _("«\u00a0{name}\u00a0» n’a pas pu être gardé\u00a0: réessayez plus tard, ou appelez-nous.")
        return [told.format(name=name)]
    Attachment.objects.create(
        part=part, name=shown_name(file.name or "", kind), kind=kind, size=file.size or 0, file=kept
    )
    return []


def fault_of(file: UploadedFile) -> str:
    """Why a file may not be kept; nothing when it may."""
    if not file.size:
        return _("«\u00a0{name}\u00a0» n’a pas été gardé\u00a0: ce fichier est vide.")
    if file.size > MOST_BYTES:
        return _("«\u00a0{name}\u00a0» n’a pas été gardé\u00a0: un fichier pèse 10\u00a0Mo au plus.")
    if kind_of_file(file) is None:
        return _(
            "«\u00a0{name}\u00a0» n’a pas été gardé\u00a0: enregistrez-le en PDF, ODT, DOCX, PNG ou JPEG, "
            "puis joignez-le à nouveau."
        )
    return ""
