"""The menu and the site's settings, for the templates of every page."""

from typing import Any, Final, NamedTuple

from django import template
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.navigation.models import SiteSettings

register = template.Library()


class Entry(NamedTuple):
    """A link of the menu; `section` is what the pages below it call themselves."""

    section: str
    label: Any
    address: str


# An address, or the name of one. The first level of the site's tree is part of its design: it is not edited.
MENU: Final = (
    Entry("accueil", _("Accueil"), "/"),
    Entry("modules", _("Modules"), "/modules/"),
    Entry("passeport", _("Mon passeport"), "credentials:index"),
    Entry("bac-a-sable", _("Bac à sable"), "labs:index"),
    Entry("aide", _("Aide"), "/aide/"),
)


@register.inclusion_tag("navigation/_menu.html", takes_context=True)
def menu(context: dict[str, Any], section: str = "") -> dict[str, Any]:
    """The five links, the current one marked: "page" for the page itself, "true" for its section."""
    path = getattr(context.get("request"), "path", "")
    addresses = [entry.address if entry.address.startswith("/") else reverse(entry.address) for entry in MENU]
    inside = "" if path in addresses else section
    links = [
        (entry.label, address, "page" if path == address else "true" if entry.section == inside else "")
        for entry, address in zip(MENU, addresses, strict=True)
    ]
    return {"links": links}


@register.simple_tag
def site_settings() -> SiteSettings:
    """The help line and the state of the accessibility statement."""
    return SiteSettings.cached()
