"""Documents that learners made elsewhere on the site, and may attach: decision sheets, and whatever else is kept.

The apps that keep them stand above: they say here, when the site starts, how to list a person's documents and how to
take the copy that is handed in. A source that is gone offers nothing and breaks nothing: copies are frozen.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cms.accounts.models import User

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as StrOrPromise


@dataclass(frozen=True, slots=True)
class Piece:
    """A document that somebody may attach: what its source calls it, and its title."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class PieceCopy:
    """A document as it is at hand-in: its words in Markdown, and its PDF when it has one."""

    title: str
    text: str
    pdf: bytes | None = None


@dataclass(frozen=True, slots=True)
class PieceSource:
    """`pieces` lists what a person keeps; `copy` takes one as it is now, None when it is gone or somebody else's."""

    name: str
    label: "StrOrPromise"
    pieces: Callable[[User], Iterable[Piece]]
    copy: Callable[[User, str], PieceCopy | None]


_sources: dict[str, PieceSource] = {}


def register_piece_source(source: PieceSource) -> None:
    """Offer a person's documents; called from `AppConfig.ready`."""
    _sources[source.name] = source


def piece_source(name: str) -> PieceSource | None:
    return _sources.get(name)


def pieces_of(learner: User) -> list[tuple[PieceSource, list[Piece]]]:
    """What this person may attach, by source; sources that hold nothing are left out."""
    found = [(source, list(source.pieces(learner))) for source in _sources.values()]
    return [(source, pieces) for source, pieces in found if pieces]


def piece_named(learner: User, name: str, key: str) -> Piece | None:
    """The document of this person that an address names."""
    source = piece_source(name)
    return next((piece for piece in source.pieces(learner) if piece.key == key), None) if source else None
