"""What an act on a key would touch, said before it is done; nothing is changed here."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.foundation.errors import DomainError
from passport.signing.models import SigningKey
from passport.signing.rules import Act, Kind, State
from passport.signing.services.compromising import is_made_here, lists_signed_by, waiting_successor
from passport.signing.services.keys import may_sign_from, refuse_unless_allowed

_uses: Final[list[Callable[[SigningKey], dict[str, int]]]] = []


@dataclass(frozen=True, slots=True)
class Change:
    """An act and what it entails.

    `touched` counts what the key signed, by French label in the plural (“titres”, “listes d’état”…). `consequences`
    are French sentences, in the order to read them. `refusal` says why the act is not possible, "" when it is; `wait`
    says that it is possible, but too early.
    """

    act: Act
    kind: Kind
    key: SigningKey | None
    touched: dict[str, int]
    consequences: tuple[str, ...]
    refusal: str = ""
    wait: str = ""

    @property
    def is_allowed(self) -> bool:
        return not self.refusal


def register_uses(count: Callable[[SigningKey], dict[str, int]]) -> None:
    """Apps above say what a key signed: `count` gives numbers by French label in the plural. From `AppConfig.ready`."""
    if count not in _uses:
        _uses.append(count)


def describe_generation(kind: Kind) -> Change:
    """What a new key of this kind would change."""
    active = SigningKey.objects.active(kind).first()
    told = [_("Une clef est créée, en attente : elle est publiée, et ne signe rien tant qu’elle n’est pas activée.")]
    if active is None:
        told.append(_("Aucune clef de cet usage n’est active : celle-ci pourra l’être aussitôt."))
    elif kind is not Kind.SEAL:
        told.append(
            _("La clef « %(name)s » reste active. La nouvelle pourra la remplacer dans vingt-quatre heures.")
            % {"name": active.name}
        )
    return Change(Act.GENERATE, kind, None, {}, tuple(told))


def describe_change(key: SigningKey, act: Act) -> Change:
    """What activating, retiring or compromising this key would touch, with counts."""
    kind = Kind(key.kind)
    touched = uses_of(key)
    try:
        refuse_unless_allowed(key, act)
    except DomainError as refusal:
        return Change(act, kind, key, touched, (), refusal=str(refusal))
    wait = ""
    if act is Act.ACTIVATE:
        told, wait = _activation(key), _wait(key)
    elif act is Act.RETIRE:
        told = _retirement(key)
    else:
        told = _compromise(key, touched)
    return Change(act, kind, key, touched, tuple(told), wait=wait)


def uses_of(key: SigningKey) -> dict[str, int]:
    """What rests on the key, by French label: status lists, and whatever the apps above registered."""
    touched = Counter({_("listes d’état"): lists_signed_by(key).count()})
    for count in _uses:
        touched.update(count(key))
    return {label: number for label, number in touched.items() if number}


def _activation(key: SigningKey) -> list[str]:
    replaced = SigningKey.objects.active(Kind(key.kind)).first()
    told = [_("Tout ce qui sera signé désormais le sera par « %(name)s ».") % {"name": key.name}]
    if replaced is not None:
        told.append(
            _("« %(name)s » est retirée : elle ne signe plus rien, et ce qu’elle a signé reste valide.")
            % {"name": replaced.name}
        )
    told.append(_("Aucun titre délivré n’est modifié."))
    return told


def _wait(key: SigningKey) -> str:
    free_at = may_sign_from(key)
    if free_at <= timezone.now():
        return ""
    return _(
        "Publiée depuis moins de vingt-quatre heures : des vérificateurs qui gardent nos clefs en mémoire ne la "
        "connaissent pas encore. Attendez jusqu’au %(until)s."
    ) % {"until": date_format(timezone.localtime(free_at), "j F Y à H:i")}


def _retirement(key: SigningKey) -> list[str]:
    told = [_("« %(name)s » ne signe plus rien, et ce qu’elle a signé reste valide.") % {"name": key.name}]
    if key.state == State.ACTIVE:
        told.append(
            _(
                "Elle est active et rien ne la remplace : plus rien ne pourra être signé "
                "pour cet usage tant qu’une autre ne sera pas activée."
            )
        )
    return told


def _compromise(key: SigningKey, touched: dict[str, int]) -> list[str]:
    told = [
        _("Tout ce que « %(name)s » a signé cesse d’être valide, quelle que soit sa date, et elle ne revient jamais.")
        % {"name": key.name}
    ]
    if key.state == State.ACTIVE:
        waiting = waiting_successor(key)
        if waiting is not None:
            told.append(_("« %(name)s », qui attend, la remplace aussitôt.") % {"name": waiting.name})
        elif is_made_here(key):
            told.append(_("Une clef neuve est créée et activée aussitôt, sans attendre vingt-quatre heures."))
        else:
            told.append(
                _("Aucun autre cachet n’attend : plus aucun PDF ne sera scellé avant que vous n’en activiez un.")
            )
    signed = sum(touched.values())
    if signed:
        told.append(
            ngettext(
                "Le document qu’elle a signé est signé à nouveau.",
                "Les %(count)d documents qu’elle a signés sont signés à nouveau.",
                signed,
            )
            % {"count": signed}
        )
        told.append(_("Les exemplaires déjà téléchargés ne se vérifient plus : prévenez les titulaires."))
    if key.kind != Kind.SEAL:
        told.append(_("Des vérificateurs peuvent encore la croire pendant une heure, le temps de relire nos clefs."))
    return told
