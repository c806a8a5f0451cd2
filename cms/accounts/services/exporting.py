"""A person takes their data away: one ZIP file of JSON, with what each app keeps about them."""

import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

from allauth.account.models import EmailAddress
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from cms.accounts.models import User

Collector = Callable[[User], object]
_collectors: dict[str, Collector] = {}


def register_export(name: str, collect: Collector) -> None:
    """Add `<name>.json` to every export; `collect(user)` returns that person's rows as JSON-able data."""
    _collectors[name] = collect


def export_account(*, user: User) -> bytes:
    """Everything that is kept about this person, and nothing about anybody else."""
    exported_at = timezone.now()
    documents: dict[str, object] = {"compte": _account(user)}
    documents |= {name: collect(user) for name, collect in sorted(_collectors.items())}
    documents["sommaire"] = {
        "exporté_le": exported_at,
        "adresse": user.email,
        "fichiers": [f"{name}.json" for name in documents],
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in documents.items():
            text = json.dumps(content, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
            archive.writestr(f"{name}.json", text + "\n")
    return packed.getvalue()


def _account(user: User) -> dict[str, Any]:
    return {
        "prénom_et_nom": user.name,
        "adresse_électronique": user.email,
        "adresses": list(EmailAddress.objects.filter(user=user).order_by("pk").values("email", "verified", "primary")),
        "public": user.get_public_display(),
        "collectivité_ou_école": user.organization,
        "temps_supplémentaire_pour_cent": user.extra_time_percent,
        "affichage": user.display,
        "rôles": list(user.groups.order_by("name").values_list("name", flat=True)),
        "inscription": user.date_joined,
        "dernière_connexion": user.last_login,
        "effacement_demandé_le": user.erasure_requested_at,
    }
