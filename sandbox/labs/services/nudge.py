"""Lab 9: what a comparison does, to whom, and what it gives away (rapport de 2017, § 1.2.1)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from numpy.typing import NDArray

from cms.foundation.errors import DomainError
from cms.foundation.numbers import rounded
from sandbox.labs.models import LabRun
from sandbox.labs.rules.comparison import (
    MINIMUM,
    REACHES,
    WORDINGS,
    Disclosure,
    Group,
    Kin,
    Standing,
    disclose,
    group_at,
    message,
    small_groups,
    standing,
)
from sandbox.labs.services.runs import keep_state, record_step, steps_done
from sandbox.town import rules as town
from sandbox.town.services import all_daily_energy
from sandbox.vault.models import Vault
from sandbox.vault.rules.journal import HOLDER
from sandbox.vault.rules.series import SeriesRequest
from sandbox.vault.services import open_vault, read_series

FIRST, LAST = date(town.YEAR, 1, 1), date(town.YEAR, 12, 31)
TOLERANCE: Final = 0.01
CASES: Final = ("low", "middle", "high")

NEUTRAL: Final = gettext_lazy("Vous avez consommé {own} kWh en 2025. La médiane de votre groupe est {median} kWh.")
SENTENCES: Final = {
    ("neutral", "low"): NEUTRAL,
    ("neutral", "middle"): NEUTRAL,
    ("neutral", "high"): NEUTRAL,
    ("norm", "low"): gettext_lazy("Les foyers comme le vôtre consomment {median} kWh. Vous : {own} kWh, moins qu’eux."),
    ("norm", "middle"): gettext_lazy("Les foyers comme le vôtre consomment {median} kWh. Vous : {own} kWh, comme eux."),
    ("norm", "high"): gettext_lazy("Les foyers comme le vôtre consomment {median} kWh. Vous : {own} kWh, plus qu’eux."),
    ("approval", "low"): gettext_lazy(
        "Bravo, continuez : {own} kWh, c’est moins que les trois quarts des foyers comparables."
    ),
    ("approval", "middle"): gettext_lazy("Vous êtes dans la moyenne : {own} kWh, pour une médiane de {median} kWh."),
    ("approval", "high"): gettext_lazy(
        "{own} kWh : les trois quarts des foyers comparables font avec moins. Voulez-vous savoir comment ?"
    ),
}


class NotComparable(DomainError):
    user_message = gettext_lazy("Ce groupe ne vous est pas comparable : {hint}")


class GroupTooSmall(DomainError):
    user_message = gettext_lazy(
        "Ce groupe compte moins de {minimum} foyers : sa médiane en dirait trop sur chacun. Prenez plus large."
    )


class NotFound(DomainError):
    user_message = gettext_lazy("Ce n’est pas encore cela. {hint}")


@dataclass(frozen=True, slots=True)
class Published:
    """A total that the town would publish: over whom, how many they are, how much in a year (kWh)."""

    members: tuple[int, ...]
    what: str
    total: float

    @property
    def size(self) -> int:
        return len(self.members)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A household that two of the published totals betray together."""

    household: int
    disclosure: Disclosure


@lru_cache(maxsize=1)
def kin() -> Kin:
    """What makes the households of the town comparable."""
    homes = [town.household(number) for number in range(town.HOUSEHOLDS)]
    return Kin(
        np.array([home.zone for home in homes]),
        np.array([home.district for home in homes]),
        np.array([home.occupants for home in homes]),
        np.array([home.electric_heating for home in homes]),
    )


def yearly() -> NDArray[np.integer]:
    """Every household's year, in Wh."""
    return all_daily_energy().sum(axis=1, dtype=np.int64)


def vault_for(run: LabRun) -> Vault:
    return open_vault(learner=run.learner)


def home_of(run: LabRun) -> town.Household:
    return town.household(vault_for(run).household)


def own_year(vault: Vault) -> int:
    """The learner's own year in Wh, read in the vault."""
    request = SeriesRequest("energie", "mois", FIRST, LAST)
    answer = read_series(vault=vault, request=request, actor=HOLDER, journal=False)
    return round(sum(value for value in answer.values if value is not None))


# Step 1: the group


def sizes(run: LabRun) -> list[tuple[str, int]]:
    """How many households like the learner's there are in each reach."""
    return [(reach, group_at(home_of(run).number, kin(), reach).size) for reach in REACHES]


def choose_group(*, run: LabRun, reach: str, occupants: int, electric_heating: bool) -> str:
    """Raises NotComparable, or GroupTooSmall under ten households."""
    home = home_of(run)
    keep_state(run=run, asked={"reach": reach, "occupants": occupants, "electric_heating": electric_heating})
    if electric_heating != home.electric_heating:
        raise NotComparable(hint=_("le chauffage électrique se voit dans ces kWh, le chauffage au gaz n’y est pas."))
    if occupants != home.occupants:
        raise NotComparable(hint=_("plus un foyer compte de personnes, plus il consomme. Prenez la taille du vôtre."))
    group = group_at(home.number, kin(), reach)
    if not group.is_shown:
        raise GroupTooSmall(minimum=MINIMUM)
    few, many = small_groups(kin(), "zone")
    keep_state(run=run, group=reach, figures={"L9.small": _("{few} sur {many}").format(few=few, many=many)})
    record_step(run=run, step="groupe", evidence={"reach": reach, "size": group.size})
    return _("Ce groupe convient : {size} foyers comparables.").format(size=group.size)


def group_for(run: LabRun) -> Group | None:
    """The group the learner settled on."""
    reach = run.state.get("group")
    return group_at(home_of(run).number, kin(), reach) if reach else None


def place_in(run: LabRun, group: Group) -> Standing | None:
    """Where the learner stands, the own value coming from the vault; nothing of it is kept."""
    vault = vault_for(run)
    values = yearly()
    values[vault.household] = own_year(vault)
    return standing(vault.household, group, values)


# Step 2: the words


def sentence(place: Standing, wording: str, case: str | None = None) -> str:
    """What a household reads; `case` shows what another one of the group would, at a quartile or at the median."""
    own = place.own if case is None else {"low": place.low, "middle": place.median, "high": place.high}[case]
    told = message(place, wording).case if case is None else case
    return str(SENTENCES[wording, told]).format(own=rounded(own), median=rounded(place.median))


def sentences(place: Standing) -> list[tuple[str, list[str]]]:
    """Each wording, and what the quarter that uses least, the middle and the quarter that uses most would read."""
    return [(wording, [sentence(place, wording, case) for case in CASES]) for wording in WORDINGS]


def choose_wording(*, run: LabRun, wording: str, drift: str) -> str:
    """Any wording will do; what counts is to know whom a bare norm pushes the wrong way.

    Raises NotFound.
    """
    if "groupe" not in steps_done(run):
        raise NotFound(hint=_("Choisissez d’abord un groupe : sans lui, il n’y a rien à dire."))
    keep_state(run=run, wording=wording)
    if drift != "low":
        raise NotFound(hint=_("Qui apprend que les autres font plus que lui, et que c’est cela, la norme ?"))
    record_step(run=run, step="message", evidence={"wording": wording})
    if wording == "norm":
        return _("C’est noté. Avec la norme seule, surveillez les foyers sobres : rien ne leur dit de continuer.")
    return _("C’est noté : les foyers sobres risquent de remonter vers la médiane si l’on ne les approuve pas.")


# Step 3: the difference


def neighbour_of(run: LabRun) -> Neighbour:
    """The household of the learner's district that the totals betray: drawn for this go, never the learner's own."""
    return _neighbour(run.nonce, home_of(run).number)


@lru_cache(maxsize=256)
def _neighbour(nonce: UUID, own: int) -> Neighbour:
    group = _wide(own)
    others = [number for number in group.members if number != own]
    chosen = others[nonce.int % len(others)]
    return Neighbour(chosen, disclose(group.members, chosen, yearly()))


def _wide(own: int) -> Group:
    """The district's group, or the town's where eleven are not there: without one of them it must still be shown."""
    group = group_at(own, kin(), "district")
    return group if group.size > MINIMUM else group_at(own, kin(), "town")


def published(run: LabRun) -> list[Published]:
    """Four totals, each of ten households at least; two of them differ by one household."""
    home = home_of(run)
    neighbour = neighbour_of(run).household
    group = _wide(home.number)
    known = kin()
    district = np.flatnonzero((known.district == home.district) & (known.electric_heating == home.electric_heating))
    whole = np.flatnonzero(known.electric_heating == home.electric_heating)
    shown = [
        (tuple(district.tolist()), _("Même chauffage, même quartier, toutes tailles")),
        (group.members, _("Foyers comme le vôtre, relevé de l’année")),
        (tuple(whole.tolist()), _("Même chauffage, toute la ville")),
        (
            tuple(member for member in group.members if member != neighbour),
            _("Foyers comme le vôtre, présents du 1er janvier au 31 décembre"),
        ),
    ]
    values = yearly()
    return [Published(members, what, int(values[list(members)].sum()) / 1000) for members, what in shown]


def name_difference(*, run: LabRun, kilowatt_hours: Decimal) -> str:
    """Raises NotFound unless the answer is within one per cent of what the two totals betray."""
    betrayed = neighbour_of(run).disclosure.betrayed
    if abs(float(kilowatt_hours) - betrayed) > TOLERANCE * betrayed:
        raise NotFound(hint=_("Cherchez deux lignes dont les effectifs diffèrent d’un seul foyer, et soustrayez."))
    record_step(run=run, step="difference", evidence={"sizes": list(neighbour_of(run).disclosure.sizes)})
    return _("Exact : deux totaux d’au moins dix foyers donnent la consommation d’un seul.")


def measured(run: LabRun) -> tuple[str, str] | None:
    """One fact for each model once a group is chosen."""
    done = steps_done(run)
    if "groupe" not in done:
        return None
    few, many = small_groups(kin(), "zone")
    first = _(
        "Qui tient le fichier compare toute la ville, mais {few} groupes de zone sur {many} sont trop petits pour être "
        "montrés."
    ).format(few=few, many=many)
    if "difference" in done:
        first += " " + _("Et deux totaux publiés ont livré la consommation d’un voisin.")
    second = _(
        "Votre valeur est lue dans votre coffre et n’en sort pas : elle y est comparée à une médiane de {size} foyers."
    ).format(size=done["groupe"].evidence["size"])
    return first, second


def chart_values(place: Standing) -> list[tuple[str, float, bool]]:
    """The four bars: label, kWh, and whether it is the learner's own."""
    return [
        (_("Vous"), place.own, True),
        (_("1/4"), place.low, False),
        (_("Médiane"), place.median, False),
        (_("3/4"), place.high, False),
    ]


def asked(run: LabRun) -> dict[str, Any]:
    """What was last chosen, to show the form again."""
    return dict(run.state.get("asked", {}))
