"""An antivirus, if the site has one: a function that is given each file of a package before anything is kept."""

from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from courses.h5p.packages.faults import Findings

scanner_called = cache(import_string)


def check_with_scanner(name: str, path: Path, findings: Findings) -> None:
    """`H5P_SCANNER(path)` answers what it found, or nothing. When it fails, the upload fails."""
    if not settings.H5P_SCANNER:
        return
    if found := scanner_called(settings.H5P_SCANNER)(path):
        reason = _("l’antivirus l’a refusé ({found}).").format(found=found)
        findings.refuse(name, reason, _("Vérifiez l’ordinateur d’où vient ce fichier, puis prévenez l’équipe."))
