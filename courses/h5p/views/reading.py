"""What a browser sends, read strictly and never whole before its size is known to be bearable."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cms.foundation.errors import DomainError
from courses.h5p.limits import KIB
from courses.h5p.rules.strict_json import Flaw, NotStrict, decoded, parsed_object

# What surrounds the measured part of a body: identifiers, names, punctuation.
AROUND = 4 * KIB

FLAWS = {
    Flaw.ENCODING: _("ce n’est pas de l’UTF-8"),
    Flaw.SYNTAX: _("ce n’est pas du JSON"),
    Flaw.DEEP: _("trop de niveaux sont imbriqués"),
    Flaw.NUMBER: _("un nombre n’est pas fini"),
    Flaw.INTEGER: _("un nombre entier est trop long"),
    Flaw.REPEATED: _("une clé est répétée"),
    Flaw.TEXT: _("un caractère n’est pas permis"),
    Flaw.NOT_OBJECT: _("il faut un objet"),
}


class BodyTooLarge(DomainError):
    user_message = _("Cet envoi dépasse {most} ko : rien n’est enregistré.")


class Unreadable(DomainError):
    user_message = _("Cet envoi n’est pas lisible : {reason}. Rien n’est enregistré.")


def read_object(request: HttpRequest, *, most: int) -> dict[str, Any]:
    """The JSON object of a body of at most that many bytes. Raises BodyTooLarge, Unreadable."""
    if request.content_type != "application/json":
        raise Unreadable(reason=_("il faut du JSON (application/json)"))
    most += AROUND
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > most:
        raise BodyTooLarge(most=most // KIB)
    body = request.read(most + 1)
    if len(body) > most:
        raise BodyTooLarge(most=most // KIB)
    try:
        return parsed_object(decoded(body))
    except NotStrict as fault:
        raise Unreadable(reason=FLAWS.get(fault.flaw, FLAWS[Flaw.SYNTAX])) from fault


def an_object(sent: dict[str, Any], name: str) -> dict[str, Any]:
    value = sent.get(name)
    if not isinstance(value, dict):
        raise Unreadable(reason=_("« {name} » doit être un objet").format(name=name))
    return value


def a_text(sent: dict[str, Any], name: str) -> str:
    value = sent.get(name)
    if not isinstance(value, str):
        raise Unreadable(reason=_("« {name} » doit être un texte").format(name=name))
    return value


def a_whole(sent: dict[str, Any], name: str) -> int:
    value = sent.get(name)
    if not isinstance(value, int) or isinstance(value, bool):
        raise Unreadable(reason=_("« {name} » doit être un nombre entier").format(name=name))
    return value


def an_uuid(sent: dict[str, Any], name: str) -> UUID:
    try:
        return UUID(a_text(sent, name))
    except ValueError:
        raise Unreadable(reason=_("« {name} » n’est pas un identifiant").format(name=name)) from None
