"""What the sealed frame asks for: its document and its files. A signed token, no session, no cookie."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotFound
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import MissingFileError, StaticFile

from courses.h5p import files
from courses.h5p.models import Revision
from courses.h5p.player import policy
from courses.h5p.player.bundles import SCRIPTS, STYLES, bundle_of
from courses.h5p.player.document import configuration, file_of, language_of
from courses.h5p.player.origin import is_apart, player_origin
from courses.h5p.player.token import BadToken, revision_id_of
from courses.h5p.player.types import type_of

ONE_YEAR = 60 * 60 * 24 * 365
BUNDLES = {f"_/{SCRIPTS}": SCRIPTS, f"_/{STYLES}": STYLES}
TO_PLAY = Revision.objects.select_related("activity", "main_library")
# A content may weigh megabytes: each part of a video would read it again.
FOR_FILES = Revision.objects.only("content_digest", "files")

View = Callable[..., HttpResponseBase]


def for_a_revision(wanted: QuerySet[Revision]) -> Callable[[View], View]:
    """Find, among these, the one that the token names; what is not signed, too old or gone is a 404 without a page."""

    def decorator(view: View) -> View:
        @wraps(view)
        def wrapper(request: HttpRequest, token: str, **kwargs: str) -> HttpResponseBase:
            try:
                revision = wanted.get(pk=revision_id_of(token))
            except (BadToken, Revision.DoesNotExist):
                return nothing_here()
            return view(request, revision, token=token, **kwargs)

        return wrapper

    return decorator


@require_safe
@gzip_page
@for_a_revision(TO_PLAY)
def play(request: HttpRequest, revision: Revision, *, token: str) -> HttpResponse:
    origin = player_origin(request)
    context = {
        "title": revision.title,
        "language": language_of(revision),
        "configuration": configuration(revision, token, origin),
        "token": token,
    }
    response = render(request, "h5p/player.html", context)
    parents = settings.SITE_URL if is_apart() else origin
    response["Content-Security-Policy"] = policy.of_the_document(origin, parents, apart=is_apart())
    response["X-Content-Type-Options"] = "nosniff"
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "no-store"
    return response


@for_a_revision(FOR_FILES)
def package_file(request: HttpRequest, revision: Revision, *, token: str, path: str) -> HttpResponseBase:
    """One file of the revision: of its content, of one of its libraries, or one of its two bundles."""
    if path in BUNDLES:
        place = bundle_of(revision) / BUNDLES[path]
        encodings = {"gzip": f"{place}.gz", "br": f"{place}.br"}
    else:
        found = file_of(revision, path)
        if found is None:
            return nothing_here()
        library, name = found
        folder = files.library_folder(library.digest) if library else files.content_folder(revision.content_digest)
        place, encodings = folder / name, {}
    return sent(request, place, encodings)


def sent(request: HttpRequest, place: Path, encodings: dict[str, str]) -> HttpResponseBase:
    """WhiteNoise answers, as for static files: parts of a video, compressed forms, and who already has it."""
    headers = [
        ("Content-Type", type_of(place.name)),
        ("Accept-Ranges", "bytes"),
        ("Access-Control-Allow-Origin", "*"),
        ("Cross-Origin-Resource-Policy", "cross-origin"),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"),
        ("Content-Security-Policy", policy.OF_A_FILE),
        ("Cache-Control", f"public, max-age={ONE_YEAR}, immutable"),
    ]
    try:
        return WhiteNoiseMiddleware.serve(StaticFile(str(place), headers, encodings), request)
    except MissingFileError:
        return nothing_here()


def nothing_here() -> HttpResponse:
    """Plain text: the site's own page would read a session."""
    response = HttpResponseNotFound(_("Cette adresse n’est plus valable."), content_type="text/plain; charset=utf-8")
    response["Access-Control-Allow-Origin"] = "*"
    response["Content-Security-Policy"] = policy.OF_A_FILE
    response["Cache-Control"] = "no-store"
    return response
