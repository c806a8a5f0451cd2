"""Checks of a content once its libraries are known: nested libraries, files, addresses, texts with marks."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from courses.h5p.packages.cleaning import cleaned_html, is_dangerous
from courses.h5p.packages.faults import Findings
from courses.h5p.rules.contents import Contents, read_contents, texts_with_marks, walked
from courses.h5p.rules.versions import LibraryName

ENTRY = "content/content.json"
SHOWN = 10


def check_places(content: dict[str, Any], files: Mapping[str, int], findings: Findings) -> Contents:
    """Names and paths of a content are readable and stay inside the package; what is absent is noted."""
    found = read_contents(content)
    for place, name in found.unreadable_libraries:
        reason = _("« {place} » : « {name} » n’est pas un nom de bibliothèque.").format(place=place, name=name)
        findings.refuse(ENTRY, reason, _("Écrivez par exemple « H5P.MultiChoice 1.16 »."))
    for place, path in found.bad_paths:
        reason = _("« {place} » : le chemin « {path} » sort du paquet.").format(place=place, path=path)
        findings.refuse(ENTRY, reason, _("Placez le fichier dans le paquet, avec un chemin relatif."))
    for path, place in found.paths.items():
        if path not in files:
            findings.note(_("Fichier absent, il ne s’affichera pas : {path} ({place}).").format(path=path, place=place))
    if found.addresses:
        listed = ", ".join(found.addresses[:SHOWN])
        findings.note(_("Adresses extérieures, que le lecteur n’ira pas chercher : {listed}.").format(listed=listed))
    return found


def clean_texts(
    content: dict[str, Any], main: LibraryName, fields_of: Callable[[LibraryName], Any], findings: Findings
) -> bool:
    """Clean, in place, the texts that are HTML and hold something dangerous; name the other dangerous ones."""
    cleaned = []
    for place, holder, key in texts_with_marks(fields_of(main), content, fields_of):
        if is_dangerous(holder[key]):
            holder[key] = cleaned_html(holder[key])
            cleaned.append(place)
    for place in cleaned:
        findings.note(_("Texte nettoyé (programme, cadre ou formulaire retiré) : {place}.").format(place=place))
    for place, _holder, _key, value in walked(content):
        if isinstance(value, str) and is_dangerous(value):
            remark = _("Texte que le lecteur empêchera d’agir (programme, cadre ou formulaire) : {place}.")
            findings.note(remark.format(place=place))
    return bool(cleaned)
