"""Lab 3: access without retention, put to the test (rapport de 2017, § 3.2.3)."""

import secrets
from collections import defaultdict
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cms.foundation.errors import DomainError
from sandbox.consents.models import ConsentRecord
from sandbox.consents.services import pseudonym
from sandbox.labs.models import LabRun
from sandbox.labs.rules.auditor import FOUND, PARTIAL, Report, audit
from sandbox.labs.rules.canaries import Canaries, Number, plant
from sandbox.labs.services.computing import one_at_a_time
from sandbox.labs.services.draws import draw
from sandbox.labs.services.runs import Caution, keep_state, record_step, steps_done
from sandbox.vault.models import JournalEntry, Vault
from sandbox.vault.rules.journal import PLATFORM
from sandbox.vault.rules.series import SeriesRequest
from sandbox.vault.services import open_vault, read_series, write_records, write_values
from sandbox.vault.services.notes import read_note, write_note

FIRST, LAST = date(2025, 1, 1), date(2025, 12, 31)
NOTE: Final = "temoins"
ORIGIN: Final = "épreuve"
HONEST, TWIN = "ma-ville", "ma-ville-bis"
EXPERT: Final = "expert-"
ENCRYPTED: Final = "chiffre"
# The dishonest aggregator's hiding places, in the order that it draws from.
PLACES: Final = {
    "base": gettext_lazy("Une table de sa base de données"),
    "cache": gettext_lazy("Son cache de fichiers"),
    "session": gettext_lazy("Un fichier de session"),
    "journal-technique": gettext_lazy("Son journal technique"),
    "fichier-compresse": gettext_lazy("Un fichier compressé"),
    "colonne-codee": gettext_lazy("Une colonne codée de sa base"),
}
UNPROVABLE: Final = "non-demontrable"
# What no search can find, beside what peeling uncovers.
INVISIBLE: Final = frozenset({"chiffrement", "moyenne", "arrondi"})
MEANS: Final = {
    "chiffrement": gettext_lazy("Des valeurs chiffrées dont il garde la clef en mémoire"),
    "gzip": gettext_lazy("Un fichier compressé"),
    "moyenne": gettext_lazy("La seule moyenne du mois"),
    "base64": gettext_lazy("Une colonne codée en base64"),
    "arrondi": gettext_lazy("Des valeurs arrondies au kilowattheure"),
}


class NotReady(DomainError):
    user_message = gettext_lazy("{why}")


class WrongPlace(DomainError):
    user_message = gettext_lazy(
        "Ce n’est pas là. Relisez le rapport d’audit : où et sous quelle forme l’alerte a-t-elle sonné ?"
    )


def vault_for(run: LabRun) -> Vault:
    return open_vault(learner=run.learner)


def prepare(*, run: LabRun, expert: bool = False) -> str:
    """Plant marks in the learner's own vault unless it has them, and draw a new trial for the second aggregator.

    A vault that was erased since took its marks away: the new one gets its own, and earlier audits say nothing of it.
    """
    vault = vault_for(run)
    trial = f"{EXPERT if expert else 'essai-'}{secrets.token_hex(8)}"
    if "planted_at" in run.state and read_note(vault=vault, name=NOTE) is not None:
        reports = {client: report for client, report in run.state.get("reports", {}).items() if client != TWIN}
        keep_state(run=run, trial=trial, drawn_at=timezone.now().isoformat(), reports=reports)
        return _("Nouvelle épreuve tirée : ouvrez « Ma ville bis » par le lien de cette page, puis auditez-le.")
    with one_at_a_time(run.learner):
        canaries = plant_in(vault, key=run.nonce.bytes)
        write_note(vault=vault, name=NOTE, content=canaries.to_json())
    now = timezone.now().isoformat()
    keep_state(run=run, planted_at=now, drawn_at=now, trial=trial, reports={})
    return _("Des témoins sont cachés parmi vos données : des relevés que personne d’autre n’a.")


def plant_in(vault: Vault, *, key: bytes) -> Canaries:
    """Move a few readings of each series to numbers that nobody else has."""
    hours: dict[date, list[Number | None]] = defaultdict(list)
    if vault.hourly_collection:
        for day, value in values_of(vault, "energie", "heure"):
            hours[day].append(value)
    trips = read_series(
        vault=vault, request=SeriesRequest("mobilite", "arret", FIRST, LAST), actor=PLATFORM, journal=False
    )
    profile = read_series(
        vault=vault, request=SeriesRequest("logement", "profil", FIRST, LAST), actor=PLATFORM, journal=False
    )
    planting = plant(
        key=key,
        energy=hours,
        water=dict(values_of(vault, "eau", "jour")),
        waste=dict(values_of(vault, "dechets", "jour")),
        trips=trips.records,
        profile=profile.records[0] if profile.records else {},
    )
    for domain, values in (("energie", planting.energy), ("eau", planting.water), ("dechets", planting.waste)):
        write_values(vault=vault, domain=domain, values_by_day=values, origin=ORIGIN, actor=PLATFORM)
    write_records(vault=vault, domain="mobilite", records_by_day=planting.trips, origin=ORIGIN, actor=PLATFORM)
    write_records(
        vault=vault, domain="logement", records_by_day={FIRST: [planting.profile]}, origin=ORIGIN, actor=PLATFORM
    )
    return planting.canaries


def values_of(vault: Vault, domain: str, step: str) -> list[tuple[date, Number | None]]:
    answer = read_series(vault=vault, request=SeriesRequest(domain, step, FIRST, LAST), actor=PLATFORM, journal=False)
    days = (start.date() if isinstance(start, datetime) else start for start in answer.starts)
    return list(zip(days, answer.values, strict=True))


def readings_by(run: LabRun, client: str) -> int:
    """How many times this service read the vault since the marks were planted; for the twin, since the trial."""
    since = run.state.get("drawn_at" if client == TWIN else "planted_at")
    if since is None:
        return 0
    consents = ConsentRecord.objects.of(run.learner).filter(client__client_id=client)
    uids = [str(uid) for uid in consents.values_list("uid", flat=True)]
    return JournalEntry.objects.filter(
        vault__holder=run.learner_id,
        at__gte=datetime.fromisoformat(since),
        content__action="lecture",
        content__consent__in=uids,
    ).count()


def audit_honest(*, run: LabRun) -> str:
    """Search the first aggregator's own directory, once it has really read the marked vault."""
    report = audit_of(run, HONEST, settings.AGGREGATOR_DIR)
    if report.verdict == PARTIAL:
        return Caution(_("Audit incomplet de l’agrégateur n° 1 : il ne prouve rien. Lancez-le de nouveau."))
    if report.verdict != FOUND:
        record_step(run=run, step="honnete", evidence={"files": report.files, "bytes": report.bytes_read})
        return ngettext(
            "Rien trouvé dans {files} fichier de l’agrégateur n° 1.",
            "Rien trouvé dans {files} fichiers de l’agrégateur n° 1.",
            report.files,
        ).format(files=report.files)
    return Caution(_("L’audit a trouvé des témoins chez l’agrégateur n° 1 : voyez le tableau, il en a gardé."))


def audit_twin(*, run: LabRun) -> str:
    report = audit_of(run, TWIN, settings.AGGREGATOR_TWIN_DIR)
    found = len(report.found)
    if found:
        words = ngettext("{count} alerte : lisez le tableau.", "{count} alertes : lisez le tableau.", found)
        return Caution(words.format(count=found))
    if report.verdict == PARTIAL:
        return Caution(_("Audit incomplet de l’agrégateur n° 2 : il ne prouve rien. Lancez-le de nouveau."))
    return Caution(_("Aucune alerte chez l’agrégateur n° 2 : dites ce que vous en concluez."))


def audit_of(run: LabRun, client: str, directory: Path) -> Report:
    """Raises NotReady, saying what to do first."""
    if "planted_at" not in run.state:
        raise NotReady(why=_("Cachez d’abord les témoins."))
    if not readings_by(run, client):
        raise NotReady(why=_("Utilisez d’abord ce service : il n’a pas encore lu votre coffre depuis les témoins."))
    note = read_note(vault=vault_for(run), name=NOTE)
    if note is None:
        raise NotReady(why=_("Votre coffre a changé : tirez une autre épreuve, elle y cachera de nouveaux témoins."))
    if not directory.is_dir():
        raise NotReady(why=_("Le répertoire de ce service ne se lit pas d’ici : l’audit demande un droit d’accès."))
    with one_at_a_time(run.learner):
        report = audit(directory, Canaries.from_json(note))
    keep_state(run=run, reports={**run.state.get("reports", {}), client: told(report)})
    return report


def told(report: Report) -> dict[str, Any]:
    """What the page shows of an audit: where, in which shape, how old; never what."""
    order = sorted(report.stores, key=lambda store: (store.verdict != FOUND, store.location))
    return {
        "verdict": report.verdict,
        "files": report.files,
        "bytes": report.bytes_read,
        "milliseconds": round(report.seconds * 1000),
        "cut": report.cut,
        "stores": [
            {
                "location": store.location,
                "kind": store.kind,
                "size": store.size,
                "age": round(store.age),
                "verdict": store.verdict,
                "shapes": list(store.shapes),
            }
            for store in order[:60]
        ],
    }


def drawn_place(run: LabRun) -> str:
    """Where the second aggregator hides this trial's copy: the same draw, from the secret that both know."""
    trial = str(run.state.get("trial", ""))
    if trial.startswith(EXPERT):
        return ENCRYPTED
    who = pseudonym(vault=vault_for(run), client_id=TWIN)
    return list(PLACES)[draw(who=who, trial=trial, among=len(PLACES))]


def name_place(*, run: LabRun, place: str) -> str:
    """The learner names the hiding place, or says that nothing can be shown.

    Raises NotReady without an audit of this trial, WrongPlace.
    """
    if TWIN not in run.state.get("reports", {}):
        raise NotReady(why=_("Auditez d’abord l’agrégateur n° 2."))
    truth = drawn_place(run)
    if place != (UNPROVABLE if truth == ENCRYPTED else truth):
        raise WrongPlace
    record_step(run=run, step="indelicat", evidence={"place": truth, "trial": run.state["trial"]})
    keep_state(
        run=run, figures={"L3.audit": _("1 copie trouvée") if truth != ENCRYPTED else _("0 copie trouvée sur 1")}
    )
    if truth == ENCRYPTED:
        return _("C’est juste : il a tout gardé, chiffré. L’audit ne peut pas le montrer.")
    return _("C’est juste : la copie est bien là.")


def conclude(*, run: LabRun, means: list[str]) -> str:
    """Which ways of keeping no audit can show. Raises NotReady with a hint."""
    picked = frozenset(means)
    if picked != INVISIBLE:
        hint = (
            _("Pas tout à fait : l’audit déroule base64 et les fichiers compressés.")
            if picked - INVISIBLE
            else _("Pas tout à fait : il en manque. Que reste-t-il d’un témoin arrondi, moyenné ou chiffré ?")
        )
        raise NotReady(why=hint)
    record_step(run=run, step="conclure", evidence={"means": sorted(picked)})
    return _("C’est juste. Un contrôle borne une promesse : contrat, droit d’audit et loi font le reste.")


def measured(run: LabRun) -> tuple[str, str] | None:
    reports = run.state.get("reports", {})
    if HONEST not in reports or "honnete" not in steps_done(run):
        return None
    always = _("La collectivité conserve par construction : il n’y a pas d’oubli à contrôler, seulement des accès.")
    if reports[HONEST]["verdict"] == PARTIAL:
        return always, _("Votre dernier audit de l’agrégateur n° 1 n’a pas tout lu : il ne prouve rien.")
    return (
        always,
        _("{files} fichiers fouillés chez l’agrégateur n° 1 en {milliseconds} ms : aucun témoin retrouvé.").format(
            files=reports[HONEST]["files"], milliseconds=reports[HONEST]["milliseconds"]
        ),
    )
