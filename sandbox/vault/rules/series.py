"""What a vault holds, at which steps it can be asked, and which step hides another (rapport de 2017, § 3.2.3)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self

LONGEST = 366
MEASURED, MISSING, BROUGHT = "mesuré", "manquant", "apporté"
# Ours: a period of which a part is unknown or was not asked, and a day when nothing is due.
PARTIAL, NOT_DUE = "partiel", "sans collecte"

Number = int | float
Record = dict[str, Any]


class SeriesFault(ValueError):
    """A request that makes no sense; `code` for programs, `message` for the reader."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


@dataclass(frozen=True, slots=True)
class Domain:
    """One public service: what its vault series is called and cut into, and its steps from finest to coarsest."""

    code: str
    label: str
    unit: str
    series: str
    chunk: str  # "jour", "mois" or "unique": what one sealed chunk covers
    steps: tuple[str, ...]
    # A day without a value is a day when nothing was due, not a gap.
    gaps_are_nothing: bool = False

    @property
    def holds_records(self) -> bool:
        return self.series in ("trajet", "profil")

    def chunk_start(self, day: date) -> date:
        """The start of the chunk that covers this day."""
        return {"jour": day, "mois": day.replace(day=1), "unique": date(2025, 1, 1)}[self.chunk]


DOMAINS = {
    domain.code: domain
    for domain in (
        Domain("energie", "Électricité", "Wh", "heure", "jour", ("heure", "jour", "mois")),
        Domain("eau", "Eau", "L", "jour", "mois", ("jour", "mois")),
        Domain("dechets", "Déchets", "g", "jour", "mois", ("jour", "mois"), gaps_are_nothing=True),
        Domain("mobilite", "Déplacements", "trajet", "trajet", "mois", ("arret", "zone")),
        Domain("logement", "Logement", "profil", "profil", "unique", ("profil",)),
    )
}
STEP_LABELS = {
    "heure": "chaque heure",
    "jour": "chaque jour",
    "mois": "chaque mois",
    "arret": "à l’arrêt et à la minute",
    "zone": "à la zone et au quart d’heure",
    "profil": "profil du logement",
}
# scope → what the reader is told: "energie:jour" → "Électricité, chaque jour"
SCOPES = {
    f"{domain.code}:{step}": f"{domain.label}, {STEP_LABELS[step]}"
    for domain in DOMAINS.values()
    for step in domain.steps
}


def split_scope(scope: str) -> tuple[Domain, str]:
    """Raises SeriesFault when no series has this scope."""
    if scope not in SCOPES:
        raise SeriesFault("portee", f"La portée « {scope} » n’existe pas.")
    code, step = scope.split(":")
    return DOMAINS[code], step


def is_as_coarse(scope: str, than: str) -> bool:
    """Whether `scope` tells nothing that `than` does not: same domain, same step or a coarser one."""
    domain, step = split_scope(scope)
    other, limit = split_scope(than)
    return domain is other and domain.steps.index(step) >= domain.steps.index(limit)


def scopes_allow(granted: Iterable[str], scope: str) -> bool:
    """Days let months be read, never hours; names that are no series of ours grant nothing."""
    return any(is_as_coarse(scope, than) for than in granted if than in SCOPES)


@dataclass(frozen=True, slots=True)
class SeriesRequest:
    """What is asked of a vault; both days are included. A request that exists makes sense."""

    domain: str
    step: str
    first: date
    last: date

    def __post_init__(self) -> None:
        domain = DOMAINS.get(self.domain)
        if domain is None:
            raise SeriesFault("domaine", f"Le coffre ne tient pas de série « {self.domain} ».")
        if self.step not in domain.steps:
            known = ", ".join(domain.steps)
            raise SeriesFault("pas", f"Le pas « {self.step} » n’existe pas pour « {self.domain} » : {known}.")
        if self.last < self.first:
            raise SeriesFault("periode", "La fin de la période précède son début.")
        if (self.last - self.first).days >= LONGEST:
            raise SeriesFault("periode", f"Une demande couvre {LONGEST} jours au plus.")

    @classmethod
    def parse(cls, domain: str, step: str, first: str, last: str) -> Self:
        """From the words of an address; a day is written 2025-03-31."""
        try:
            days = date.fromisoformat(first), date.fromisoformat(last)
        except ValueError:
            raise SeriesFault("periode", "Un jour s’écrit AAAA-MM-JJ.") from None
        return cls(domain, step, *days)

    @property
    def scope(self) -> str:
        return f"{self.domain}:{self.step}"


@dataclass(frozen=True, slots=True)
class SeriesAnswer:
    """What leaves the vault: one value and one quality per start, or records."""

    domain: str
    step: str
    unit: str
    first: date
    last: date
    starts: tuple[datetime | date, ...] = ()
    values: tuple[Number | None, ...] = ()
    quality: tuple[str, ...] = ()
    records: tuple[Record, ...] = ()

    def __repr__(self) -> str:
        """Says how much, never what: a repr ends in logs and in reports of errors."""
        return f"SeriesAnswer({self.domain}:{self.step} {self.first}…{self.last}, {self.count})"

    @property
    def count(self) -> int:
        """How many facts leave: gaps are none."""
        return len(self.records) + sum(value is not None for value in self.values)
