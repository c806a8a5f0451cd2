"""A pathway as a file: read, checked against what exists, saved whole or not at all."""

from enum import Enum
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from cms.foundation import content_version
from cms.foundation.formats import Fault, ImportRefused
from courses.modules.activities import activity
from courses.modules.models import LessonPage, ModulePage
from courses.pathways.format import ModuleDraft, PathwayDraft, parse_pathway
from courses.pathways.models import (
    Assignment,
    AssignmentPart,
    Pathway,
    PathwayActivity,
    PathwayLesson,
    PathwayModule,
    Requirement,
)
from courses.pathways.services.drafting import draft_of


class Outcome(Enum):
    CREATED = "créé"
    UPDATED = "mis à jour"
    UNCHANGED = "inchangé"
    KEPT = "laissé tel quel"


def import_pathway(*, path: Path, if_missing: bool = False) -> Outcome:
    """Make the pathway say what the file says. The same file twice changes nothing the second time.

    Raises ImportRefused, and saves nothing, when the file is wrong or names what does not exist.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ImportRefused([Fault(path.name, 1, _("le fichier ne se lit pas en UTF-8."))]) from error
    draft = parse_pathway(text, path.name)
    if if_missing and Pathway.objects.filter(slug=draft.slug).exists():
        return Outcome.KEPT
    return save_pathway(draft, path.name)


@transaction.atomic
def save_pathway(draft: PathwayDraft, filename: str) -> Outcome:
    modules = {page.code: page for page in ModulePage.objects.filter(code__in=[row.code for row in draft.modules])}
    lessons = {page.code: page for page in LessonPage.objects.filter(code__in=lesson_codes(draft))}
    if faults := unknown_names(draft, modules, lessons, filename):
        raise ImportRefused(faults)

    pathway = Pathway.objects.select_for_update().filter(slug=draft.slug).first()
    if pathway is not None and draft_of(pathway) == draft:
        return Outcome.UNCHANGED
    is_new = pathway is None
    if pathway is None:
        pathway = Pathway(slug=draft.slug, live=False)
    was_open = is_new or pathway.live
    for name in ("audience", "title", "summary", "promise", "version", "note", "is_short"):
        setattr(pathway, name, getattr(draft, name))
    pathway.save()
    save_modules(pathway, draft, modules, lessons)
    save_assignments(pathway, draft)
    revision = Pathway.objects.get(pk=pathway.pk).save_revision()
    if was_open:
        revision.publish()
    transaction.on_commit(content_version.bump)
    return Outcome.CREATED if is_new else Outcome.UPDATED


def save_modules(
    pathway: Pathway, draft: PathwayDraft, modules: dict[str, ModulePage], lessons: dict[str, LessonPage]
) -> None:
    PathwayModule.objects.filter(pathway=pathway).exclude(module__code__in=modules).delete()
    for order, asked in enumerate(draft.modules):
        row, _is_new = PathwayModule.objects.update_or_create(
            pathway=pathway,
            module=modules[asked.code],
            defaults={
                "sort_order": order,
                "threshold_percent": asked.threshold_percent,
                "easy": asked.easy,
                "medium": asked.medium,
                "hard": asked.hard,
            },
        )
        PathwayLesson.objects.filter(pathway_module=row).delete()
        PathwayLesson.objects.bulk_create(
            PathwayLesson(pathway_module=row, lesson=lessons[lesson.code], requirement=requirement)
            for requirement, wanted in ((Requirement.REQUIRED, asked.required), (Requirement.ADVISED, asked.advised))
            for lesson in wanted
        )
        PathwayActivity.objects.filter(pathway_module=row).delete()
        PathwayActivity.objects.bulk_create(
            PathwayActivity(pathway_module=row, code=deed.code, requirement=requirement)
            for requirement, deeds in (
                (Requirement.REQUIRED, asked.activities),
                (Requirement.ADVISED, asked.advised_activities),
            )
            for deed in deeds
        )


def save_assignments(pathway: Pathway, draft: PathwayDraft) -> None:
    """What people handed in is kept by code: a production that goes takes nothing away, and may come back."""
    Assignment.objects.filter(pathway=pathway).exclude(code__in=[asked.code for asked in draft.assignments]).delete()
    for order, asked in enumerate(draft.assignments):
        row, _is_new = Assignment.objects.update_or_create(
            pathway=pathway,
            code=asked.code,
            defaults={
                "sort_order": order,
                "title": asked.title,
                "instructions": asked.instructions,
                "requirement": Requirement.REQUIRED if asked.is_required else Requirement.ADVISED,
            },
        )
        AssignmentPart.objects.filter(assignment=row).delete()
        AssignmentPart.objects.bulk_create(
            AssignmentPart(
                assignment=row,
                sort_order=place,
                code=part.code,
                title=part.title,
                advice=part.advice,
                most_words=part.most_words,
                is_optional=part.is_optional,
            )
            for place, part in enumerate(asked.parts)
        )


def lesson_codes(draft: PathwayDraft) -> set[str]:
    return {lesson.code for row in draft.modules for lesson in (*row.required, *row.advised)}


def unknown_names(
    draft: PathwayDraft, modules: dict[str, ModulePage], lessons: dict[str, LessonPage], filename: str
) -> list[Fault]:
    """What the file names and we do not have, in reading order."""
    faults = []
    if Pathway.objects.filter(audience=draft.audience).exclude(slug=draft.slug).exists():
        faults.append(Fault(filename, draft.line, _("un autre parcours existe déjà pour ce public.")))
    for row in draft.modules:
        module = modules.get(row.code)
        if module is None:
            faults.append(Fault(filename, row.line, _("le module « {code} » n’existe pas.").format(code=row.code)))
            continue
        for asked in sorted((*row.required, *row.advised), key=lambda lesson: lesson.line):
            lesson = lessons.get(asked.code)
            if lesson is None or not lesson.is_child_of(module):
                reason = _("la leçon « {code} » n’existe pas dans le module « {module} ».")
                faults.append(Fault(filename, asked.line, reason.format(code=asked.code, module=row.code)))
        faults.extend(unknown_activities(row, filename))
    return faults


def unknown_activities(row: ModuleDraft, filename: str) -> list[Fault]:
    """A pathway that is already here may outlive an activity; a file that is brought in must name real ones."""
    reason = _("l’activité « {code} » n’existe pas.")
    return [
        Fault(filename, asked.line, reason.format(code=asked.code))
        for asked in sorted((*row.activities, *row.advised_activities), key=lambda asked: asked.line)
        if activity(asked.code) is None
    ]
