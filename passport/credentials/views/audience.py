"""Who sees what of a credential, with the choices of today: what the page says is read from where it is decided."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from passport.credentials.models import Credential
from passport.credentials.rules import mean_percent


class Row(NamedTuple):
    who: str
    sees: str
    hidden: str


def who_sees(credential: Credential) -> list[Row]:
    return [_public(credential), *_files(credential), _checkers(), _registrars()]


def _public(credential: Credential) -> Row:
    who = _("Qui connaît le numéro ou scanne le code")
    if credential.is_revoked:
        return _public_of_revoked(credential, who)
    sees, hidden = [_("l’intitulé, l’émetteur, les dates, l’état")], []
    if credential.shows_name:
        sees.append(_("votre nom"))
    else:
        hidden.append(_("votre nom (on peut en taper un et lire seulement s’il est le bon)"))
    (sees if credential.shows_modules else hidden).append(_("les modules validés"))
    hidden.append(_("vos résultats, votre adresse électronique"))
    return Row(who, ", ".join(sees), ", ".join(hidden))


def _public_of_revoked(credential: Credential, who: str) -> Row:
    """Neither modules nor a name to compare are shown any more; why, only if that was published."""
    sees = [_("l’intitulé, l’émetteur, les dates, la révocation")]
    hidden: list[str] = []
    (sees if credential.reason_is_public else hidden).append(_("son motif"))
    (sees if credential.shows_name else hidden).append(_("votre nom"))
    hidden.append(_("les modules validés, vos résultats, votre adresse électronique"))
    return Row(who, ", ".join(sees), ", ".join(hidden))


def _files(credential: Credential) -> list[Row]:
    if not credential.is_signed:
        return []
    sees = _("votre nom, l’intitulé, ce qui était demandé")
    if mean_percent([module.get("percent") for module in credential.content["modules"]]) is not None:
        sees = _("votre nom, l’intitulé, ce qui était demandé, votre résultat moyen")
    hidden = _(
        "vos réponses, vos essais ; votre adresse électronique n’y est qu’en empreinte, qui en confirme une déjà connue"
    )
    rows = [Row(_("Qui reçoit un de vos fichiers"), sees, hidden)]
    if credential.share_key:
        rows.append(Row(_("Qui a le lien vers vos fichiers"), _("les fichiers, donc la même chose"), hidden))
    else:
        rows.append(Row(_("Qui a le lien vers vos fichiers"), _("rien : il est fermé"), _("tout")))
    return rows


def _checkers() -> Row:
    return Row(
        _("Le logiciel qui vérifie un fichier"),
        _("une liste des états de tous les titres, sans nom ni numéro"),
        _("rien de vous ; et nous ne savons pas quel titre il vérifie"),
    )


def _registrars() -> Row:
    return Row(
        _("L’équipe chargée du registre"),
        _("le titre, votre nom, votre adresse électronique, vos fichiers"),
        _("vos réponses aux évaluations"),
    )
