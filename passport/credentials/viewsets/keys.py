"""The keys, looked at: their state, what each signed, and beforehand what each act would touch.

Nothing is done to a key from here. Whoever can act on keys has a shell on the server, where their private part is:
a session left open at the desk must not be enough to stop the platform from signing.
"""

from dataclasses import dataclass
from typing import Final

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.admin.auth import permission_required

from cms.accounts.http import AuthenticatedRequest
from passport.credentials.permissions import VIEW
from passport.signing.models import KeyEvent, SigningKey
from passport.signing.rules import Act
from passport.signing.services import Change, describe_change

COMMAND: Final = ".venv/bin/python manage.py signing_keys"
ACTS: Final = (Act.ACTIVATE, Act.RETIRE, Act.COMPROMISE)


@dataclass(frozen=True, slots=True)
class Drill:
    """An act that is possible on a key: what it would touch, and the line to type to try it, then to do it."""

    label: str
    change: Change
    trial: str
    command: str


@never_cache
@require_safe
@permission_required(VIEW)
def keys_page(request: AuthenticatedRequest) -> HttpResponse:
    context = {
        "keys": [(key, _resting_on(key)) for key in SigningKey.objects.order_by("kind", "-created_at", "-pk")],
        "command": f"{COMMAND} generate",
        "header_title": _("Clefs de signature"),
        "breadcrumbs_items": [
            {"url": reverse("credential_desk:index"), "label": _("Titres délivrés")},
            {"url": "", "label": _("Clefs de signature")},
        ],
    }
    return render(request, "credentials/desk/keys.html", context)


@never_cache
@require_safe
@permission_required(VIEW)
def key_page(request: AuthenticatedRequest, name: str) -> HttpResponse:
    key = get_object_or_404(SigningKey, name=name)
    changes = [describe_change(key, act) for act in ACTS]
    context = {
        "key": key,
        "resting": changes[0].touched,
        "events": KeyEvent.objects.filter(key=key).newest_first(),
        "drills": [_drill(key, change) for change in changes if change.is_allowed],
        "header_title": _("Clef %(name)s") % {"name": key.name},
        "breadcrumbs_items": [
            {"url": reverse("credential_desk:index"), "label": _("Titres délivrés")},
            {"url": reverse("credential_desk:keys"), "label": _("Clefs de signature")},
            {"url": "", "label": key.name},
        ],
    }
    return render(request, "credentials/desk/key.html", context)


def _resting_on(key: SigningKey) -> dict[str, int]:
    """What it signed, counted, by label: all that would have to be signed again without it."""
    return describe_change(key, Act.COMPROMISE).touched


def _drill(key: SigningKey, change: Change) -> Drill:
    command = f"{COMMAND} {change.act} {key.name}"
    return Drill(str(KeyEvent.Act(change.act.value).label), change, f"{command} --essai", command)
