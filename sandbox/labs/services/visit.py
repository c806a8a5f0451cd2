"""Lab 1: what is in a vault, and what a curve tells (rapport de 2017, § 3.2.3)."""

from collections.abc import Container
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.foundation.errors import DomainError
from sandbox.labs.models import LabRun
from sandbox.labs.rules.inference import (
    BRIGHT_MONTHS,
    SpanGuess,
    WakeGuess,
    answers_match,
    days_without_water,
    guess_leak,
    guess_wake_hour,
    span_matches,
)
from sandbox.labs.services.runs import keep_state, record_step, steps_done
from sandbox.town.rules import Household, household
from sandbox.vault.models import JournalEntry, Vault
from sandbox.vault.rules.journal import HOLDER
from sandbox.vault.rules.series import SeriesRequest
from sandbox.vault.services import open_vault, read_series
from sandbox.vault.services.habits import decide_habits

FIRST, LAST = date(2025, 1, 1), date(2025, 12, 31)
BRIGHT_FIRST = date(FIRST.year, BRIGHT_MONTHS[0], 1)
BRIGHT_LAST = date(FIRST.year, BRIGHT_MONTHS[-1] + 1, 1) - timedelta(days=1)


class NotFound(DomainError):
    user_message = gettext_lazy("Ce n’est pas encore cela. {hint}")


@dataclass(frozen=True, slots=True)
class Guesses:
    """What thresholds alone make of the learner's own series."""

    wake: WakeGuess | None
    absences: list[tuple[date, date]]
    leak: SpanGuess | None


def vault_for(run: LabRun) -> Vault:
    return open_vault(learner=run.learner)


def truth_of(vault: Vault) -> Household:
    """The household that the vault tells of: the answers come from the town, never from the browser."""
    return household(vault.household)


def guesses_about(vault: Vault) -> Guesses:
    """Computed from the chunks that the sentences shown need, opened for this page only."""
    water = by_day(vault, "eau", "jour", FIRST, LAST)
    days = {day: values[0] for day, values in water.items()}
    return Guesses(guess_wake_hour(bright_hours(vault)), days_without_water(days), guess_leak(days))


def bright_hours(vault: Vault) -> dict[date, list[int | None]]:
    """Electricity in the only months that tell when a household gets up; nothing when the hours are closed."""
    if not vault.hourly_collection:
        return {}
    return by_day(vault, "energie", "heure", BRIGHT_FIRST, BRIGHT_LAST)


def by_day(vault: Vault, domain: str, step: str, first: date, last: date) -> dict[date, list[int | None]]:
    """The values of each local day, in their order."""
    answer = read_series(vault=vault, request=SeriesRequest(domain, step, first, last), actor=HOLDER, journal=False)
    days: dict[date, list[int | None]] = {}
    for start, value in zip(answer.starts, answer.values, strict=True):
        days.setdefault(day_of(start), []).append(None if value is None else int(value))
    return days


def day_of(start: date | datetime) -> date:
    """The local day that a value belongs to."""
    return timezone.localtime(start).date() if isinstance(start, datetime) else start


def follow(run: LabRun, vault: Vault) -> set[str]:
    """Note that the learner looked at hours, as the journal says; the steps that are done then."""
    done = set(steps_done(run))
    if "heure" in done:
        return done
    looked = JournalEntry.objects.filter(
        vault=vault,
        at__gte=run.started_at,
        content__action="lecture",
        content__actor__kind="holder",
        content__scope="energie:heure",
    ).order_by("seq")
    first = looked.values_list("seq", flat=True).first()
    if first is None:
        return done
    record_step(run=run, step="heure", evidence={"line": first})
    return done | {"heure"}


def answer_facts(
    *, run: LabRun, wake: int, absence_first: date, absence_last: date, has_leak: bool, leak_first: date | None
) -> str:
    """Three facts about the household, checked against the town.

    Raises NotFound, naming what to look at again and never the answer.
    """
    truth = truth_of(vault_for(run))
    given = {"wake": wake, "absence": [absence_first.isoformat(), absence_last.isoformat()], "leak": has_leak}
    keep_state(run=run, given=given)
    hints = []
    if not answers_match(wake, truth.wake):
        hints.append(_("L’heure du lever : regardez la première bosse du matin, un jour de semaine de mai ou juin."))
    if not span_matches(absence_first, absence_last, truth.absences):
        hints.append(_("L’absence : cherchez les jours où l’eau tombe à zéro, et prenez le premier et le dernier."))
    if has_leak != (truth.leak is not None):
        hints.append(_("La fuite : elle ajoute beaucoup d’eau chaque jour, plusieurs semaines de suite."))
    elif truth.leak is not None and (leak_first is None or not answers_match(leak_first, truth.leak[0])):
        hints.append(_("Le début de la fuite : le premier jour où l’eau monte sans redescendre."))
    if hints:
        raise NotFound(hint=" ".join(hints))
    record_step(run=run, step="faits", evidence={"household": truth.number})
    return _("Trois faits trouvés : une courbe sans nom a suffi.")


def decide_collection(*, run: LabRun, accepted: bool) -> str:
    """Either answer is right: what counts is to have decided."""
    vault = vault_for(run)
    decide_habits(vault=vault, hourly_collection=accepted, assistant_name=vault.assistant_name)
    record_step(run=run, step="collecte", evidence={"accepted": accepted})
    if accepted:
        return _("Les relevés horaires restent ouverts. Vous pouvez changer d’avis dans « Décider pour mon coffre ».")
    return _("Les heures sont fermées : le coffre ne montre plus que des jours.")


def name_assistant(*, run: LabRun, name: str) -> str:
    """A mandate to an invented person, or nobody: both are decisions."""
    vault = vault_for(run)
    decide_habits(vault=vault, hourly_collection=vault.hourly_collection, assistant_name=name)
    record_step(run=run, step="aide", evidence={"named": bool(name.strip())})
    return _("Votre choix est noté.")


def measured(done: Container[str]) -> tuple[str, str] | None:
    """One fact for each model once the three facts are found."""
    if "faits" not in done:
        return None
    return (
        _("Qui tient le fichier des compteurs peut déduire ces trois faits pour toute la ville, sans demander."),
        _("Ici, un service ne peut les déduire que si vous lui ouvrez vos heures, et le journal le montrerait."),
    )
