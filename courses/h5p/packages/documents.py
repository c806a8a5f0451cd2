"""The two documents that describe a package and its libraries: h5p.json and library.json (H5P specification)."""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from courses.h5p import limits
from courses.h5p.packages.faults import Findings
from courses.h5p.packages.wording import json_reason
from courses.h5p.rules.names import extension_of, flaw_of, is_machine_name
from courses.h5p.rules.strict_json import Flaw, NotStrict, decoded, parsed, parsed_object
from courses.h5p.rules.versions import LibraryName, dependencies, number_of

EMBED_TYPES = {"div", "iframe"}
KINDS = ("preloaded", "dynamic", "editor")


def read_text(path: Path, entry: str, findings: Findings) -> str | None:
    """The text of a JSON file, without its byte order mark; a refusal when it has no place in memory or is no UTF-8."""
    try:
        if path.stat().st_size > limits.JSON:
            raise NotStrict(Flaw.LARGE)
        return decoded(path.read_bytes())
    except NotStrict as error:
        findings.refuse(entry, *json_reason(error))
        return None


def read_json(path: Path, entry: str, findings: Findings, *, any_value: bool = False) -> Any:
    """The value, or None once refused."""
    text = read_text(path, entry, findings)
    if text is None:
        return None
    try:
        return parsed(text) if any_value else parsed_object(text)
    except NotStrict as error:
        findings.refuse(entry, *json_reason(error))
        return None


def check_title(value: object, entry: str, findings: Findings) -> None:
    if not isinstance(value, str) or not 1 <= len(value.strip()) <= limits.TITLE:
        reason = _("le titre manque, ou dépasse {limit} caractères.").format(limit=limits.TITLE)
        findings.refuse(entry, reason, _("Donnez-lui un titre."))


def check_dependencies(document: dict[str, Any], entry: str, findings: Findings) -> None:
    for kind in KINDS:
        key = f"{kind}Dependencies"
        listed = document.get(key, [])
        if not isinstance(listed, list):
            findings.refuse(entry, _("« {key} » n’est pas une liste.").format(key=key), _("Écrivez une liste."))
            continue
        for place, dependency in enumerate(listed, start=1):
            if LibraryName.read(dependency) is None:
                reason = _("« {key} », ligne {place} : le nom ou la version est illisible.")
                remedy = _("Écrivez machineName, majorVersion et minorVersion.")
                findings.refuse(entry, reason.format(key=key, place=place), remedy)


def check_h5p(document: dict[str, Any], findings: Findings) -> LibraryName | None:
    """The main library, when h5p.json names it."""
    entry = "h5p.json"
    check_title(document.get("title"), entry, findings)
    language = document.get("language", "und")
    if not isinstance(language, str) or not 1 <= len(language) <= 20:
        reason = _("« language » n’est pas un code de langue.")
        findings.refuse(entry, reason, _("Écrivez par exemple « fr », ou « und » si elle n’est pas connue."))
    embed = document.get("embedTypes", ["iframe"])
    if not isinstance(embed, list) or not {str(kind) for kind in embed} <= EMBED_TYPES:
        findings.refuse(entry, _("« embedTypes » admet seulement « div » et « iframe »."), _("Retirez les autres."))
    check_dependencies(document, entry, findings)
    main = document.get("mainLibrary")
    if not is_machine_name(main):
        reason = _("« mainLibrary » ne nomme pas une bibliothèque.")
        findings.refuse(entry, reason, _("Écrivez par exemple « H5P.MultiChoice »."))
        return None
    for name in dependencies(document, "preloaded"):
        if name.machine_name == main:
            return name
    reason = _("la bibliothèque principale {name} manque dans « preloadedDependencies ».").format(name=main)
    findings.refuse(entry, reason, _("Ajoutez-la avec sa version."))
    return None


def check_library(document: dict[str, Any], folder: Path, entry: str, findings: Findings) -> LibraryName | None:
    """The name and version of a library, when library.json tells them and its folder is called so."""
    check_title(document.get("title"), entry, findings)
    name = LibraryName.read(document)
    if name is None:
        reason = _("machineName, majorVersion ou minorVersion manque ou est illisible.")
        findings.refuse(entry, reason, _("Écrivez un nom comme « H5P.MultiChoice » et des nombres."))
    elif folder.name not in (name.machine_name, name.folder):
        reason = _("le dossier « {folder} » ne porte pas le nom de sa bibliothèque.").format(folder=folder.name)
        findings.refuse(entry, reason, _("Appelez-le « {name} ».").format(name=name.folder))
        name = None
    if number_of(document.get("patchVersion")) is None:
        findings.refuse(entry, _("patchVersion manque ou n’est pas un nombre."), _("Écrivez par exemple 0."))
    if document.get("runnable") not in (0, 1, "0", "1"):
        reason = _("runnable doit valoir 0 ou 1.")
        findings.refuse(entry, reason, _("Écrivez 1 si elle peut être jouée seule, sinon 0."))
    check_core(document.get("coreApi"), entry, findings)
    check_dependencies(document, entry, findings)
    for key, extension in (("preloadedJs", "js"), ("preloadedCss", "css")):
        check_assets(document.get(key, []), key, extension, folder, entry, findings)
    return name


def check_core(asked: object, entry: str, findings: Findings) -> None:
    if asked is None:
        return
    document = asked if isinstance(asked, dict) else {}
    version = (number_of(document.get("majorVersion")), number_of(document.get("minorVersion")))
    if version[0] is None or version[1] is None:
        findings.refuse(entry, _("coreApi est illisible."), _("Écrivez majorVersion et minorVersion."))
    elif version > limits.CORE_API:
        reason = _("cette bibliothèque demande un lecteur plus récent ({asked}, ce site a {ours}).").format(
            asked=".".join(map(str, version)), ours=".".join(map(str, limits.CORE_API))
        )
        remedy = _("Prenez une version plus ancienne de l’activité, ou demandez une mise à jour du site.")
        findings.refuse(entry, reason, remedy)


def check_assets(listed: object, key: str, extension: str, folder: Path, entry: str, findings: Findings) -> None:
    """Scripts and styles: relative paths, inside the folder, present, of their kind."""
    if not isinstance(listed, list):
        findings.refuse(entry, _("« {key} » n’est pas une liste.").format(key=key), _("Écrivez une liste."))
        return
    for item in listed:
        path = item.get("path") if isinstance(item, dict) else None
        shown = str(path)[:100]
        if not isinstance(path, str) or flaw_of(path) is not None:
            reason = _("« {key} » : le chemin « {path} » sort du dossier ou est illisible.").format(key=key, path=shown)
            findings.refuse(entry, reason, _("Écrivez un chemin relatif au dossier de la bibliothèque."))
        elif extension_of(path) != extension:
            reason = _("« {key} » : « {path} » n’est pas un fichier « .{extension} ».")
            reason = reason.format(key=key, path=shown, extension=extension)
            findings.refuse(entry, reason, _("Retirez-le de la liste."))
        elif not (folder / path).is_file():
            reason = _("« {key} » : le fichier « {path} » est absent.").format(key=key, path=shown)
            findings.refuse(entry, reason, _("Ajoutez-le au paquet, ou retirez-le de la liste."))
