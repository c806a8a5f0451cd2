"""The course in figures: what its lessons hold, and what its banks can draw."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db.models import Count, Q
from wagtail.blocks.stream_block import StreamValue

from cms.accounts.models import Audience
from courses.modules.blocks.reading import LONG
from courses.modules.models import LessonPage, ModulePage
from courses.pathways.models import Pathway
from courses.pathways.rules import TO_CHECK, BandFacts, DrawFacts, LessonFacts, ModuleFacts
from courses.pathways.services.blueprints import blueprint_of
from courses.pathways.services.outlines import AskedModule, outlines
from courses.questions.models import Question
from courses.quizzes.rules import distinct_papers
from courses.quizzes.rules.drawing import BANDS
from courses.quizzes.services import candidates_for

NOT_READ = ("part", "sheet")
WORD = re.compile(r"[\w’'-]*\w")
SOURCES = {**dict.fromkeys(("key_figure", "chart", "diagram", "since_2017"), "source"), "quotation": "reference"}
BAND_NAMES = dict(zip(BANDS, ("faciles", "moyennes", "exigeantes"), strict=True))


def module_facts() -> list[ModuleFacts]:
    """Every live module, in order, with its live lessons."""
    modules = ModulePage.objects.live().order_by("number", "path")
    return [facts_of(module) for module in modules]


def facts_of(module: ModulePage) -> ModuleFacts:
    bank = Question.objects.drawable().of_module(module.code).order_by()
    kinds = dict(bank.values_list("kind").annotate(count=Count("pk")).order_by("kind"))
    doubtful = bank.filter(Q(stem__icontains=TO_CHECK) | Q(reference__icontains=TO_CHECK))
    return ModuleFacts(
        code=module.code,
        title=module.title,
        lessons=tuple(lesson_facts(page) for page in LessonPage.objects.live().child_of(module).order_by("path")),
        kinds=kinds,
        audiences={audience.value: bank.for_audience(audience).count() for audience in Audience},
        doubtful_questions=tuple(doubtful.order_by("code").values_list("code", flat=True)),
    )


def lesson_facts(page: LessonPage) -> LessonFacts:
    """Words are those of the body, without the glossary, nor the sheet, which is read on its own page."""
    texts, short_texts = list(texts_of(page.body)), list(texts_of(without_long_parts(page.body)))
    blocks = Counter(block.block_type for block in page.body)
    return LessonFacts(
        code=page.code,
        words=count_words(texts),
        short_words=count_words(short_texts),
        has_short_version=page.short_minutes is not None,
        blocks=blocks,
        training=sum(len(block.value["questions"]) for block in page.body.blocks_by_name("questions")),
        sources=frozenset(
            str(block.value[SOURCES[block.block_type]])
            for block in page.body
            if block.block_type in SOURCES and block.value[SOURCES[block.block_type]]
        ),
        prerequisites=page.prerequisite_codes,
        to_check=sum(text.lower().count(TO_CHECK) for text in texts),
    )


def texts_of(blocks: Iterable[StreamValue.StreamChild]) -> Iterator[str]:
    for block in blocks:
        if block.block_type not in NOT_READ:
            yield from block.block.get_searchable_content(block.value)


def without_long_parts(blocks: Iterable[StreamValue.StreamChild]) -> Iterator[StreamValue.StreamChild]:
    is_long = False
    for block in blocks:
        if block.block_type == "part":
            is_long = block.value["version"] == LONG
        elif not is_long:
            yield block


def count_words(texts: Iterable[str]) -> int:
    return sum(len(WORD.findall(text)) for text in texts)


def draw_facts() -> list[DrawFacts]:
    """Every module of every live pathway, in order."""
    pathways: Sequence[Any] = list(Pathway.objects.live().in_order())
    asked = outlines(pathways)
    return [facts_of_draw(pathway, module) for pathway in pathways for module in asked.get(pathway.pk, ())]


def facts_of_draw(pathway: Pathway, asked: AskedModule) -> DrawFacts:
    blueprint = blueprint_of(asked, pathway.audience)
    bank = candidates_for(module_code=asked.page.code, audience=pathway.audience)
    available = Counter(candidate.band for candidate in bank)
    return DrawFacts(
        pathway=pathway.slug,
        module=asked.page.code,
        bands=tuple(BandFacts(BAND_NAMES[band], blueprint.wanted(band), available[band]) for band in BANDS),
        papers=distinct_papers(bank, blueprint),
        required=blueprint.required_lessons,
        is_short=pathway.is_short,
    )
