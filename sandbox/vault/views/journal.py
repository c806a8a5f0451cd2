"""Who read what: the journal, its verification, its export."""

import csv
import json
from typing import Any

from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from cms.accounts.http import AuthenticatedRequest
from cms.foundation.spreadsheets import BYTE_ORDER_MARK, harmless
from sandbox.vault import verify_journal as stand_alone
from sandbox.vault.forms import ReceiptForm
from sandbox.vault.models import JournalEntry, Vault
from sandbox.vault.services import export_journal, head, verify
from sandbox.vault.views.own import page, with_own_vault, with_standing_vault
from sandbox.vault.wording import line

PER_PAGE = 50
KINDS = (
    ("", gettext_lazy("Tout")),
    ("service", gettext_lazy("Les services")),
    ("refus", gettext_lazy("Les refus")),
    ("holder", gettext_lazy("Mes propres gestes")),
)


@require_safe
@with_own_vault
def journal(request: AuthenticatedRequest, vault: Vault) -> HttpResponse:
    """The lines, the latest first; `?voir=` keeps the services, the refusals or one's own gestures."""
    wanted = request.GET.get("voir", "")
    entries = JournalEntry.objects.of(vault).order_by("-seq")
    if wanted == "refus":
        entries = entries.filter(content__action="refus")
    elif wanted in ("service", "holder"):
        entries = entries.filter(content__actor__kind=wanted)
    lines = Paginator(entries, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "vault": vault,
        "page_obj": lines,
        "lines": [line(entry) for entry in lines],
        "kinds": KINDS,
        "wanted": wanted,
        "head": head(vault),
    }
    return page(request, "vault/journal.html", context, title=_("Qui a lu quoi"), place="journal")


@require_http_methods(["GET", "HEAD", "POST"])
@with_own_vault
def verification(request: AuthenticatedRequest, vault: Vault) -> HttpResponse:
    """Whether the chain holds; with a receipt, whether it is still the one that the receipt was printed from."""
    form = ReceiptForm(request.POST or None, request.FILES or None)
    anchor = None
    if request.method == "POST" and form.is_valid():
        anchor = anchor_in(form.cleaned_data["recu"].read())
        if anchor is None:
            form.add_error("recu", _("Choisissez un reçu : ce fichier ne porte pas d’empreinte du journal."))
    context = {
        "vault": vault,
        "form": form,
        "verdict": verify(vault, anchor),
        "anchor": anchor,
        "head": head(vault),
    }
    status = 422 if request.method == "POST" and not form.is_valid() else 200
    return page(
        request, "vault/verification.html", context, title=_("Vérifier le journal"), place="journal", status=status
    )


def anchor_in(content: bytes) -> dict[str, Any] | None:
    """The journal's head that a receipt carries, if it is one: read as the stand-alone verification reads it."""
    try:
        anchors = stand_alone.find_anchors(json.loads(content))
    except (ValueError, RecursionError):
        return None
    return {"seq": anchors[-1][0], "digest": anchors[-1][1]} if anchors else None


@require_safe
@with_standing_vault
def lines(request: AuthenticatedRequest, vault: Vault) -> HttpResponse:
    """The journal as JSON lines, for the stand-alone verification."""
    response = HttpResponse(export_journal(vault), content_type="application/x-ndjson; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="journal.jsonl"'
    return response


@require_safe
@with_standing_vault
def table(request: AuthenticatedRequest, vault: Vault) -> HttpResponse:
    """The journal as a table for a spreadsheet."""
    response = HttpResponse(BYTE_ORDER_MARK, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="journal.csv"'
    writer = csv.writer(response, delimiter=";")
    writer.writerow([_("Numéro"), _("Date"), _("Qui"), _("Quoi"), _("Précisions"), _("Issue"), _("Empreinte")])
    for entry in JournalEntry.objects.of(vault):
        said = line(entry)
        row = [entry.seq, entry.at.isoformat(), said.who, said.sentence, said.detail, said.outcome, entry.digest]
        writer.writerow([harmless(cell) for cell in row])
    return response


@require_safe
@with_own_vault
def script(request: AuthenticatedRequest, vault: Vault) -> FileResponse:
    """The stand-alone verification, to be run elsewhere."""
    file = open(stand_alone.__file__, "rb")  # noqa: SIM115 - FileResponse closes it
    return FileResponse(file, as_attachment=True, filename="verifier_journal.py", content_type="text/x-python")
