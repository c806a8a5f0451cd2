"""The French of rules that know no language."""

from django.utils.translation import gettext as _

from courses.h5p import limits
from courses.h5p.rules import names, strict_json


def mebibytes(size: int) -> str:
    """`12 Mo`: packages are large, a decimal would help nobody."""
    return _("{size}\u00a0Mo").format(size=-(-size // limits.MIB))


def name_reason(flaw: names.Flaw) -> str:
    return {
        names.Flaw.ABSOLUTE: _("son nom commence à la racine du disque."),
        names.Flaw.DRIVE: _("son nom commence par une lettre de lecteur."),
        names.Flaw.BACKSLASH: _("son nom contient une barre oblique inverse."),
        names.Flaw.PARENT: _("son nom sort du paquet (« .. »)."),
        names.Flaw.SEGMENT: _("un des dossiers de son nom est vide ou s’appelle « . »."),
        names.Flaw.CONTROL: _("son nom contient des caractères invisibles."),
        names.Flaw.LONG: _("son nom est trop long ({path} octets au plus, {segment} par dossier).").format(
            path=limits.NAME, segment=limits.SEGMENT
        ),
        names.Flaw.DEVICE: _("son nom est réservé par certains systèmes."),
        names.Flaw.TRAILING: _("un des dossiers de son nom finit par un point ou une espace."),
    }[flaw]


def json_reason(error: strict_json.NotStrict) -> tuple[str, str]:
    """The reason and the remedy."""
    line, _colon, column = error.detail.partition(":")
    return {
        strict_json.Flaw.ENCODING: (
            _("son texte n’est pas en UTF-8 (octet {place}).").format(place=error.detail),
            _("Enregistrez-le en UTF-8."),
        ),
        strict_json.Flaw.SYNTAX: (
            _("ce n’est pas du JSON (ligne {line}, colonne {column}).").format(line=line, column=column),
            _("Corrigez-le, ou exportez l’activité à nouveau."),
        ),
        strict_json.Flaw.LARGE: (
            _("il dépasse {limit}.").format(limit=mebibytes(limits.JSON)),
            _("Partagez l’activité en plusieurs paquets."),
        ),
        strict_json.Flaw.DEEP: (
            _("ses données sont imbriquées sur plus de {limit} niveaux.").format(limit=limits.JSON_DEPTH),
            _("Simplifiez l’activité."),
        ),
        strict_json.Flaw.MANY: (
            _("il contient plus de {limit} valeurs.").format(limit=limits.JSON_VALUES),
            _("Partagez l’activité en plusieurs paquets."),
        ),
        strict_json.Flaw.NUMBER: (
            _("il contient un nombre qui n’en est pas un ({word}).").format(word=error.detail),
            _("Remplacez-le par un nombre ordinaire."),
        ),
        strict_json.Flaw.INTEGER: (
            _("il contient un nombre de plus de {limit} chiffres ({word}).").format(
                limit=limits.INTEGER_DIGITS, word=error.detail
            ),
            _("Écrivez-le comme un texte, entre guillemets."),
        ),
        strict_json.Flaw.REPEATED: (
            _("la clef « {key} » y est deux fois au même endroit.").format(key=error.detail),
            _("Gardez-en une seule."),
        ),
        strict_json.Flaw.TEXT: (
            _("un texte contient un caractère interdit ({text}).").format(text=error.detail),
            _("Retirez ce caractère."),
        ),
        strict_json.Flaw.NOT_OBJECT: (
            _("il ne commence pas par « { »."),
            _("Exportez l’activité à nouveau."),
        ),
    }[error.flaw]
