"""What the auditor of lab 3 found, in words."""

from collections.abc import Iterable
from typing import Final

from django.utils.translation import gettext_lazy as _

# What each kind of place is (`rules.auditor.KINDS`).
KIND_WORDS: Final = {
    "base": _("Base de données"),
    "cache": _("Cache"),
    "session": _("Session"),
    "journal": _("Journal technique"),
    "temporaire": _("Fichier temporaire"),
    "compressé": _("Fichier compressé"),
    "fichier": _("Autre fichier"),
}
# Each wrapping, then each way of writing a mark (`rules.peeling`, `rules.patterns`).
LAYER_WORDS: Final = {
    "colonne": _("dans une colonne"),
    "base64": _("codé en base64"),
    "base64 décalé": _("codé en base64"),
    "hexadécimal": _("codé en hexadécimal"),
    "gzip": _("compressé (gzip)"),
    "zlib": _("compressé (zlib)"),
    "bzip2": _("compressé (bzip2)"),
    "xz": _("compressé (xz)"),
    "zip": _("compressé (zip)"),
    "pickle": _("rangé par Python (pickle)"),
    "UTF-16": _("texte sur deux octets (UTF-16)"),
    "texte": _("nombres lisibles"),
    "texte en milliers": _("nombres lisibles, en milliers"),
    "texte arrondi": _("nombres lisibles, arrondis"),
    "millièmes entiers": _("nombres entiers, en millièmes"),
    "millionièmes entiers": _("nombres entiers, en millionièmes"),
    "écarts": _("écarts d’un relevé au suivant"),
    "entiers sur 4 octets": _("nombres entiers en binaire"),
    "entiers sur 8 octets": _("nombres entiers en binaire"),
    "flottants sur 4 octets": _("nombres à virgule en binaire"),
    "flottants sur 8 octets": _("nombres à virgule en binaire"),
    "pages de la base": _("pages de la base de données"),
    "libellé": _("libellé d’un trajet"),
    "point de livraison": _("numéro de point de livraison"),
    "point de livraison sur 8 octets": _("numéro de point de livraison en binaire"),
}
CUT_WORDS: Final = {
    "durée": _("Il s’est arrêté au bout de deux secondes, avant d’avoir tout lu."),
    "octets": _("Il s’est arrêté à cinquante millions d’octets, avant d’avoir tout lu."),
    "": _("Des fichiers lui sont restés fermés."),
}


def shape_words(shapes: Iterable[str]) -> str:
    """« Dans une colonne, codé en base64, nombres lisibles »: outermost first, each way of writing once."""
    said = (", ".join(str(LAYER_WORDS.get(layer, layer)) for layer in shape.split(" > ")) for shape in shapes)
    words = " ; ".join(dict.fromkeys(said))
    return words[:1].upper() + words[1:]
