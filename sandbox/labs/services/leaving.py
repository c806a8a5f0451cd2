"""Lab 8: leaving for good (rapport de 2017, § 3.2.2.2 et § 3.2.2.5 ; RGPD, art. 15, 17 et 20)."""

from dataclasses import dataclass
from typing import Any, Final

import requests
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cms.accounts.models import User
from cms.foundation.errors import DomainError
from cms.foundation.templatetags.ui import heure, jour
from sandbox.labs.models import LabRun
from sandbox.labs.services.runs import Caution, keep_state, record_step, steps_done
from sandbox.vault.models import Vault, VaultExport
from sandbox.vault.services import vault_of, verify
from sandbox.vault.services.backups import Attempt, copy_rows, try_copy

TIMEOUT: Final = (2, 5)
MOST_BYTES: Final = 200_000


class NothingExported(DomainError):
    user_message = gettext_lazy("Exportez d’abord votre coffre.")


class NothingArrived(DomainError):
    user_message = gettext_lazy(
        "Le fournisseur B n’a pas encore repris votre dernier export, celui du {day} à {hour}. "
        "Portez-lui ce fichier-là."
    )


class ProviderSilent(DomainError):
    user_message = gettext_lazy("Le fournisseur B ne répond pas. Réessayez dans un instant.")


class NoBackup(DomainError):
    user_message = gettext_lazy("Prenez d’abord une sauvegarde, tant que le coffre est ouvert.")


class StillReadable(DomainError):
    user_message = gettext_lazy("La sauvegarde s’ouvre encore : effacez d’abord votre coffre.")


@dataclass(frozen=True, slots=True)
class File:
    """One series as both providers hold it; `theirs` is empty as long as B has nothing."""

    name: str
    rows: int
    ours: str
    theirs: str

    @property
    def is_same(self) -> bool:
        return self.ours == self.theirs


def exports_of(run: LabRun) -> QuerySet[VaultExport]:
    """What counts for this go: exports of a vault that still stood when it began; after « Recommencer », new ones."""
    exports = VaultExport.objects.filter(vault__holder=run.learner_id)
    if run.goes > 1:
        return exports.filter(made_at__gte=run.started_at)
    return exports.filter(Q(vault__erased_at=None) | Q(vault__erased_at__gte=run.started_at))


def latest_export(run: LabRun) -> VaultExport | None:
    return exports_of(run).select_related("vault").order_by("-made_at").first()


def erased_in(run: LabRun) -> QuerySet[Vault]:
    """The learner's vaults that were erased since this go began."""
    return Vault.objects.filter(holder=run.learner_id, state=Vault.State.ERASED, erased_at__gte=run.started_at)


def follow(run: LabRun) -> None:
    """Note an export, then the erasure of the vault that was exported."""
    if "effacer" in steps_done(run):  # the whole journal is not verified again at each visit
        return
    export = latest_export(run)
    if export is None:
        return
    record_step(run=run, step="exporter", evidence={"export": str(export.uid)})
    erased = erased_in(run).filter(exports__in=exports_of(run)).first()
    if erased is not None:
        record_step(run=run, step="effacer", evidence={"vault": str(erased.uid), "journal": verify(erased).holds})


def not_counted(run: LabRun) -> str:
    """What the learner did and does not find among the steps: why, and what to do now."""
    if exports_of(run).exists():
        return ""
    if erased_in(run).exists():
        return _(
            "Vous avez effacé un coffre sans l’avoir exporté : cela ne compte pas comme un départ. "
            "Récupérez d’abord votre coffre : un neuf vous attend."
        )
    if run.goes > 1 and VaultExport.objects.filter(vault__holder=run.learner_id).exists():
        return _(
            "Votre export date d’avant de recommencer : il ne compte plus. Récupérez votre coffre une nouvelle fois."
        )
    return ""


def files(run: LabRun) -> list[File]:
    """The series files of the last export, beside what B said when it was last asked."""
    export = latest_export(run)
    if export is None:
        return []
    theirs = run.state.get("theirs", {}) if run.state.get("export") == str(export.uid) else {}
    return [
        File(name, export.counts.get(name, 0), digest, theirs.get(name, ""))
        for name, digest in sorted(export.digests.items())
        if "/" not in name and name.endswith((".csv", ".json"))  # receipts lie in a folder, the rest is no series
    ]


def compare(*, run: LabRun) -> str:
    """Ask B, server to server, what it holds of this export, and compare the fingerprints.

    Raises NothingExported, ProviderSilent, NothingArrived.
    """
    export = latest_export(run)
    if export is None:
        raise NothingExported
    theirs = ask_provider(export)
    keep_state(run=run, export=str(export.uid), theirs=theirs)
    rows = files(run)
    if not rows or not all(row.is_same for row in rows):
        different = sum(not row.is_same for row in rows)
        words = ngettext(
            "L’empreinte d’{count} fichier diffère : voyez le tableau, puis reprenez l’export chez B.",
            "Les empreintes de {count} fichiers diffèrent : voyez le tableau, puis reprenez l’export chez B.",
            different,
        )
        return Caution(words.format(count=different))
    record_step(run=run, step="importer", evidence={"export": str(export.uid), "files": len(rows)})
    return _("Les {count} fichiers sont les mêmes, à l’octet près, chez A et chez B.").format(count=len(rows))


def ask_provider(export: VaultExport) -> dict[str, str]:
    """The fingerprints of what B stored. The address is the platform's own setting, never typed by anybody."""
    url = f"{settings.PROVIDER_B_URL}/api/imports/{export.uid}/"
    with requests.Session() as session:
        session.trust_env = False
        try:
            response = session.get(url, timeout=TIMEOUT, allow_redirects=False)
            if response.status_code == 404:
                made = timezone.localtime(export.made_at)
                raise NothingArrived(day=jour(made), hour=heure(made))
            if response.status_code != 200 or len(response.content) > MOST_BYTES:
                raise ProviderSilent
            answer: dict[str, Any] = response.json()
        except (requests.RequestException, ValueError) as failure:
            raise ProviderSilent from failure
    if answer.get("export") != str(export.uid):
        raise ProviderSilent
    return {str(name): str(digest) for name, digest in dict(answer.get("files") or {}).items()}


def backup_name(learner: User) -> str:
    """One copy per learner: the next takes the place of the last, whatever began again in between."""
    return f"sandbox-backups/{learner.pk}.json"


def forget_backup(*, learner: User) -> None:
    """Throw the copy away: it goes with the vault that is reset and with the account."""
    storages["private"].delete(backup_name(learner))


def take_backup(*, run: LabRun) -> str:
    """As every night: a copy of the rows, sealed as they are; then try it at once, to see that it opens today."""
    vault = vault_of(run.learner)
    if vault is None:
        raise NoBackup
    copy = copy_rows(vault)
    storage = storages["private"]
    storage.delete(backup_name(run.learner))
    storage.save(backup_name(run.learner), ContentFile(copy))
    attempt = try_copy(copy)
    keep_state(run=run, backup=described(attempt))
    return _("Sauvegarde prise : aujourd’hui, {opened} blocs sur {chunks} s’ouvrent.").format(
        opened=attempt.opened, chunks=attempt.chunks
    )


def read_backup(*, run: LabRun) -> str:
    """Try to open the copy with every master key that still exists.

    Raises NoBackup, or StillReadable as long as the vault is not erased.
    """
    storage = storages["private"]
    if not storage.exists(backup_name(run.learner)):
        raise NoBackup
    follow(run)
    with storage.open(backup_name(run.learner)) as file:
        attempt = try_copy(file.read())
    keep_state(run=run, attempt=described(attempt))
    if attempt.is_readable or "effacer" not in steps_done(run):
        raise StillReadable
    storage.delete(backup_name(run.learner))
    record_step(run=run, step="sauvegarde", evidence=described(attempt))
    return _("Aucun bloc ne s’ouvre : la clef maîtresse de l’époque {epoch} n’existe plus.").format(epoch=attempt.epoch)


def described(attempt: Attempt) -> dict[str, Any]:
    return {
        "chunks": attempt.chunks,
        "opened": attempt.opened,
        "epoch": attempt.epoch,
        "epochs_left": list(attempt.epochs_left),
    }


def measured(run: LabRun) -> tuple[str, str] | None:
    """One fact for each model, once one has left."""
    if "importer" not in steps_done(run):
        return None
    rows = files(run)
    return (
        _("On ne quitte guère la collectivité : on demande un effacement, domaine par domaine."),
        _("{same} fichiers sur {count} identiques à l’octet près chez B, 0 autorisation transportée.").format(
            same=sum(row.is_same for row in rows), count=len(rows)
        ),
    )
