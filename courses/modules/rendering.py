"""The body of a lesson as HTML, the same for everybody, so made once per published version and kept."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString
from django.core.cache import cache
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.blocks import StructValue
from wagtail.blocks.stream_block import StreamValue

from cms.foundation import content_version
from cms.foundation.typography import french, french_html
from courses.glossary.models import Term
from courses.modules import activities
from courses.modules.blocks.reading import LONG

if TYPE_CHECKING:
    from courses.modules.models import LessonPage

Child = StreamValue.StreamChild

# Read first or last, whatever the place where they were dropped.
ORDER = {"brief": -1, "terms": 1, "questions": 2}
# Anchors that the page itself uses.
TAKEN = frozenset({"contenu", "aide", "somm"})
# Where a button may not stand, or would be read as something else.
NO_BUTTON = ["a", "button", "label", "summary", "caption", "h2", "h3", "h4", "dt"]
# How a part of the long version begins: open, until somebody reads the short one.
LONG_PART = '<details class="longue" open'


@dataclass(frozen=True, slots=True)
class RenderedLesson:
    """The HTML of a body, and its table of contents: (anchor, title) pairs."""

    html: SafeString
    contents: list[tuple[str, str]]


def lesson_body(page: "LessonPage", *, keep: bool = True) -> RenderedLesson:
    """The body, from the cache when it is the published one (`keep`)."""
    if not keep:
        return render_body(page, is_preview=True)
    stamp = page.last_published_at.timestamp() if page.last_published_at else 0
    key = f"lesson:{page.pk}:{page.live_revision_id}:{stamp}:{content_version.current()}:{activities.edition()}"
    body = cache.get(key)
    if body is None:
        body = render_body(page)
        cache.set(key, body, 24 * 60 * 60)
    return body


def render_body(page: "LessonPage", *, is_preview: bool = False) -> RenderedLesson:
    """Render each block, then give titles their anchors and glossary words their way there and back."""
    blocks = sorted(page.body, key=lambda block: ORDER.get(block.block_type, 0))
    own_terms = {term.slug for block in blocks if block.block_type == "terms" for term in block.value["terms"] if term}
    context = {
        "page": page,
        "sheet_url": f"{page.url}fiche/" if page.url else "",
        "places": page.places if page.plays_h5p and not is_preview else {},
    }
    html = "\n".join(_parts(blocks, lambda block: str(block.render({**context, "block_id": block.id}))))
    soup = BeautifulSoup(html, "html.parser")
    _link_terms(soup, own_terms)
    contents = list(_contents(soup))
    return RenderedLesson(french_html(str(soup)), contents)


def in_short(html: SafeString) -> SafeString:
    """The same text with the parts of its long version folded."""
    return mark_safe(html.replace(LONG_PART, LONG_PART.removesuffix(" open")))  # noqa: S308 - HTML of ours, less a word


def _parts(
    blocks: Iterable[StreamValue.StreamChild], render: Callable[[StreamValue.StreamChild], str]
) -> Iterator[str]:
    """The HTML of each block, those of a long part together under its title.

    A part ends where a mark says so, where another begins, or where what closes the lesson is reached.
    """
    title, gathered = "", list[str]()
    for block in blocks:
        if title and (block.block_type == "part" or ORDER.get(block.block_type, 0) > 0):
            yield _long_part(title, gathered)
            title, gathered = "", []
        if block.block_type == "part":
            title = block.value["title"] if block.value["version"] == LONG else ""
        elif title:
            gathered.append(render(block))
        else:
            yield render(block)
    if title:
        yield _long_part(title, gathered)


def _long_part(title: str, gathered: list[str]) -> str:
    context = {"title": title, "html": mark_safe("\n".join(gathered))}  # noqa: S308 - what blocks have rendered
    return render_to_string("modules/_long_part.html", context)


def render_sheet(sheet: StructValue) -> SafeString:
    """The sheet of a lesson, for its own page."""
    soup = BeautifulSoup(render_to_string("modules/_sheet_sections.html", {"value": sheet}), "html.parser")
    _link_terms(soup, set())
    return french_html(str(soup))


def _link_terms(soup: BeautifulSoup, own_terms: set[str]) -> None:
    """Give each word of the glossary its definition, opened in place by a button that needs no script.

    What cannot open one (a word in a title, a term that is not published) keeps a link to the glossary.
    """
    links = soup.select('a[href^="#mot-"]')
    if not links:
        return
    terms = {term.slug: term for term in Term.objects.live().named(_slug_of(link) for link in links)}
    met: dict[str, str] = {}
    opened: dict[str, Term] = {}
    for link in links:
        slug, word = _slug_of(link), link.get_text()
        link["class"] = "terme"
        if slug in terms and link.find_parent(NO_BUTTON) is None:
            opened[slug] = terms[slug]
            link.name = "button"
            link.attrs = {"type": "button", "class": "terme", "popovertarget": f"sens-{slug}"}
            _keep_on_one_line(link)
        elif slug not in own_terms:
            link["href"] = f"{reverse('glossary:index')}#mot-{slug}"
        if slug in own_terms and slug not in met:
            met[slug] = word
            link["id"] = f"texte-mot-{slug}"
    for slug, word in met.items():
        _lead_back(soup, slug, word)
    if opened:
        html = render_to_string("modules/_term_meanings.html", {"terms": opened.values()})
        soup.append(BeautifulSoup(html, "html.parser"))


def _keep_on_one_line(button: Tag) -> None:
    """With what touches it, « l’ » or a full stop: a line may be broken on either side of a button."""
    before, after = button.previous_sibling, button.next_sibling
    whole = button.wrap(Tag(name="span", attrs={"class": "entier"}))
    if isinstance(before, NavigableString):
        rest, space, touching = before.rpartition(" ")
        before.replace_with(rest + space)
        whole.insert(0, touching)
    if isinstance(after, NavigableString):
        touching, space, rest = after.partition(" ")
        after.replace_with(space + rest)
        whole.append(touching)
    if whole.get_text() == button.get_text():
        whole.unwrap()


def _slug_of(link: Tag) -> str:
    return str(link["href"]).removeprefix("#mot-")


def _lead_back(soup: BeautifulSoup, slug: str, word: str) -> None:
    """From the definition at the end of the lesson to the first place where the word stands."""
    definition = soup.select_one(f"#mot-{slug} dd")
    if definition is not None:
        back = soup.new_tag("a", attrs={"href": f"#texte-mot-{slug}"})
        back["aria-label"] = _("Revenir au texte, mot « {word} »").format(word=word)
        back.string = _("Revenir au texte")
        definition.append(" ")
        definition.append(back)


def _contents(soup: BeautifulSoup) -> Iterator[tuple[str, str]]:
    titles = soup.select("h2:not([data-hors-sommaire])")
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
