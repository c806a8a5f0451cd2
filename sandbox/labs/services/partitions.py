"""Lab 5: files kept apart by domain (rapport de 2017, § 3.2.3), and what links them all the same."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cms.foundation.errors import DomainError
from sandbox.consents.models import ConsentRecord
from sandbox.labs.measures import Linkage, linkage
from sandbox.labs.models import LabRun
from sandbox.labs.rules.necessity import faults
from sandbox.labs.services.computing import one_at_a_time
from sandbox.labs.services.partitioned_files import common_names, game_of
from sandbox.labs.services.runs import keep_state, record_step
from sandbox.town.rules import YEAR
from sandbox.vault.rules.journal import PLATFORM, Action
from sandbox.vault.services import append, open_vault

FIRST, LAST = date(YEAR, 1, 1), date(YEAR, 12, 31)
FEW: Final = 0.05  # the share of right links to go under
TOGETHER: Final = "ensemble"
FILES: Final = {
    "energie": gettext_lazy("Le fichier de l’énergie, seul"),
    "eau": gettext_lazy("Le fichier de l’eau, seul"),
    TOGETHER: gettext_lazy("Les deux fichiers, rapprochés foyer par foyer"),
}
STEP_NAMES: Final = {"jour": gettext_lazy("jour"), "semaine": gettext_lazy("semaine"), "mois": gettext_lazy("mois")}
HINTS: Final = {
    "finalite": gettext_lazy("Le but : dites en 80 signes au moins à quoi servira le croisement, et pour qui."),
    "proportionnalite": gettext_lazy(
        "La proportion : dites en 80 signes au moins pourquoi rien de moins intrusif ne suffit."
    ),
    "repetition": gettext_lazy("Le but et la proportion sont deux questions : ne répétez pas la même réponse."),
    "duree": gettext_lazy("La durée : de 1 à 12 mois."),
}


class NotJustified(DomainError):
    user_message = gettext_lazy("La demande n’est pas recevable. {hints}")


class WrongLink(DomainError):
    user_message = gettext_lazy(
        "Ce n’est pas le même foyer. Comparez les dates : les jours sans eau sont ceux où l’électricité s’effondre."
    )


@dataclass(frozen=True, slots=True)
class Trial:
    """A setting that the learner tried, and what it gave."""

    step: str
    zone_known: bool
    found: Linkage

    @property
    def is_low(self) -> bool:
        return self.found.share < FEW

    @property
    def step_name(self) -> str:
        return str(STEP_NAMES[self.step])

    @property
    def share(self) -> str:
        return percent(self.found.share)

    @property
    def chance(self) -> str:
        """What drawing lots would give."""
        return percent(self.found.chance, 2)


def ask(*, run: LabRun, query: str) -> str:
    """Query one file, or ask for the join: refused, and written in the learner's own journal with its reason."""
    sentence = refuse_join(run) if query == TOGETHER else _("Le fichier a répondu : cinq lignes sont plus bas.")
    asked = sorted({*run.state.get("asked", []), query})
    keep_state(run=run, asked=asked)
    if len(asked) == len(FILES):
        record_step(run=run, step="croiser", evidence={"line": run.state["refusal"]["line"]})
    return sentence


@transaction.atomic
def refuse_join(run: LabRun) -> str:
    why = _("aucune autorisation ni nécessité publiée ne permet de croiser deux domaines")
    line = append(
        vault=open_vault(learner=run.learner),
        actor=PLATFORM,
        action=Action.REFUSAL,
        outcome=_("croisement refusé"),
        scope="energie:jour eau:jour",
        first=FIRST,
        last=LAST,
        why=why,
    )
    keep_state(run=run, refusal={"line": line.seq, "why": why})
    return _("Croisement refusé : {why}. Le refus est à la ligne {line} de votre journal.").format(
        why=why, line=line.seq
    )


def justify(*, run: LabRun, purpose: str, proportionality: str, months: int) -> str:
    """A request for a join that would be « absolument nécessaire »: kept whatever it is, judged by plain rules.

    Raises NotJustified.
    """
    keep_state(run=run, request={"purpose": purpose, "proportionality": proportionality, "months": months})
    if found := faults(purpose, proportionality, months):
        raise NotJustified(hints=" ".join(str(HINTS[fault]) for fault in found))
    record_step(run=run, step="justifier", evidence={"months": months})
    return _("Demande recevable : elle dit un but, une proportion et une fin. L’accorder revient à des personnes.")


def answer_link(*, run: LabRun, water: str) -> str:
    """The water pseudonym held to be the same home, checked against the town.

    Raises WrongLink.
    """
    game, tries = game_of(run), run.state.get("tries", 0) + 1
    keep_state(run=run, tries=tries)
    if water != game.answer:
        raise WrongLink
    record_step(run=run, step="relier", evidence={"household": game.household, "tries": tries})
    return _("C’est bien le même foyer. Aucune clef n’a été volée : les absences ont suffi.")


def try_setting(*, run: LabRun, step: str, zone_known: bool) -> str:
    """Link the two whole files under one setting; the step is done when few links are right.

    Raises AlreadyComputing.
    """
    with one_at_a_time(run.learner):
        found = linkage(step, zone_known=zone_known)
    tried = [*run.state.get("tried", []), [step, zone_known]]
    keep_state(run=run, tried=[list(setting) for setting in dict.fromkeys(map(tuple, tried))])
    keep_state(run=run, figures={"L5.share": share_words(trials(run))})
    if found.share < FEW:
        record_step(run=run, step="regler", evidence={"step": step, "zone_known": zone_known, "right": found.right})
    return _("Au pas « {step} », {zone} : {right} foyers sur {all} reliés à raison, soit {share}.").format(
        step=STEP_NAMES[step],
        zone=_("zone publiée") if zone_known else _("zone retirée"),
        right=number_format(found.right, force_grouping=True),
        all=number_format(found.households, force_grouping=True),
        share=percent(found.share),
    )


def trials(run: LabRun) -> list[Trial]:
    """What the learner tried, finest step first. Every setting was computed before: nothing heavy here."""
    tried = {(str(step), bool(known)) for step, known in run.state.get("tried", [])}
    order = [(step, known) for step in STEP_NAMES for known in (True, False) if (step, known) in tried]
    return [Trial(step, known, linkage(step, zone_known=known)) for step, known in order]


def share_words(tried: list[Trial]) -> str:
    shares = sorted(trial.found.share for trial in tried)
    if len(shares) == 1:
        return percent(shares[0])
    return _("de {low} à {high} selon la finesse publiée").format(low=percent(shares[0]), high=percent(shares[-1]))


def percent(share: float, places: int | None = None) -> str:
    """« 84 % »; one decimal under ten, and near the whole, which only all of them make."""
    wanted = places if places is not None else 1 if share < 0.1 or 0.99 < share < 1 else 0
    return _("{share} %").format(share=number_format(round(100 * share, wanted), wanted))


def measured(run: LabRun, tried: list[Trial]) -> tuple[str, str] | None:
    """One fact for each model, once a setting was tried and a join refused."""
    refusal: dict[str, Any] = run.state.get("refusal", {})
    if not tried or not refusal:
        return None
    worst = max(tried, key=lambda trial: trial.found.share)
    joining = sum(
        {"energie", "eau"} <= {scope.partition(":")[0] for scope in consent.scopes}
        for consent in ConsentRecord.objects.of(run.learner).in_force(timezone.now())
    )
    model_1 = _(
        "Deux fichiers, {common} pseudonyme commun, et pourtant {share} des foyers reliés au pas « {step} » : "
        "la cloison tient les clefs, pas les faits."
    ).format(common=common_names(), share=percent(worst.found.share), step=STEP_NAMES[worst.step])
    allowed = ngettext(
        "{count} de vos autorisations en cours réunit l’énergie et l’eau",
        "{count} de vos autorisations en cours réunissent l’énergie et l’eau",
        joining,
    ).format(count=joining)
    model_2 = _(
        "Les deux séries ne se rejoignent que dans votre coffre : le croisement est refusé à la ligne {line} de votre "
        "journal, et {allowed}. Un service qui garderait ce qu’il lit de tous pourrait relier de même."
    ).format(line=refusal["line"], allowed=allowed)
    return model_1, model_2
