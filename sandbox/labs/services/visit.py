"""Lab 1: what is in a vault, and what a curve tells (rapport de 2017, § 3.2.3)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.foundation.errors import DomainError
from sandbox.labs.models import LabRun
from sandbox.labs.rules.inference import (
    SpanGuess,
    WakeGuess,
    answers_match,
    guess_absences,
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


class NotFound(DomainError):
    user_message = gettext_lazy("Ce n’est pas encore cela. {hint}")


@dataclass(frozen=True, slots=True)
class Guesses:
    """What thresholds alone make of the learner's own series."""

    wake: WakeGuess | None
    absences: tuple[SpanGuess, ...]
    leak: SpanGuess | None


def vault_for(run: LabRun) -> Vault:
    return open_vault(learner=run.learner)


def truth_of(vault: Vault) -> Household:
    """The household that the vault tells of: the answers come from the town, never from the browser."""
    return household(vault.household)


def guesses_about(vault: Vault) -> Guesses:
    """Computed from the learner's chunks, opened for this page only."""
    hours: dict[date, list[int | None]] = {}
    if vault.hourly_collection:
        answer = read_series(
            vault=vault, request=SeriesRequest("energie", "heure", FIRST, LAST), actor=HOLDER, journal=False
        )
        for start, value in zip(answer.starts, answer.values, strict=True):
            hours.setdefault(day_of(start), []).append(None if value is None else int(value))
    energy = daily(vault, "energie")
    water = daily(vault, "eau")
    return Guesses(guess_wake_hour(hours), guess_absences(energy, water), guess_leak(water))


def day_of(start: date | datetime) -> date:
    """The local day that a value belongs to."""
    return timezone.localtime(start).date() if isinstance(start, datetime) else start


def daily(vault: Vault, domain: str) -> dict[date, int | None]:
    answer = read_series(vault=vault, request=SeriesRequest(domain, "jour", FIRST, LAST), actor=HOLDER, journal=False)
    return {
        day_of(start): None if value is None else int(value)
        for start, value in zip(answer.starts, answer.values, strict=True)
    }


def follow(run: LabRun, vault: Vault) -> None:
    """Note that the learner looked at hours: the journal says so."""
    if "heure" in steps_done(run):
        return
    looked = JournalEntry.objects.filter(
        vault=vault,
        at__gte=run.started_at,
        content__action="lecture",
        content__actor__kind="holder",
        content__scope="energie:heure",
    ).order_by("seq")
    first = looked.values_list("seq", flat=True).first()
    if first is not None:
        record_step(run=run, step="heure", evidence={"line": first})


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


def measured(run: LabRun) -> tuple[str, str] | None:
    """One fact for each model once the three facts are found."""
    if "faits" not in steps_done(run):
        return None
    return (
        _("Qui tient le fichier des compteurs peut déduire ces trois faits pour toute la ville, sans demander."),
        _("Ici, un service ne peut les déduire que si vous lui ouvrez vos heures, et le journal le montrerait."),
    )
