"""Lab 6: the same five attacks on both models (rapport de 2017, § 3.2.3 et § 3.2.2.3), predicted, then really run."""

from dataclasses import asdict, dataclass
from typing import Any, Final

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cms.foundation.errors import DomainError
from sandbox.labs import measures
from sandbox.labs.models import LabRun
from sandbox.labs.rules.leaks import ATTACKS, MODELS, Assumptions, Loot
from sandbox.labs.services.computing import one_at_a_time
from sandbox.labs.services.runs import keep_state, record_step, steps_done
from sandbox.town.rules import HOUSEHOLDS
from sandbox.vault.services import open_vault

NAMES: Final = {
    "disque": gettext_lazy("Le disque chiffré est volé, sans aucune clef"),
    "cles-partielles": gettext_lazy("Une base et sa clef : celles d’un domaine, ou celles d’un fournisseur"),
    "toutes-les-cles": gettext_lazy("Toutes les bases et toutes les clefs"),
    "agregateur": gettext_lazy("Un intrus passe une heure chez l’agrégateur"),
    "mot-de-passe": gettext_lazy("Le mot de passe d’un habitant, le vôtre, est volé"),
}
# Orders of magnitude, each up to and including its bound.
ORDERS: Final = {
    "aucune": (0, gettext_lazy("personne")),
    "une": (1, gettext_lazy("une personne")),
    "dizaines": (99, gettext_lazy("de 2 à 99 personnes")),
    "centaines": (999, gettext_lazy("de 100 à 999 personnes")),
    "ville": (HOUSEHOLDS, gettext_lazy("1 000 personnes ou plus")),
}
MEASURES: Final = {
    "persons": gettext_lazy("les personnes touchées"),
    "domains": gettext_lazy("les domaines connus d’une même personne"),
    "records": gettext_lazy("les relevés lus"),
    "profiles": gettext_lazy("les profils complets"),
}


class PredictFirst(DomainError):
    user_message = gettext_lazy("Prédisez d’abord : une prédiction faite après coup n’apprend rien.")


class AlreadyRun(DomainError):
    user_message = gettext_lazy(
        "Les attaques ont déjà été lancées : vos prédictions restent. « Recommencer » en permet d’autres."
    )


class AttackFirst(DomainError):
    user_message = gettext_lazy("Lancez d’abord les cinq attaques.")


class WrongConclusion(DomainError):
    user_message = gettext_lazy("Vos résultats disent autre chose. {hints}")


@dataclass(frozen=True, slots=True)
class Cell:
    """What one attack opened in one model, beside what the learner had predicted."""

    attack: str
    model: int
    found: Loot
    predicted: str

    @property
    def name(self) -> str:
        return str(NAMES[self.attack])

    @property
    def foreseen(self) -> bool:
        return self.predicted == order_of(self.found.persons)

    @property
    def verdict(self) -> str:
        """« de 2 à 99 personnes : juste »: said, not only coloured."""
        order = ORDERS[self.predicted][1] if self.predicted in ORDERS else ""
        return (_("{order} : juste") if self.foreseen else _("{order} : manqué")).format(order=order)


def order_of(persons: int) -> str:
    return next(order for order, (most, _words) in ORDERS.items() if persons <= most)


def prediction_name(attack: str, model: int) -> str:
    return f"{attack}_{model}".replace("-", "_")


def predict(*, run: LabRun, **orders: str) -> str:
    """Keep what the learner expects, as long as nothing was run.

    Raises AlreadyRun.
    """
    if "results" in run.state:
        raise AlreadyRun
    keep_state(run=run, predictions=orders)
    record_step(run=run, step="predire", evidence={"predictions": orders})
    return _("Vos prédictions sont gardées. Lancez maintenant les attaques.")


def run_attacks(*, run: LabRun, providers: int, active_percent: int, token_minutes: int) -> str:
    """The five attacks on the two models under the learner's own assumptions; the latest results are kept.

    Raises PredictFirst, AlreadyComputing.
    """
    if "predire" not in steps_done(run):
        raise PredictFirst
    given = Assumptions(
        providers=providers,
        active_share=active_percent / 100,
        token_minutes=token_minutes,
        victim=open_vault(learner=run.learner).household,
    )
    with one_at_a_time(run.learner):
        found = {name: {str(model): asdict(measures.loot(name, model, given)) for model in MODELS} for name in ATTACKS}
    used = {"providers": providers, "active_percent": active_percent, "token_minutes": token_minutes}
    keep_state(run=run, results=found, assumed=used)
    keep_state(run=run, figures=figures(run))
    record_step(run=run, step="attaquer", evidence={"assumed": used, "results": found})
    return _("Cinq attaques sur deux modèles : les résultats sont dans le tableau.")


def assumed(run: LabRun) -> dict[str, int]:
    """What the latest attacks rested on; the usual assumptions before any."""
    usual = Assumptions()
    at_first = {
        "providers": usual.providers,
        "active_percent": round(100 * usual.active_share),
        "token_minutes": usual.token_minutes,
    }
    return {**at_first, **run.state.get("assumed", {})}


def loot_of(run: LabRun, attack: str, model: int) -> Loot:
    return Loot(**run.state["results"][attack][str(model)])


def table(run: LabRun) -> list[Cell]:
    """Ten lines, once the attacks were run."""
    if "results" not in run.state:
        return []
    predicted: dict[str, Any] = run.state.get("predictions", {})
    return [
        Cell(name, model, loot_of(run, name, model), predicted.get(prediction_name(name, model), ""))
        for name in ATTACKS
        for model in MODELS
    ]


def conclude(*, run: LabRun, attack_1: str, measure_1: str, attack_2: str, measure_2: str) -> str:
    """One attack where model 1 is worse and one where model 2 is, checked against the learner's own results.

    Raises AttackFirst, WrongConclusion.
    """
    if "results" not in run.state:
        raise AttackFirst
    hints = []
    for model, attack, measure in ((1, attack_1, measure_1), (2, attack_2, measure_2)):
        one, two = (getattr(loot_of(run, attack, each), measure) for each in MODELS)
        worse, other = (one, two) if model == 1 else (two, one)
        if worse <= other:
            hints.append(
                _(
                    "Modèle {model} : pour « {attack} », {measure} sont {one} dans le modèle 1 et {two} dans le 2."
                ).format(model=model, attack=NAMES[attack], measure=MEASURES[measure], one=words(one), two=words(two))
            )
    if hints:
        raise WrongConclusion(hints=" ".join(hints))
    answer = {"attack_1": attack_1, "measure_1": measure_1, "attack_2": attack_2, "measure_2": measure_2}
    keep_state(run=run, conclusion=answer)
    record_step(run=run, step="conclure", evidence={**answer, "assumed": run.state["assumed"]})
    return _("C’est juste : chaque modèle a son pire cas. Le choix dépend de ce que l’on veut éviter.")


def words(number: int) -> str:
    return number_format(number, force_grouping=True)


def figures(run: LabRun) -> dict[str, str]:
    """What the charter shows of this lab."""
    both = _("{one} (modèle 1), {two} (modèle 2)")
    return {
        key: both.format(one=words(loot_of(run, name, 1).persons), two=words(loot_of(run, name, 2).persons))
        for key, name in (("L6.partial", "cles-partielles"), ("L6.aggregator", "agregateur"))
    }


def measured(run: LabRun) -> tuple[str, str] | None:
    """One fact for each model, from the latest results."""
    if "results" not in run.state:
        return None
    return fact(run, 1), fact(run, 2)


def fact(run: LabRun, model: int) -> str:
    key, password = loot_of(run, "cles-partielles", model), loot_of(run, "mot-de-passe", model)
    parts = {
        "persons": ngettext("{count} personne", "{count} personnes", key.persons).format(count=words(key.persons)),
        "domains": domains(key.domains),
        "profiles": ngettext("{count} profil complet", "{count} profils complets", key.profiles).format(
            count=words(key.profiles)
        ),
        "own": domains(password.domains),
    }
    sentence = _("Une seule clef volée : {persons}, au plus {domains} pour chacune, {profiles}. {password}")
    return sentence.format(**parts, password=_("Votre mot de passe volé : {own}.").format(**parts))


def domains(count: int) -> str:
    return ngettext("{count} domaine", "{count} domaines", count).format(count=count)
