"""What the browser carries for us, sealed: the program itself remembers nobody.

The Fernet key is made when the program starts and lives in the memory of the master process, which its workers
share. Restarting the program makes every earlier cookie unreadable: the inhabitant asks for access again.
"""

import json
from datetime import timedelta
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from django.http import HttpRequest, HttpResponse

from sandbox.aggregator.configuration import current

_fernet = Fernet(Fernet.generate_key())

LINK, PENDING, FOLLOWED, TRIAL = "lien", "demandes", "suivi", "epreuve"
LASTS = {
    LINK: timedelta(days=1),
    PENDING: timedelta(minutes=30),
    FOLLOWED: timedelta(hours=2),
    TRIAL: timedelta(days=1),
}


def seal(content: Any) -> str:
    return _fernet.encrypt(json.dumps(content, separators=(",", ":")).encode()).decode()


def unseal(text: str, *, lasts: timedelta) -> Any:
    """Nothing when it is not ours, or too old."""
    try:
        return json.loads(_fernet.decrypt(text.encode(), ttl=int(lasts.total_seconds())))
    except (InvalidToken, ValueError):
        return None


def read(request: HttpRequest, name: str) -> Any:
    text = request.COOKIES.get(current().cookie(name))
    return unseal(text, lasts=LASTS[name]) if text else None


def write(response: HttpResponse, name: str, content: Any) -> None:
    response.set_cookie(
        current().cookie(name),
        seal(content),
        max_age=LASTS[name],
        secure=current().is_https,
        httponly=True,
        samesite="Lax",
    )


def forget(response: HttpResponse, *names: str) -> None:
    for name in names:
        response.delete_cookie(current().cookie(name), samesite="Lax")
