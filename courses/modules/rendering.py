"""The body of a lesson as HTML, the same for everybody, so made once per published version and kept."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup, Tag
from django.core.cache import cache
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.blocks import StructValue

from cms.foundation import content_version
from cms.foundation.typography import french, french_html
from courses.modules import activities

if TYPE_CHECKING:
    from courses.modules.models import LessonPage

# Read last, whatever the place where they were dropped.
CLOSING = ("terms", "questions")
# Anchors that the page itself uses.
TAKEN = frozenset({"contenu", "aide", "somm"})


@dataclass(frozen=True, slots=True)
class RenderedLesson:
    """The HTML of a body, and its table of contents: (anchor, title) pairs."""

    html: SafeString
    contents: list[tuple[str, str]]


def lesson_body(page: "LessonPage", *, keep: bool = True) -> RenderedLesson:
    """The body, from the cache when it is the published one (`keep`)."""
    if not keep:
        return render_body(page)
    stamp = page.last_published_at.timestamp() if page.last_published_at else 0
    key = f"lesson:{page.pk}:{page.live_revision_id}:{stamp}:{content_version.current()}:{activities.edition()}"
    body = cache.get(key)
    if body is None:
        body = render_body(page)
        cache.set(key, body, 24 * 60 * 60)
    return body


def render_body(page: "LessonPage") -> RenderedLesson:
    """Render each block, then give titles their anchors and glossary words their way there and back."""
    blocks = sorted(page.body, key=lambda block: CLOSING.index(block.block_type) if block.block_type in CLOSING else -1)
    own_terms = {term.slug for block in blocks if block.block_type == "terms" for term in block.value["terms"] if term}
    context = {"page": page, "sheet_url": f"{page.url}fiche/" if page.url else ""}
    soup = BeautifulSoup("\n".join(str(block.render(context)) for block in blocks), "html.parser")
    _link_terms(soup, own_terms)
    contents = list(_contents(soup))
    return RenderedLesson(french_html(str(soup)), contents)


def render_sheet(sheet: StructValue) -> SafeString:
    """The sheet of a lesson, for its own page."""
    soup = BeautifulSoup(render_to_string("modules/_sheet_sections.html", {"value": sheet}), "html.parser")
    _link_terms(soup, set())
    return french_html(str(soup))


def _link_terms(soup: BeautifulSoup, own_terms: set[str]) -> None:
    glossary = reverse("glossary:index")
    met: dict[str, str] = {}
    for link in soup.select('a[href^="#mot-"]'):
        slug = str(link["href"]).removeprefix("#mot-")
        link["class"] = "terme"
        if slug not in own_terms:
            link["href"] = f"{glossary}#mot-{slug}"
        elif slug not in met:
            met[slug] = link.get_text()
            link["id"] = f"texte-mot-{slug}"
    for slug, word in met.items():
        definition = soup.select_one(f"#mot-{slug} dd")
        if definition is not None:
            back = soup.new_tag("a", attrs={"href": f"#texte-mot-{slug}"})
            back["aria-label"] = _("Revenir au texte, mot « {word} »").format(word=word)
            back.string = _("Revenir au texte")
            definition.append(" ")
            definition.append(back)


def _contents(soup: BeautifulSoup) -> Iterator[tuple[str, str]]:
    titles = soup.find_all("h2")
    taken = TAKEN | {str(tag["id"]) for tag in soup.select("[id]")}
    for title in titles:
        if not title.get("id"):
            title["id"] = anchor = _free_anchor(title, taken)
            taken |= {anchor}
        yield str(title["id"]), french(title.get_text(" ", strip=True))


def _free_anchor(title: Tag, taken: frozenset[str] | set[str]) -> str:
    words = re.sub("[’'\u00a0\u202f]", " ", title.get_text().lower().replace("œ", "oe"))
    base = slugify(words)[:60] or "partie"
    names = (base if number == 1 else f"{base}-{number}" for number in range(1, len(taken) + 3))
    return next(name for name in names if name not in taken)
