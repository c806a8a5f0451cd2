"""Contents written or changed here: the same checks as for those that come in packages."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

from django.db import transaction
from django.utils.translation import gettext as _

from cms.accounts.models import User
from courses.h5p import files, limits
from courses.h5p.models import Activity, Library, Revision, RevisionLibrary
from courses.h5p.packages.cleaning import clean_drawings
from courses.h5p.packages.contents import ENTRY, check_places, clean_texts
from courses.h5p.packages.documents import check_title
from courses.h5p.packages.faults import Findings
from courses.h5p.packages.kinds import check_first_bytes, check_kind
from courses.h5p.packages.own_contents import faults_of
from courses.h5p.packages.scanning import check_with_scanner
from courses.h5p.packages.wording import json_reason, mebibytes, name_reason
from courses.h5p.rules.contents import read_contents
from courses.h5p.rules.names import clashes, flaw_of
from courses.h5p.rules.strict_json import Flaw, NotStrict, parsed_object
from courses.h5p.services.resolving import Choice, Resolver, name_of
from courses.h5p.services.storing import store_revision
from courses.h5p.services.thresholds import refuse_out_of_reach


def write_activity(
    *,
    activity: Activity | None,
    library: Library,
    content: dict[str, Any],
    title: str,
    language: str,
    by: User | None,
    based_on: Revision | None = None,
    new_files: Mapping[str, IO[bytes]] | None = None,
    is_trial: bool = False,
) -> Revision:
    """Keep parameters as a new revision. Files of `based_on` that they still name are kept, the others left behind.

    A trial is work in progress: what would stop learners in a content of our own types does not stop it.
    Raises `PackageRefused`, with everything that is wrong, and then keeps nothing.
    """
    findings = Findings()
    content = strict(content, findings)
    check_title(title, "h5p.json", findings)
    findings.settle()
    with files.workspace() as workspace:
        folder = workspace / "content"
        folder.mkdir()
        new_files = new_files or {}
        kept = kept_paths(based_on, content, new_files)
        refuse_clashes([*kept, *new_files], findings)
        findings.settle()
        for path in kept:
            keep_file(based_on, path, folder)
        for path, file in new_files.items():
            add_file(path, file, folder, findings)
        clean_drawings(folder, findings)
        places = check_places(content, files.listing(folder), findings).libraries
        resolver = Resolver(by=None, findings=findings, pinned=pinned_by(based_on))
        main = name_of(library)
        resolver.chosen[main] = Choice(main, library)
        choices = resolver.in_order([main, *places], dict.fromkeys(places, ENTRY))
        if not library.is_runnable:
            reason = _("la bibliothèque {name} ne peut pas être jouée seule.").format(name=library.name)
            findings.refuse("h5p.json", reason, _("Choisissez un autre type d’activité."))
        clean_texts(content, main, resolver.fields_of, findings)
        for fault in [] if is_trial else faults_of(str(main), content):
            findings.refuse(fault.entry, fault.reason, fault.remedy)
        refuse_out_of_reach(activity, main, choices, content, findings)
        findings.settle()
        with transaction.atomic():
            return store_revision(
                activity=activity,
                main=main,
                choices=choices,
                content_folder=folder,
                by=by,
                title=title.strip(),
                language=language or "und",
                metadata=described(library, choices, title.strip(), language or "und", based_on),
                content_json=json.dumps(content, ensure_ascii=False),
                remarks=findings.remarks,
                origin=Revision.Origin.WRITTEN,
            )


def strict(content: dict[str, Any], findings: Findings) -> dict[str, Any]:
    """A copy of the parameters, as they will be read again."""
    try:
        text = json.dumps(content, ensure_ascii=False)
        if len(text.encode(errors="surrogatepass")) > limits.JSON:
            raise NotStrict(Flaw.LARGE)
        return parsed_object(text)
    except NotStrict as error:
        findings.refuse(ENTRY, *json_reason(error))
    except RecursionError:
        findings.refuse(ENTRY, *json_reason(NotStrict(Flaw.DEEP)))
    return {}


def kept_paths(based_on: Revision | None, content: dict[str, Any], new_files: Mapping[str, Any]) -> list[str]:
    if based_on is None:
        return []
    return [path for path in read_contents(content).paths if path in based_on.files and path not in new_files]


def keep_file(based_on: Revision | None, path: str, folder: Path) -> None:
    """The same bytes under another name: files of contents never change, so two folders may share them."""
    assert based_on is not None  # noqa: S101  # or nothing was to be kept
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    os.link(files.content_folder(based_on.content_digest) / path, folder / path)


def refuse_clashes(paths: list[str], findings: Findings) -> None:
    for path, other in clashes(paths):
        reason = _("il prendrait la place de « {other} » sur certains disques.").format(other=other)
        findings.refuse(f"content/{path}", reason, _("Gardez-en un seul, ou changez son nom."))


def add_file(path: str, file: IO[bytes], folder: Path, findings: Findings) -> None:
    entry, before = f"content/{path}", len(findings.faults)
    flaw = flaw_of(path)
    if flaw is not None:
        findings.refuse(entry, name_reason(flaw), _("Renommez le fichier."))
    if len(findings.faults) > before or not check_kind(entry, findings):
        return
    destination, size = folder / path, 0
    destination.parent.mkdir(parents=True, exist_ok=True)
    with destination.open("xb") as copy:
        while piece := file.read(limits.MIB):
            size += len(piece)
            if size > limits.ONE_FILE:
                reason = _("il dépasse {limit}.").format(limit=mebibytes(limits.ONE_FILE))
                findings.refuse(entry, reason, _("Réduisez-le."))
                return
            copy.write(piece)
    check_first_bytes(entry, destination, findings)
    check_with_scanner(entry, destination, findings)


def pinned_by(revision: Revision | None) -> dict[Any, Library]:
    if revision is None:
        return {}
    return {name_of(link.library): link.library for link in revision.library_links.select_related("library")}


def described(
    library: Library, choices: list[Choice], title: str, language: str, based_on: Revision | None
) -> dict[str, Any]:
    """An h5p.json for what was written here; licence and authors are those of what it was made from."""
    return {
        **(based_on.metadata if based_on else {}),
        "title": title,
        "language": language,
        "mainLibrary": library.machine_name,
        "embedTypes": ["iframe"],
        "preloadedDependencies": [choice.name.as_dependency() for choice in choices],
    }


@transaction.atomic
def duplicate_activity(*, activity: Activity, by: User | None, title: str = "") -> Activity:
    """Another activity that begins where this one is: same content, same libraries, no results."""
    title = (title.strip() or _("Copie de « {title} »").format(title=activity.title))[: limits.TITLE]
    copy = Activity.objects.create(title=title, created_by=by)
    revision = activity.current_revision
    if revision is None:
        return copy
    links = list(revision.library_links.all())
    twin = Revision.objects.create(
        activity=copy,
        number=1,
        title=title,
        language=revision.language,
        main_library_id=revision.main_library_id,
        metadata={**revision.metadata, "title": title},
        content_json=revision.content_json,
        content_digest=revision.content_digest,
        files=revision.files,
        remarks=revision.remarks,
        origin=Revision.Origin.WRITTEN,
        created_by=by,
    )
    RevisionLibrary.objects.bulk_create(
        RevisionLibrary(revision=twin, library_id=link.library_id, position=link.position) for link in links
    )
    copy.current_revision = twin
    copy.save(update_fields=["current_revision"])
    return copy
