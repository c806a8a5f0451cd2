"""The journal in sentences: who, did what, for what, with which outcome."""

from datetime import date
from typing import Any, NamedTuple

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from cms.foundation.templatetags.ui import jour
from sandbox.vault.models import JournalEntry

DOMAINS = {
    "energie": _("l’électricité"),
    "eau": _("l’eau"),
    "dechets": _("les déchets"),
    "mobilite": _("les déplacements"),
    "logement": _("le logement"),
    "tout": _("en entier"),
}
STEPS = {
    "heure": _("heure par heure"),
    "jour": _("jour par jour"),
    "mois": _("mois par mois"),
    "zone": _("par zone et par quart d’heure"),
    "arret": _("par arrêt et à la minute"),
    "profil": _("les traits du logement"),
}
# What each action is called, said of the holder and of anybody else.
VERBS = {
    "lecture": (_("avez regardé"), _("a lu")),
    "refus": (_("avez demandé sans l’obtenir"), _("a demandé sans l’obtenir")),
    "consentement": (_("avez décidé d’une demande sur"), _("a noté votre décision sur")),
    "retrait": (_("avez retiré une autorisation sur"), _("a retiré une autorisation sur")),
    "suspension": (_("avez suspendu une autorisation sur"), _("a suspendu une autorisation sur")),
    "reprise": (_("avez rétabli une autorisation sur"), _("a rétabli une autorisation sur")),
    "export": (_("avez exporté le coffre"), _("a exporté le coffre")),
    "import": (_("avez ajouté des données sur"), _("a ajouté des données sur")),
    "import tout": (_("avez repris le coffre"), _("a repris le coffre")),
    "effacement": (_("avez effacé le coffre"), _("a effacé le coffre")),
    "ouverture": (_("avez ouvert le coffre"), _("a rempli le coffre")),
}


# Where a series comes from, as `Chunk.origin` notes it.
ORIGINS = {
    "simulé": _("Inventées pour l’exercice"),
    "apporté": _("Apportées par vous"),
    "épreuve": _("Modifiées pour le laboratoire 3"),
}

# How it ended, and why, as the chain notes them.
OUTCOMES = {
    "fait": _("Fait"),
    "accordé": _("Accordé"),
    "refusé": _("Refusé"),
    "heures fermées": _("Refusé : heures fermées"),
    "bloc altéré": _("Refusé : données abîmées"),
    "croisement refusé": _("Croisement refusé"),
    "échéance avancée": _("Fin avancée"),
}
REASONS = {
    "simulé": _("inventées pour l’exercice"),
    "apporté": _("apportées par vous"),
    "épreuve": _("témoins cachés pour le laboratoire 3"),
    "export": _("pendant la préparation d’un export"),
    "titulaire": _("à votre demande"),
    "inactivité": _("après une longue absence"),
    "effacement du compte": _("avec votre compte"),
    "remise à zéro": _("avec la remise à zéro du bac à sable"),
    "vault erased": _("le coffre a été effacé"),
    "code replayed": _("quelqu’un a présenté deux fois le même code d’accès"),
    "jeton-absent": _("aucun jeton d’accès n’était présenté"),
    "jeton-dans-l-adresse": _("le jeton d’accès était écrit dans une adresse"),
    "jeton-inconnu": _("le jeton d’accès n’est pas connu, ou ne vaut plus"),
    "jeton-expiré": _("le jeton d’accès a expiré"),
    "refusée": _("vous aviez refusé cette demande"),
    "retirée": _("vous aviez retiré l’autorisation"),
    "expirée": _("l’autorisation est arrivée à son terme"),
    "suspendue": _("l’autorisation est suspendue"),
    "portée": _("l’autorisation ne va pas jusqu’à cette donnée, à cette précision"),
    "période": _("l’autorisation ne couvre pas toute cette période"),
    "heures-fermées": _("les relevés horaires sont fermés"),
    "trop-d-appels": _("trop de demandes en une minute"),
}


class Line(NamedTuple):
    """A line of the journal as people read it. `kind` is a kind of state label."""

    entry: JournalEntry
    who: str
    sentence: str
    detail: str
    kind: str
    outcome: str


def origin_words(origin: str) -> str:
    """« Inventées pour l’exercice ; Apportées par vous »."""
    return " ; ".join(str(ORIGINS.get(name, name)) for name in origin.split(", "))


def reason_words(why: str) -> str:
    """A reason that is a sentence already is left as it is."""
    if why.startswith("export "):
        return str(_("reprise de l’{export}")).format(export=why)
    return str(REASONS.get(why, why))


def scope_words(scope: str) -> str:
    """« l’électricité, jour par jour »."""
    domain, _colon, step = scope.partition(":")
    words = [str(DOMAINS.get(domain, domain)), str(STEPS.get(step, step))]
    return ", ".join(word for word in words if word)


def outcome_words(outcome: str) -> str:
    return str(OUTCOMES.get(outcome, outcome))


def counted(count: int) -> str:
    """« 8 760 valeurs »."""
    number = number_format(count, force_grouping=True)
    return ngettext("{number} valeur", "{number} valeurs", count).format(number=number)


def period_words(content: dict[str, Any]) -> str:
    if not content.get("from") or not content.get("to"):
        return ""
    first, last = date.fromisoformat(content["from"][:10]), date.fromisoformat(content["to"][:10])
    if first == last:
        return str(_("le {day}")).format(day=jour(first))
    return str(_("du {first} au {last}")).format(first=jour(first), last=jour(last))


def line(entry: JournalEntry) -> Line:
    """Say one entry in words; an erased content says so."""
    content = entry.content
    if not content:
        return Line(entry, "", str(_("Contenu effacé : la ligne garde son empreinte.")), "", "", str(_("Effacé")))
    actor, action = content.get("actor", {}), content.get("action", "")
    is_holder = actor.get("kind") == "holder"
    is_service = actor.get("kind") == "service"
    who = str(_("Vous") if is_holder else (is_service and actor.get("name")) or _("La plateforme"))
    whole = VERBS.get(f"{action} {content.get('scope')}")
    said_of_holder, said_of_others = whole or VERBS.get(action, (action, action))
    verb = str(said_of_holder if is_holder else said_of_others)
    parts = [scope_words(scope) for scope in str(content.get("scope") or "").split()]
    details = [period_words(content)]
    if count := content.get("count"):
        details.append(counted(count))
    if why := content.get("why"):
        details.append(reason_words(str(why)))
    return Line(
        entry,
        who,
        " ".join([verb, " ; ".join(parts)]).strip(),
        ", ".join(filter(None, details)),
        {"refus": "erreur", "lecture": "juste"}.get(action, ""),
        outcome_words(str(content.get("outcome") or "")),
    )
