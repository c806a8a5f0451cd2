"""How somebody wants the pages shown: kept in the session, and with the account; applied as attributes of <html>."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Final, Self

from django.conf import settings
from django.http import HttpRequest

SESSION_KEY: Final = "affichage"


@dataclass(frozen=True, slots=True)
class Display:
    """Empty means: as the page was drawn, and as the reader's own settings ask."""

    theme: str = ""
    taille: str = ""
    espacement: str = ""
    leger: bool = False

    @classmethod
    def of(cls, request: HttpRequest) -> Self:
        """What this person chose. Somebody without a session has chosen nothing: it is not opened to look."""
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or not hasattr(request, "session"):
            return cls()
        return cls.read(request.session.get(SESSION_KEY) or {})

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> Self:
        """What was kept, without what an older version kept under other names."""
        return cls(**{field.name: kept[field.name] for field in fields(cls) if field.name in kept})

    def keep(self, request: HttpRequest) -> None:
        """Keep it in the session. The defaults are kept by keeping nothing."""
        if self != type(self)():
            request.session[SESSION_KEY] = asdict(self)
        elif SESSION_KEY in request.session:
            del request.session[SESSION_KEY]
