"""Lab 7: without a name is not anonymous (rapport de 2017, § 3.2.2.4, propositions n° 12 et 13)."""

import hmac
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Final
from uuid import UUID

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cms.foundation.errors import DomainError
from cms.foundation.numbers import rounded
from sandbox.labs.models import LabRun
from sandbox.labs.rules.licence import read_clauses
from sandbox.labs.rules.reidentification import Clue, Counts, Setting, candidates, difference, peak_is_kept
from sandbox.labs.services.publication import (
    Measure,
    counts,
    day_number,
    digest_of,
    enumeration,
    measure,
    number_of,
    places,
    true_curve,
)
from sandbox.labs.services.runs import keep_state, record_step, steps_done
from sandbox.town import rules as town
from sandbox.town.services import validations

MOST_UNIQUE: Final = 0.05
LEAST_CLUES, MOST_SHOWN_CLUES = 2, 4
LISTED: Final = 15  # candidates are listed by pseudonym once they are this few
COUNTS_K: Final = 5
COUNTS_MINUTES: Final = 15
CLUE_MINUTES: Final = 15


class NotFound(DomainError):
    user_message = gettext_lazy("Ce n’est pas encore cela. {hint}")


class NoMoreClues(DomainError):
    user_message = gettext_lazy("Vous avez déjà les {most} indices publics : concluez.")


@dataclass(frozen=True, slots=True)
class Trial:
    """How many numbers were tried, and which ones were recovered among the published digests."""

    tried: int
    method: str
    recovered: int
    seconds: float
    sample: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Person:
    """Who is looked for, drawn for this go: a household like a persona's, and its public clues."""

    name: str
    household: int
    card: int
    clues: tuple[town.Clue, ...]


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A clue, and who still fits it and those before; `pseudonyms` is empty while they are many."""

    clue: town.Clue
    left: int
    pseudonyms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """One cell of two publications, side by side."""

    stop: int
    minute: int
    first: int
    second: int


# Step 1: hashed numbers


def target_card(run: LabRun) -> int:
    """The card whose number this learner has to recover."""
    return run.nonce.int % town.CARDS


def try_numbers(*, run: LabRun, tries: int, method: str) -> None:
    """Keep how far to enumerate; the computation itself is the town's, done once."""
    enumeration(run.learner)
    keep_state(run=run, hashes={"tries": tries, "method": method})


def trial(run: LabRun) -> Trial | None:
    """What trying the first numbers gave, with a few rows and the learner's own if it is among them."""
    asked = run.state.get("hashes")
    if not asked:
        return None
    whole = enumeration(run.learner)
    if asked["method"] == "secret":
        return Trial(asked["tries"], "secret", whole.peppered, whole.seconds, ())
    found = [(digest, number) for digest, number in whole.plain if number < asked["tries"]]
    mine = digest_of(target_card(run))
    at = next((rank for rank, row in enumerate(found) if row[0] == mine), 0)
    start = max(min(at - run.nonce.int % 5, len(found) - 8), 0)
    seconds = whole.seconds * asked["tries"] / 1_000_000
    return Trial(asked["tries"], "clair", len(found), seconds, tuple(found[start : start + 8]))


def name_number(*, run: LabRun, number: int) -> str:
    """Raises NotFound."""
    if number != number_of(target_card(run)):
        raise NotFound(hint=_("Cherchez la ligne dont l’empreinte commence comme la vôtre, en essayant assez loin."))
    record_step(run=run, step="hachage", evidence={"recovered": len(enumeration(run.learner).plain)})
    return _("C’est le bon numéro : un million d’essais ont suffi à tout défaire.")


# Step 2: clues


def person_of(run: LabRun) -> Person:
    """The person drawn for this go."""
    return _draw_person(run.nonce)


@lru_cache(maxsize=256)
def _draw_person(nonce: UUID) -> Person:
    """A household that one clue does not single out, and that four do."""
    persona = town.PERSONAS[nonce.int % len(town.PERSONAS)]
    turn = nonce.int // len(town.PERSONAS)
    while True:
        number = town.variant(persona.code, turn)
        card, clues = town.card_of(number), town.clues(number)[:MOST_SHOWN_CLUES]
        if card is not None and len(clues) == MOST_SHOWN_CLUES:
            person = Person(persona.name, number, card, clues)
            if len(_fitting(person, 1)) > 1 and _fitting(person, MOST_SHOWN_CLUES) == (card,):
                return person
        turn += 1


def _fitting(person: Person, count: int) -> tuple[int, ...]:
    known = [Clue(day_number(clue.day), clue.minute, clue.stop) for clue in person.clues[:count]]
    return candidates(validations(), known, places(), place="zone", minutes=CLUE_MINUTES)


def pseudonym(run: LabRun, card: int) -> str:
    """A random-looking code for this publication; it says nothing of the card."""
    return "P" + hmac.new(run.nonce.bytes, b"%d" % card, sha256).hexdigest()[:6].upper()


def ask_clue(*, run: LabRun) -> None:
    """Raises NoMoreClues."""
    known = run.state.get("clues", 0)
    if known >= MOST_SHOWN_CLUES:
        raise NoMoreClues(most=MOST_SHOWN_CLUES)
    keep_state(run=run, clues=known + 1)


def narrowing(run: LabRun) -> list[Narrowed]:
    """Clue after clue, who is left."""
    person = person_of(run)
    rows = []
    for count in range(1, run.state.get("clues", 0) + 1):
        left = _fitting(person, count)
        names = tuple(sorted(pseudonym(run, card) for card in left)) if len(left) <= LISTED else ()
        rows.append(Narrowed(person.clues[count - 1], len(left), names))
    return rows


def name_person(*, run: LabRun, code: str) -> str:
    """Raises NotFound, naming what is lacking."""
    known = run.state.get("clues", 0)
    if known < LEAST_CLUES:
        raise NotFound(hint=_("Demandez au moins deux indices : un seul laisse plusieurs personnes."))
    person = person_of(run)
    if code.strip().upper() != pseudonym(run, person.card):
        raise NotFound(hint=_("Ce pseudonyme n’est pas celui de la personne : prenez un indice de plus, ou relisez."))
    record_step(run=run, step="indices", evidence={"clues": known, "left": len(_fitting(person, known))})
    return _("Trouvé : ce pseudonyme mène maintenant à tous ses déplacements.")


def revealed(run: LabRun) -> tuple[int, str] | None:
    """What the pseudonym gives away once known: how many trips, and the zone of the first boarding of most days."""
    if "indices" not in steps_done(run):
        return None
    rows = validations()
    mine = rows[rows["card"] == person_of(run).card]
    _days, first = np.unique(mine["day"], return_index=True)
    zones = Counter(town.zone_of_stop(int(stop)) for stop in mine["from_stop"][first])
    return len(mine), town.ZONE_NAMES[zones.most_common(1)[0][0]]


# Step 3: settings


def settle(*, run: LabRun, minutes: int, place: str, k: int, clues: int) -> str | None:
    """Measure the learner's own setting; the step is done when both thresholds hold."""
    found = measure(run.learner, Setting(minutes, place, k, clues))
    unique, suppressed = share(found.exposure.unique), share(found.exposure.suppressed)
    holds = goal_is_met(found)
    figures = dict(run.state.get("figures", {}))
    if holds or "regler" not in steps_done(run):
        figures |= {"L7.unique": unique, "L7.suppressed": suppressed}
    chosen = {"minutes": minutes, "place": place, "k": k, "clues": clues}
    keep_state(run=run, setting=chosen, figures=figures)
    if not holds:
        return None
    record_step(
        run=run, step="regler", evidence={**chosen, "unique": found.exposure.unique, "lost": found.exposure.suppressed}
    )
    return _("Les deux seuils tiennent : {unique} d’uniques, la pointe visible, {lost} des données retirées.").format(
        unique=unique, lost=suppressed
    )


def goal_is_met(found: Measure) -> bool:
    return found.exposure.unique < MOST_UNIQUE and found.peak_kept


def settled(run: LabRun) -> tuple[Setting, Measure] | None:
    """The setting last asked for, measured again (mostly from the cache)."""
    chosen = run.state.get("setting")
    if not chosen:
        return None
    setting = Setting(**chosen)
    return setting, measure(run.learner, setting)


def share(value: float) -> str:
    """A share in words: one decimal under ten per cent."""
    return _("{number} %").format(number=rounded(value * 100, 1 if value < 0.1 else 0))


# Step 4: counts


def publish_counts(*, run: LabRun, minutes: int, k: int) -> str | None:
    """Publish counts at a grain and a floor; half of the step when they keep the peak and a floor of five."""
    shown = counts(minutes=minutes, k=k)
    is_fit = k >= COUNTS_K and peak_shows(shown)
    keep_state(run=run, counts={"minutes": minutes, "k": k, "fit": is_fit})
    _close_counts(run)
    if is_fit:
        return _("Ces comptes gardent la pointe et ne perdent que {lost}.").format(lost=share(shown.lost))
    return None


def published(run: LabRun) -> Counts | None:
    asked = run.state.get("counts")
    return counts(minutes=asked["minutes"], k=asked["k"]) if asked else None


def peak_shows(shown: Counts) -> bool:
    campus = shown.values[list(town.CAMPUS_STOPS)].clip(0).sum(axis=0)
    return peak_is_kept(true_curve(), campus)


def gaps(run: LabRun) -> tuple[Gap, ...]:
    """Some cells of two publications made under the floor of five, before and after one card was handed back."""
    return _gaps(run.nonce)


@lru_cache(maxsize=256)
def _gaps(nonce: UUID) -> tuple[Gap, ...]:
    """The cells that differ, six at the most, among others that do not."""
    first = counts(minutes=COUNTS_MINUTES, k=COUNTS_K)
    card = nonce.int // 7
    while True:
        second = counts(minutes=COUNTS_MINUTES, k=COUNTS_K, without=card % town.CARDS)
        betrayed = difference(first, second, k=COUNTS_K)[:6]
        if betrayed:
            break
        card += 1
    changed = {(stop, slot) for stop, slot, _gap in betrayed}
    stops = {stop for stop, _slot in changed}
    calm = [(int(s), int(t)) for s, t in np.argwhere((first.values > 0) & (first.values == second.values))]
    calm = [cell for cell in calm if cell[0] not in stops]
    step = max(len(calm) // 6, 1)
    cells = sorted(changed | set(calm[nonce.int % step :: step][:6]))
    return tuple(
        Gap(stop, slot * COUNTS_MINUTES, int(first.values[stop, slot]), int(second.values[stop, slot]))
        for stop, slot in cells
    )


def name_stop(*, run: LabRun, stop: int) -> str:
    """Raises NotFound."""
    found = gaps(run)
    if not any(gap.stop == stop and gap.first != gap.second for gap in found):
        raise NotFound(hint=_("Soustrayez les deux colonnes : seules les cases qui bougent parlent de quelqu’un."))
    keep_state(run=run, betrayed=sum(gap.first != gap.second for gap in found))
    _close_counts(run)
    return _("Oui : deux publications permises, soustraites, disent où allait une seule personne.")


def _close_counts(run: LabRun) -> None:
    if run.state.get("betrayed") and run.state.get("counts", {}).get("fit"):
        record_step(run=run, step="compter", evidence={**run.state["counts"], "betrayed": run.state["betrayed"]})


# Step 5: the licence


def choose_clauses(*, run: LabRun, clauses: Sequence[str]) -> str:
    """Raises NotFound, with what is too much and how many clauses are lacking."""
    keep_state(run=run, clauses=list(clauses))
    reading = read_clauses(clauses)
    hints = [_(clause.why) for clause in reading.unsound]
    if reading.lacking:
        hints.append(
            ngettext("Il manque {count} clause utile.", "Il manque {count} clauses utiles.", reading.lacking).format(
                count=reading.lacking
            )
        )
    if not reading.holds:
        raise NotFound(hint=" ".join(hints))
    record_step(run=run, step="licence", evidence={"clauses": sorted(clauses)})
    return _("Votre licence tient : elle interdit, elle prévoit la faute, et elle n’écarte aucun usage légitime.")


def measured(run: LabRun) -> tuple[str, str] | None:
    """One fact for each model, from the learner's own steps."""
    done = steps_done(run)
    if "hachage" not in done and "regler" not in done:
        return None
    if "regler" in done:
        shown = done["regler"].evidence
        first = _("Le fichier de traces, publié à votre réglage : {unique} de personnes uniques, {lost} de retiré.")
        first = first.format(unique=share(shown["unique"]), lost=share(shown["lost"]))
    else:
        first = _("Un fichier de {count} numéros hachés se défait en entier.").format(
            count=rounded(done["hachage"].evidence["recovered"])
        )
    if "compter" in done:
        count = done["compter"].evidence["betrayed"]
        second = ngettext(
            "Des comptes suffisent, sans fichier de traces ; mais deux publications ont trahi {count} case.",
            "Des comptes suffisent, sans fichier de traces ; mais deux publications ont trahi {count} cases.",
            count,
        ).format(count=count)
    else:
        second = _("Aucun fichier de traces n’existe hors des coffres : il n’y a rien à publier, donc rien à défaire.")
    return first, second
