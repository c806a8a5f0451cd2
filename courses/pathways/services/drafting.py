"""What a file would say of a pathway as it stands, and that file itself."""

from collections.abc import Iterator

from courses.pathways.format import ActivityDraft, AssignmentDraft, LessonDraft, ModuleDraft, PartDraft, PathwayDraft
from courses.pathways.models import Assignment, Pathway, PathwayActivity, PathwayLesson, PathwayModule, Requirement
from courses.pathways.writing import write_pathway


def export_pathway(*, pathway: Pathway) -> str:
    """The text of the YAML file: importing it again changes nothing."""
    return write_pathway(draft_of(pathway))


def draft_of(pathway: Pathway) -> PathwayDraft:
    """What a file would say of a pathway as it stands."""
    rows = PathwayModule.objects.filter(pathway=pathway).select_related("module").order_by("sort_order", "pk")
    return PathwayDraft(
        slug=pathway.slug,
        audience=pathway.audience,
        title=pathway.title,
        summary=pathway.summary,
        promise=pathway.promise,
        version=pathway.version,
        note=pathway.note,
        is_short=pathway.is_short,
        modules=tuple(
            ModuleDraft(
                code=row.module.code,
                threshold_percent=row.threshold_percent,
                easy=row.easy,
                medium=row.medium,
                hard=row.hard,
                required=lesson_drafts(row, Requirement.REQUIRED),
                advised=lesson_drafts(row, Requirement.ADVISED),
                activities=activity_drafts(row, Requirement.REQUIRED),
                advised_activities=activity_drafts(row, Requirement.ADVISED),
            )
            for row in rows
        ),
        assignments=tuple(assignment_drafts(pathway)),
    )


def assignment_drafts(pathway: Pathway) -> Iterator[AssignmentDraft]:
    for row in Assignment.objects.filter(pathway=pathway).prefetch_related("parts"):
        yield AssignmentDraft(
            code=row.code,
            title=row.title,
            instructions=as_in_a_file(row.instructions),
            parts=tuple(
                PartDraft(part.code, part.title, as_in_a_file(part.advice), part.most_words, part.is_optional)
                for part in row.parts.all()
            ),
            is_required=row.is_required,
        )


def as_in_a_file(text: str) -> str:
    """Browsers end lines in their own way, and editors leave blanks."""
    return "\n".join(line.rstrip() for line in text.splitlines()).strip()


def lesson_drafts(row: PathwayModule, requirement: str) -> tuple[LessonDraft, ...]:
    asked = PathwayLesson.objects.filter(pathway_module=row, requirement=requirement).order_by("pk")
    return tuple(LessonDraft(code) for code in asked.values_list("lesson__code", flat=True))


def activity_drafts(row: PathwayModule, requirement: str) -> tuple[ActivityDraft, ...]:
    asked = PathwayActivity.objects.filter(pathway_module=row, requirement=requirement).order_by("pk")
    return tuple(ActivityDraft(code) for code in asked.values_list("code", flat=True))
