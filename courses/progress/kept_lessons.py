"""A lesson as learners read it, kept whole for each situation that it can show.

Two learners in the same situation (same lessons finished, same activities done, same demand, same display) read
the same page but for their name and their form token. Both are left open in what is kept, under marks that nobody
can guess.
A page that only some may read is never kept.
"""

import hashlib
import secrets
from datetime import date
from typing import NamedTuple

from django.conf import settings
from django.contrib.messages.storage.session import SessionStorage
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.csrf import get_token
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.html import escape
from wagtail.views import serve

from cms.accounts.models import User
from cms.foundation import content_version
from cms.foundation.context_processors import user_is_known
from cms.foundation.display import Display
from courses.modules.models import LessonPage
from courses.progress.rules import Demand
from courses.progress.services import deeds_of, demand_of


class Family(NamedTuple):
    """What a lesson's address leads to: the lesson, its module, the module's lessons in order, its activities."""

    lesson_id: int
    module_id: int | None
    lesson_ids: tuple[int, ...]
    activity_codes: tuple[str, ...] = ()

    @classmethod
    def of(cls, page: LessonPage) -> "Family":
        lesson_ids = tuple(lesson.pk for lesson in page.siblings)
        return cls(page.pk, page.module and page.module.pk, lesson_ids, page.activity_codes)


class Situation(NamedTuple):
    """All that a lesson's page says of the person who reads it."""

    finished: tuple[int, ...]
    finished_on: date | None
    activities: tuple[str, ...]
    demand: Demand
    display: Display


class KeptLesson(NamedTuple):
    """A page of HTML in which two marks stand for the reader's name and form token."""

    html: str
    name_mark: str
    token_mark: str

    def for_reader(self, request: HttpRequest) -> HttpResponse:
        html = self.html.replace(self.name_mark, escape(str(request.user)))
        return HttpResponse(html.replace(self.token_mark, get_token(request)))


def answer(request: HttpRequest, path: str) -> HttpResponseBase:
    """A kept page for a learner when there is one; else what Wagtail answers, kept if it can be."""
    if not is_plain_reading(request):
        return serve(request, path)
    assert isinstance(request.user, User)  # noqa: S101 — `user_is_known` has just said so
    place = f"{content_version.current()}:{request.get_host()}/{path}"
    known = cache.get(f"lesson-family:{place}")
    family, situation = (Family(*known) if known else None), None
    if family is not None:
        situation = situation_of(request, request.user, family)
        kept = cache.get(key_of(place, situation))
        if kept is not None:
            return KeptLesson(*kept).for_reader(request)
    response = serve(request, path)
    page = lesson_for_all(response)
    if page is None or not isinstance(response, TemplateResponse):
        return response
    if situation is None or family != Family.of(page):
        family = Family.of(page)
        situation = situation_of(request, request.user, family)
    kept_lesson = keep(response)
    cache.set(f"lesson-family:{place}", tuple(family), settings.VISITOR_CACHE_SECONDS)
    cache.set(key_of(place, situation), tuple(kept_lesson), settings.VISITOR_CACHE_SECONDS)
    return kept_lesson.for_reader(request)


def is_plain_reading(request: HttpRequest) -> bool:
    """Somebody signed in asks for a page, with nothing else to be told on it."""
    return (
        bool(settings.VISITOR_CACHE_SECONDS)
        and request.method == "GET"
        and not request.META.get("QUERY_STRING")
        and user_is_known(request)
        and SessionStorage.session_key not in request.session
    )


def lesson_for_all(response: HttpResponseBase) -> LessonPage | None:
    """The lesson that is about to be shown, if everybody may read it."""
    if not isinstance(response, TemplateResponse) or response.status_code != 200 or response.is_rendered:
        return None
    page = (response.context_data or {}).get("page")
    return page if isinstance(page, LessonPage) and not page.get_view_restrictions() else None


def situation_of(request: HttpRequest, learner: User, family: Family) -> Situation:
    """Two queries; what they find is left where the tags of the page look first."""
    deeds = deeds_of(learner=learner, lessons=family.lesson_ids, activities=family.activity_codes)
    demand = demand_of(learner=learner, lesson_id=family.lesson_id, module_id=family.module_id)
    vars(request)["_progress"] = {"deeds": deeds, ("demand", family.lesson_id): demand}
    finished_at = deeds.finished.get(family.lesson_id)
    return Situation(
        finished=tuple(pk for pk in family.lesson_ids if pk in deeds.finished),
        finished_on=timezone.localdate(finished_at) if finished_at else None,
        activities=tuple(sorted(deeds.activities)),
        demand=demand,
        display=Display.of(request),
    )


def key_of(place: str, situation: Situation) -> str:
    return f"lesson-page:{hashlib.sha256(f'{place} {situation!r}'.encode()).hexdigest()}"


def keep(response: TemplateResponse) -> KeptLesson:
    """Render the page with marks in place of what belongs to one person."""
    name_mark, token_mark = secrets.token_hex(16), secrets.token_hex(16)
    context = response.context_data or {}
    response.context_data = {**context, "account_name": name_mark, "csrf_token": token_mark}
    return KeptLesson(response.render().content.decode(), name_mark, token_mark)
