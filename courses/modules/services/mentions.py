"""What the lessons on line mention: the words of the glossary, and the questions shown to train with."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.foundation import content_version
from courses.glossary.models import Term
from courses.glossary.usages import Usage
from courses.modules.models import LessonPage, ModulePage

WORD = re.compile(r"#mot-([a-z0-9-]+)")
A_DAY = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Mentions:
    """The lessons of each word, by its identifier, in the order of the course; the keys of practice questions."""

    lessons: Mapping[str, tuple[Usage, ...]]
    questions: frozenset[int]


def mentions() -> Mentions:
    """Three queries, none while nothing has been published since."""
    key = f"lesson-mentions:{content_version.current()}"
    kept: Mentions | None = cache.get(key)
    if kept is None:
        kept = read_mentions()
        cache.set(key, kept, A_DAY)
    return kept


def lessons_of_terms() -> Mapping[str, tuple[Usage, ...]]:
    """For the glossary, which stands below the modules."""
    return mentions().lessons


def read_mentions() -> Mentions:
    """Lessons are read whole: a word may stand in any text of any block."""
    modules = dict(ModulePage.objects.live().public().values_list("path", "number"))
    slugs = dict(Term.objects.values_list("pk", "slug"))
    lessons: dict[str, list[Usage]] = defaultdict(list)
    questions: set[int] = set()
    pages = LessonPage.objects.live().public().order_by("path").only("path", "code", "title", "body")
    above = ModulePage.steplen
    known = [page for page in pages if page.path[:-above] in modules]
    for page in sorted(known, key=lambda page: (modules[page.path[:-above]], page.path)):
        blocks = list(page.body.raw_data)
        usage = Usage(
            title=page.title,
            label=_("Leçon {code}").format(code=page.code),
            url=reverse("modules:lesson", args=[page.code]),
        )
        words = [slugs[key] for key in chosen(blocks, "terms") if key in slugs]
        words += WORD.findall(json.dumps(blocks, default=str))
        for slug in dict.fromkeys(words):
            lessons[slug].append(usage)
        questions.update(chosen(blocks, "questions"))
    return Mentions({slug: tuple(usages) for slug, usages in lessons.items()}, frozenset(questions))


def chosen(blocks: list[dict[str, Any]], kind: str) -> Iterator[int]:
    """The keys that blocks of this kind list, as Wagtail stores them: bare, or each with an identifier."""
    for block in blocks:
        if block["type"] == kind:
            for item in block["value"][kind]:
                yield item["value"] if isinstance(item, dict) else item
