"""Lab 4: what a withdrawal stops, and when (rapport de 2017, § 3.2.3 : réversibilité de l’autorisation d’accès)."""

from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cms.foundation.errors import DomainError
from cms.foundation.numbers import rounded
from sandbox.consents.models import ConsentRecord
from sandbox.consents.services import expire_now
from sandbox.labs.models import LabRun
from sandbox.labs.rules.timeline import Timeline, draw_timeline
from sandbox.labs.services.runs import record_step
from sandbox.vault.models import JournalEntry

# What the dishonest aggregator can still do once the authorization is withdrawn.
STILL_POSSIBLE = frozenset({"copie", "transmettre"})
ABILITIES = {
    "copie": gettext_lazy("Se servir des copies qu’il a gardées"),
    "lire": gettext_lazy("Lire de nouvelles données dans le coffre"),
    "transmettre": gettext_lazy("Transmettre à d’autres ce qu’il a gardé"),
    "renouveler": gettext_lazy("Renouveler l’autorisation sans vous"),
}


class NotQuite(DomainError):
    user_message = gettext_lazy("Pas tout à fait. {hint}")


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """The latest withdrawal since this go began, and the calls around it as the server dated them."""

    consent: ConsentRecord
    timeline: Timeline


def withdrawal_of(run: LabRun) -> Withdrawal | None:
    """Among those that the holder decided and that a service had used."""
    consents = ConsentRecord.objects.of(run.learner).filter(
        withdrawn_at__gte=run.started_at, withdrawn_because="holder"
    )
    for consent in consents.order_by("-withdrawn_at").select_related("client")[:5]:
        assert consent.withdrawn_at is not None  # noqa: S101 - for the type checker
        entries = JournalEntry.objects.filter(vault=consent.vault_id, content__consent=str(consent.uid))
        calls = [{"at": entry.at, **(entry.content or {})} for entry in entries.order_by("seq")]
        timeline = draw_timeline(calls, withdrawn_at=consent.withdrawn_at, consent=str(consent.uid))
        if timeline.last_success is not None:
            return Withdrawal(consent, timeline)
    return None


def follow(run: LabRun) -> Withdrawal | None:
    """Note the withdrawal, then the first refusal if no call succeeded after it."""
    found = withdrawal_of(run)
    if found is None:
        return None
    evidence = {"consent": str(found.consent.uid)}
    record_step(run=run, step="retirer", evidence=evidence)
    if found.timeline.holds:
        record_step(
            run=run,
            step="constater",
            evidence={
                **evidence,
                "first_refusal_ms": found.timeline.first_refusal,
                "refusals": found.timeline.refusals,
            },
        )
    return found


def let_expire(*, run: LabRun, consent: UUID) -> str:
    """Bring one consent's end forward to now: a clock of its own, the learner's alone.

    Raises NotQuite when it is not one of the learner's that still stands.
    """
    found = ConsentRecord.objects.of(run.learner).in_force(timezone.now()).filter(uid=consent).first()
    if found is None:
        raise NotQuite(hint=_("Cette autorisation n’est plus en cours."))
    expire_now(consent=found, holder=run.learner)
    return _("L’échéance est passée pour cette autorisation : la prochaine lecture sera refusée.")


def conclude(*, run: LabRun, abilities: list[str]) -> str:
    """What the dishonest aggregator can still do.

    Raises NotQuite.
    """
    picked = frozenset(abilities)
    if picked != STILL_POSSIBLE:
        hint = (
            _("Le retrait ferme le coffre : relisez ce que chaque ligne demande au coffre.")
            if picked - STILL_POSSIBLE
            else _("Il en reste : le retrait n’atteint pas ce qui est déjà sorti.")
        )
        raise NotQuite(hint=hint)
    record_step(run=run, step="conclure", evidence={"abilities": sorted(picked)})
    return _("C’est juste : retirer arrête les lectures, pas les copies.")


def measured(found: Withdrawal | None) -> tuple[str, str] | None:
    if found is None or found.timeline.first_refusal is None:
        return None
    model_1 = _(
        "La collectivité détient déjà le fichier : il n’y a pas d’accès à retirer, seulement un effacement à demander."
    )
    late = found.timeline.late_successes
    model_2 = ngettext(
        "Premier refus {delay} ms après le retrait, {refusals} refus en tout, {late} lecture réussie ensuite.",
        "Premier refus {delay} ms après le retrait, {refusals} refus en tout, {late} lectures réussies ensuite.",
        late,
    ).format(
        delay=rounded(found.timeline.first_refusal),
        refusals=found.timeline.refusals,
        late=late,
    )
    return model_1, model_2
