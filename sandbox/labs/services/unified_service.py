"""Lab 2: consent and the unified service (rapport de 2017, § 3.2.3 et § 3.2.2.2), seen from the tables."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.foundation.errors import DomainError
from sandbox.consents.models import ConsentRecord
from sandbox.consents.rules.offers import box, unneeded
from sandbox.labs.models import LabRun
from sandbox.labs.services.runs import keep_state, record_step, steps_done
from sandbox.town.rules import HOUSEHOLDS
from sandbox.vault.models import JournalEntry

CLIENT = "ma-ville"
# What « Ma ville » goes on giving to somebody who authorized nothing, and what it cannot.
KEPT_WITHOUT = frozenset({"collecte", "tarifs", "reseau"})
TILES = {
    "collecte": gettext_lazy("Les jours de collecte des déchets"),
    "tarifs": gettext_lazy("Les tarifs de l’eau et de l’énergie"),
    "reseau": gettext_lazy("Les lignes et les heures chargées"),
    "cout": gettext_lazy("Ce que mon mois a coûté"),
    "comparaison": gettext_lazy("Ma place parmi des foyers semblables"),
    "fuite": gettext_lazy("L’alerte de fuite"),
}


class WrongAnswer(DomainError):
    user_message = gettext_lazy("Ce n’est pas cela. {hint}")


@dataclass(frozen=True, slots=True)
class Decision:
    """The learner's latest decision about « Ma ville » since this go began, and what was read under it."""

    consent: ConsentRecord
    readings: int
    values: int

    @property
    def is_given(self) -> bool:
        return self.consent.decision == ConsentRecord.Decision.GIVEN

    @property
    def beyond_need(self) -> tuple[str, ...]:
        """What was granted though no tile needs it."""
        boxes = [box(detail["purpose"], detail["scope"]) for detail in self.consent.details]
        return tuple(each.scope.reads for each in unneeded(boxes))


def decision_of(run: LabRun) -> Decision | None:
    """Only what was decided since the learner began, or began again."""
    consents = ConsentRecord.objects.of(run.learner).filter(client__client_id=CLIENT, decided_at__gte=run.started_at)
    consent = consents.order_by("-decided_at").first()
    if consent is None:
        return None
    counts = JournalEntry.objects.filter(
        vault=consent.vault_id, content__action="lecture", content__consent=str(consent.uid)
    ).values_list("content__count", flat=True)
    return Decision(consent, len(counts), sum(count or 0 for count in counts))


def follow(run: LabRun) -> Decision | None:
    """Note what the tables show: a decision, then readings under it."""
    decision = decision_of(run)
    if decision is None:
        return None
    done = steps_done(run)
    evidence = {"consent": str(decision.consent.uid), "decision": decision.consent.decision}
    if "decider" not in done:
        record_step(run=run, step="decider", evidence=evidence)
    if "utiliser" not in done and decision.readings:
        record_step(run=run, step="utiliser", evidence={**evidence, "readings": decision.readings})
    return decision


def answer_without(*, run: LabRun, tiles: list[str]) -> str:
    """What remains without any authorization; somebody who refused has thereby used the service.

    Raises WrongAnswer.
    """
    picked = frozenset(tiles)
    if picked != KEPT_WITHOUT:
        hint = _("Retirez ce qui demande vos propres données.") if picked - KEPT_WITHOUT else _("Il en manque.")
        raise WrongAnswer(hint=hint)
    record_step(run=run, step="sans", evidence={"tiles": sorted(picked)})
    decision = decision_of(run)
    if decision is not None and not decision.is_given:
        record_step(run=run, step="utiliser", evidence={"consent": str(decision.consent.uid), "refused": True})
    return _("C’est juste : tout cela est public, le service vous le doit sans rien lire.")


def use_without(*, run: LabRun) -> str:
    """After a refusal: the degraded service was used, which is worth as much as an acceptance.

    Raises WrongAnswer as long as nothing was refused or as long as the first question waits.
    """
    decision = decision_of(run)
    if decision is None or decision.is_given:
        raise WrongAnswer(hint=_("Cette étape vaut pour qui a refusé : décidez d’abord."))
    if "sans" not in steps_done(run):
        raise WrongAnswer(hint=_("Répondez d’abord à la première étape."))
    record_step(run=run, step="utiliser", evidence={"consent": str(decision.consent.uid), "refused": True})
    return _("Vous avez refusé, et le service vous reste utile. C’est un vrai choix.")


def answer_receipt(*, run: LabRun, line: int) -> str:
    """The number of the journal's line that the receipt carries.

    Raises WrongAnswer.
    """
    decision = decision_of(run)
    if decision is None:
        raise WrongAnswer(hint=_("Décidez d’abord : le reçu viendra avec la décision."))
    if line != decision.consent.anchor.get("seq"):
        raise WrongAnswer(hint=_("Cherchez « ancre du journal » sur le reçu de votre dernière décision."))
    keep_state(run=run, line=line)
    record_step(run=run, step="recu", evidence={"consent": str(decision.consent.uid), "line": line})
    return _("C’est bien ce numéro : gardez ce reçu, il prouvera que le journal n’a pas été réécrit.")


def measured(decision: Decision | None) -> tuple[str, str] | None:
    """One fact for each model, in words; nothing before a decision."""
    if decision is None:
        return None
    model_1 = _(
        "La collectivité détiendrait les fichiers de {households} foyers, le vôtre compris, quelle que soit "
        "votre réponse."
    ).format(households=f"{HOUSEHOLDS:,}".replace(",", "\u202f"))
    if decision.is_given:
        model_2 = _("« Ma ville » a fait {readings} lectures, {values} valeurs, sous {scopes} portées sur 9.").format(
            readings=decision.readings, values=decision.values, scopes=len(decision.consent.scopes)
        )
    else:
        model_2 = _("« Ma ville » a lu 0 valeur de votre coffre, et vous donne encore trois services.")
    return model_1, model_2
