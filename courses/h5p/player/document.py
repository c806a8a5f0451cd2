"""The document that the sealed frame loads: the same for everybody, whoever plays."""

from typing import Any, Final

from django.conf import settings
from django.urls import reverse

from courses.h5p.models import Library, Revision
from courses.h5p.player.bundles import libraries_of
from courses.h5p.player.token import token_for
from courses.h5p.player.wording import CORE

# The core names contents by a number of its host; the frame holds one.
CONTENT: Final = "1"
# Seconds between two savings of the state. Without a number the core gives no state back (H5P.newRunnable).
SAVED_EVERY: Final = 15
# H5P specification, « h5p.json »: the pieces of metadata that content types read.
METADATA: Final = (
    "title", "a11yTitle", "license", "licenseVersion", "yearFrom", "yearTo", "source", "authors", "licenseExtras",
    "changes", "defaultLanguage",
)  # fmt: skip


def player_address(revision: Revision) -> str:
    """Where a revision is played; with its host when the player has one of its own."""
    return settings.H5P_PLAYER_ORIGIN + reverse("h5p:play", args=[token_for(revision.pk)])


def configuration(revision: Revision, token: str, origin: str) -> dict[str, Any]:
    """`H5PIntegration`, as the core wants it, without anything of a person.

    `url` is a name, not an address: statements cite it, and the server writes its own in their place.
    """
    folder = origin + reverse("h5p:file", args=[token, "_"]).removesuffix("/_")
    displayed = dict.fromkeys(("frame", "export", "embed", "copyright", "icon", "copy"), False)
    content = {
        "library": revision.main_library.name,
        "jsonContent": revision.content_json,
        "url": f"urn:uuid:{revision.activity.public_id}",
        "contentUrl": f"{folder}/content",
        "metadata": {key: revision.metadata[key] for key in METADATA if key in revision.metadata},
        "displayOptions": displayed,
        "fullScreen": "0",
        "contentUserData": {"0": {}},
    }
    return {
        "baseUrl": origin,
        "url": folder,
        "siteUrl": origin,
        "urlLibraries": f"{folder}/libraries",
        "ajax": {"setFinished": "", "contentUserData": ""},
        "postUserStatistics": False,
        "reportingIsEnabled": True,
        "saveFreq": SAVED_EVERY,
        "user": {"name": "Apprenant", "mail": "apprenant@example.invalid"},
        "l10n": {"H5P": {key: str(sentence) for key, sentence in CORE.items()}},
        "contents": {f"cid-{CONTENT}": content},
        "loadedJs": [],
        "loadedCss": [],
        "core": {"scripts": [], "styles": []},
    }


def language_of(revision: Revision) -> str:
    """Of the texts inside: what a screen reader pronounces them in."""
    return "fr" if revision.language in ("", "und") else revision.language


def file_of(revision: Revision, path: str) -> tuple[Library | None, str] | None:
    """Which listed file an address names, if any: what no listing names does not exist."""
    area, _slash, rest = path.partition("/")
    if area == "content" and rest in revision.files:
        return None, rest
    if area == "libraries":
        folder, _slash, name = rest.partition("/")
        for library in libraries_of(revision):
            if library.folder_name == folder and name in library.files:
                return library, name
    return None
