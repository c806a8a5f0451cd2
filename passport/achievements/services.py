"""An achievement comes to exist the first time somebody earns it, and never changes after."""

from collections import defaultdict
from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from courses.modules.models import ModulePage
from courses.pathways.models import Assignment, Pathway, PathwayLesson, PathwayModule
from passport.achievements.documents import write_attestation_criteria, write_passport_criteria
from passport.achievements.models import Achievement
from passport.achievements.rules import Lesson, Production, Requirement, fingerprint, next_version

MOST_TRIES = 5


def achievement_for(*, pathway: Pathway, module: ModulePage | None = None) -> Achievement:
    """The passport of a pathway, or the attestation of one of its modules, as asked today.

    Another threshold, lesson or version makes another achievement, so that nobody’s criteria change
    after the fact. Raises PathwayModule.DoesNotExist when the pathway does not hold the module.
    """
    requirements = requirements_of(pathway, module)
    productions = productions_of(pathway) if module is None else []
    version = pathway.version if module is None else module.version
    digest = fingerprint(version, requirements, productions)
    slug = f"passeport-{pathway.slug}" if module is None else f"attestation-{pathway.slug}-{module.code.lower()}"
    for _try in range(MOST_TRIES):
        found = Achievement.objects.filter(slug=slug, fingerprint=digest).first()
        if found is not None:
            found.pathway, found.module = pathway, module
            return found
        taken = Achievement.objects.filter(slug=slug).values_list("version", flat=True)
        try:
            with transaction.atomic():
                return Achievement.objects.create(
                    slug=slug,
                    version=next_version(version, taken),
                    fingerprint=digest,
                    pathway=pathway,
                    module=module,
                    requirements=[requirement.as_json() for requirement in requirements],
                    productions=[production.as_json() for production in productions],
                    **_wording(pathway, module, requirements, productions),
                )
        except IntegrityError:  # somebody else was quicker: read theirs, or take the next number
            continue
    raise IntegrityError("no free version was found")


def requirements_of(pathway: Pathway, module: ModulePage | None = None) -> list[Requirement]:
    """What the pathway asks today of each of its modules, or of this one."""
    asked = pathway.modules.select_related("module")
    if module is not None:
        asked = asked.filter(module=module)
    rows = list(asked)
    if not rows:
        raise PathwayModule.DoesNotExist
    lessons = _required_lessons(rows)
    return [
        Requirement(
            code=row.module.code,
            title=row.module.title,
            version=row.module.version,
            threshold_percent=row.threshold_percent,
            questions=row.length,
            lessons=tuple(lessons[row.pk]),
        )
        for row in rows
    ]


def productions_of(pathway: Pathway) -> list[Production]:
    """What the pathway asks today to be handed in and accepted; what it only advises is no criterion."""
    asked = Assignment.objects.required().filter(pathway=pathway).prefetch_related("parts")
    return [
        Production(each.code, each.title, tuple(part.title for part in each.parts.all() if not part.is_optional))
        for each in asked
    ]


def _required_lessons(rows: Sequence[PathwayModule]) -> dict[int, list[Lesson]]:
    """By the key of the row, in the order of the site; their pages are not read."""
    required = PathwayLesson.objects.filter(pathway_module__in=rows, requirement=PathwayLesson.Requirement.REQUIRED)
    found: dict[int, list[Lesson]] = defaultdict(list)
    columns = required.order_by("lesson__path").values_list("pathway_module", "lesson__code", "lesson__title")
    for row, code, title in columns:
        found[row].append(Lesson(code, title))
    return found


def _wording(
    pathway: Pathway, module: ModulePage | None, requirements: list[Requirement], productions: list[Production]
) -> dict[str, str]:
    audience = pathway.get_audience_display()
    if module is None:
        return {
            "kind": Achievement.Kind.PASSPORT,
            "criteria": write_passport_criteria(requirements, productions),
            "name": _("Passeport digital – %(pathway)s") % {"pathway": pathway.title},
            "description": _("Atteste la réussite de toutes les évaluations du parcours (public : %(audience)s).")
            % {"audience": audience},
        }
    return {
        "kind": Achievement.Kind.ATTESTATION,
        "criteria": write_attestation_criteria(requirements[0]),
        "name": _("Attestation – %(module)s") % {"module": module.title},
        "description": _("Atteste la réussite de l’évaluation du module « %(module)s » (public : %(audience)s).")
        % {"module": module.title, "audience": audience},
    }
