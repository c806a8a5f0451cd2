"""The journal: who revoked, issued anew or took the register away, and what was done to the keys.

It is read from two tables that only ever grow: Wagtail’s log entries and the events of the keys. No address of the
site changes or deletes a line of either.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, F, QuerySet, Value
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import ModelLogEntry

from passport.credentials.models import Credential
from passport.credentials.register import EXPORT_ACTION
from passport.credentials.services.correcting import ISSUE_ANEW_ACTION
from passport.credentials.services.revoking import REVOKE_ACTION
from passport.signing.models import KeyEvent

KEYS: Final = "keys"
ACTS: Final = {
    REVOKE_ACTION: gettext_lazy("Révocation"),
    ISSUE_ANEW_ACTION: gettext_lazy("Nouvelle délivrance"),
    EXPORT_ACTION: gettext_lazy("Export du registre"),
    KEYS: gettext_lazy("Acte sur une clef"),
}
KINDS: Final = {"csv": "CSV", "json": "JSON"}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was done: `about` names the credential or the key, `address` is its page at the desk."""

    at: datetime
    act: str
    about: str
    address: str
    who: str
    detail: str


def everything(act: str = "") -> QuerySet[Any, Any]:
    """What to page through, the latest first: rows of `(pk, timestamp, source)`; one act of `ACTS`, or all."""
    logged = ModelLogEntry.objects.filter(action__in=[act] if act else [name for name in ACTS if name != KEYS])
    events = KeyEvent.objects.all() if act in ("", KEYS) else KeyEvent.objects.none()
    return (
        logged.order_by()
        .annotate(source=Value("log", output_field=CharField()))
        .values_list("pk", "timestamp", "source")
        .union(
            events.annotate(timestamp=F("at"), source=Value("key", output_field=CharField())).values_list(
                "pk", "timestamp", "source"
            ),
            all=True,
        )
        .order_by("-timestamp", "-pk")
    )


def lines(rows: Iterable[tuple[int, datetime, str]]) -> list[Line]:
    """The rows of one page, told; two or three queries, however many there are."""
    rows = list(rows)
    wanted = {source: [pk for pk, _at, of in rows if of == source] for source in ("log", "key")}
    logged = ModelLogEntry.objects.select_related("user").in_bulk(wanted["log"])
    events = KeyEvent.objects.select_related("key").in_bulk(wanted["key"])
    return [_of_event(events[pk]) if source == "key" else _of_entry(logged[pk]) for pk, _at, source in rows]


def _of_event(event: KeyEvent) -> Line:
    return Line(
        at=event.at,
        act=event.get_act_display(),
        about=event.key.name,
        address=reverse("credential_desk:key", args=[event.key.name]),
        who=event.who,
        detail=event.note,
    )


def _of_entry(entry: ModelLogEntry) -> Line:
    is_credential = entry.content_type_id == ContentType.objects.get_for_model(Credential).pk
    return Line(
        at=entry.timestamp,
        act=str(ACTS[entry.action]),
        about=entry.label,
        address=reverse("credential_desk:inspect", args=[entry.object_id]) if is_credential else "",
        who=entry.user_display_name,
        detail=_detail(entry.action, entry.data),
    )


def _detail(action: str, data: dict[str, Any]) -> str:
    if action == REVOKE_ACTION:
        words = _("Motif publié : %(reason)s") if data.get("published") else _("Motif non publié : %(reason)s")
        return words % {"reason": data.get("reason", "")}
    if action == EXPORT_ACTION:
        filters = ", ".join(f"{name}={value}" for name, value in data.get("filters", {}).items())
        kind = KINDS.get(data.get("kind", ""), "")
        return _("%(kind)s, filtré par %(filters)s") % {"kind": kind, "filters": filters} if filters else f"{kind}"
    return _("remplace %(number)s") % {"number": data.get("replaces", "")}
