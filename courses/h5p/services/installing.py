"""Libraries for the whole site, from a package or from a file that brings nothing else."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.accounts.models import User
from cms.foundation.errors import DomainError
from courses.h5p import files
from courses.h5p.models import Library
from courses.h5p.packages.faults import Findings
from courses.h5p.packages.reading import PackageLibrary, read_package
from courses.h5p.services.resolving import Resolver, full_name, may_install
from courses.h5p.services.storing import store_library
from courses.h5p.services.uploading import Source, copy_package


class MayNotInstall(DomainError):
    user_message = gettext_lazy(
        "Seul un administrateur peut installer ou mettre à jour des bibliothèques H5P. Rien n’a été enregistré."
    )


def install_libraries(*, file: Source, by: User | None) -> list[Library]:
    """Install what a package brings, in loading order; what is already there as it is stays. The rows, all of them.

    Raises `MayNotInstall`, or `PackageRefused` with everything that is wrong, and then keeps nothing.
    """
    if not may_install(by):
        raise MayNotInstall
    findings = Findings()
    with files.workspace() as workspace:
        source = workspace / "package.h5p"
        copy_package(file, source, findings)
        package = read_package(source, workspace / "unpacked", findings, libraries_only=True)
        resolver = Resolver(by=by, findings=findings, brought=package.libraries, folders=package.folders)
        choices = resolver.in_order(package.libraries, {})
        if not package.libraries and not findings.faults:
            findings.refuse(_("paquet"), _("il n’apporte aucune bibliothèque."), _("Choisissez un autre fichier."))
        for choice in choices:
            if choice.status == "apart" and choice.brought is not None:
                refuse_other_bytes(choice.brought, findings)
        findings.settle()
        with transaction.atomic():
            rows = []
            for choice in choices:
                if choice.name in package.libraries:
                    row = choice.row or store_library(package.libraries[choice.name], by, is_shared=True)
                    rows.append(row)
            return rows


def refuse_other_bytes(brought: PackageLibrary, findings: Findings) -> None:
    """Contents play with the files that are there: these never change under a number."""
    reason = _("{name} est déjà installée avec d’autres fichiers.").format(name=full_name(brought))
    remedy = _("Donnez à la nouvelle un numéro de correctif (patchVersion) plus grand.")
    findings.refuse(f"{brought.folder.name}/library.json", reason, remedy)
