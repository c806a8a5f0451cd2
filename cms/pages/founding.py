"""The first pages of a new site, from `content/`: the home page and the pages of text."""

from pathlib import Path
from string import Template
from typing import Any, Final
from urllib.parse import urlsplit

import yaml
from django.conf import settings
from django.db import transaction
from markdown_it import MarkdownIt
from wagtail.models import Page, Site

from cms.pages.models import ContentPage, HomePage

FOLDER: Final = Path(__file__).parent / "content"
# In the order of the site map.
TEXTS: Final = ("aide", "a-propos", "accessibilite", "donnees-personnelles", "mentions-legales")
SECONDS_PER_DAY: Final = 24 * 60 * 60

markdown = MarkdownIt("commonmark", {"html": False})


@transaction.atomic
def found_site() -> list[str]:
    """Make what is missing and change nothing that exists. Says what was made."""
    home = HomePage.objects.first()
    made = []
    if home is None:
        home = first_home()
        made.append(str(home))
    existing = set(home.get_children().values_list("slug", flat=True))
    made += [str(home.add_child(instance=text_page(slug))) for slug in TEXTS if slug not in existing]
    return made


def first_home() -> HomePage:
    """The home page, in place of the page that Wagtail's own migrations put there."""
    fields = yaml.safe_load((FOLDER / "accueil.yaml").read_text(encoding="utf-8"))
    blocks = {
        "audiences": [("audience", value) for value in fields.pop("audiences")],
        "steps": [("step", value) for value in fields.pop("steps")],
    }
    root = Page.get_first_root_node()
    welcome = root.get_children().exact_type(Page).filter(slug="home", numchild=0).first()
    home = root.add_child(instance=HomePage(slug="accueil", show_in_menus=True, **fields, **blocks))
    answer_from(home)
    if welcome is not None:
        welcome.delete()
    return home


def answer_from(home: HomePage) -> None:
    """The one site, which answers to every name; its own name is that of the settings."""
    address = urlsplit(settings.SITE_URL)
    standard = 443 if address.scheme == "https" else 80
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "hostname": address.hostname,
            "port": address.port or standard,
            "site_name": settings.WAGTAIL_SITE_NAME,
            "root_page": home,
        },
    )


def text_page(slug: str) -> ContentPage:
    """A page of text, from a Markdown file with its title and its standfirst above."""
    _empty, front, body = (FOLDER / f"{slug}.md").read_text(encoding="utf-8").split("---\n", 2)
    matter = yaml.safe_load(front)
    return ContentPage(slug=slug, title=matter["titre"], summary=matter["résumé"], body=rich_text(body))


def rich_text(body: str) -> str:
    """Markdown as Wagtail keeps rich text, with the periods that the settings decide."""
    periods: dict[str, Any] = {
        "erasure_days": settings.ACCOUNT_ERASURE_DELAY_DAYS,
        "session_days": settings.SESSION_COOKIE_AGE // SECONDS_PER_DAY,
        "vault_days": settings.VAULT_IDLE_DAYS + settings.VAULT_GRACE_DAYS,
    }
    html = markdown.render(Template(body).substitute(periods))
    for written, kept in (("strong>", "b>"), ("em>", "i>")):
        html = html.replace(f"<{written}", f"<{kept}").replace(f"</{written}", f"</{kept}")
    return html
