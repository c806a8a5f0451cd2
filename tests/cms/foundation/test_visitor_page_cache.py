"""The page cache: what it keeps, and what it must never keep."""

import pytest
from django.conf import settings as project_settings
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.test import RequestFactory

from cms.foundation import content_version
from cms.foundation.middleware import VisitorPageCache


class Site:
    """A site of one page, that counts how often it is made."""

    def __init__(self, make=lambda request: HttpResponse("bonjour")):
        self.make, self.calls = make, 0
        self.ask = VisitorPageCache(self.respond)

    def respond(self, request):
        self.calls += 1
        return self.make(request)

    def get(self, path="/", **headers):
        return self.ask(RequestFactory().get(path, headers=headers))


def test_a_page_is_made_once_for_all_visitors():
    site = Site()

    assert [site.get().content for _ in range(3)] == [b"bonjour"] * 3
    assert site.calls == 1


def test_browsers_ask_again_each_time_and_get_a_304():
    site = Site()
    first = site.get()

    again = site.get(if_none_match=first["ETag"])

    assert first["Cache-Control"] == "no-cache"
    assert "Cookie" in first["Vary"]
    assert again.status_code == 304
    assert again.content == b""


def test_publishing_makes_the_page_anew():
    site = Site()
    site.get()

    content_version.bump()
    site.get()

    assert site.calls == 2


@pytest.mark.parametrize(
    "headers",
    [{"cookie": f"{project_settings.SESSION_COOKIE_NAME}=abc"}, {"authorization": "Bearer abc"}],
    ids=["a session", "an authorization"],
)
def test_who_may_be_somebody_is_never_answered_from_the_cache(headers):
    site = Site()
    site.get()

    site.get(**headers)

    assert site.calls == 2


def set_cookie(request):
    response = HttpResponse("à vous")
    response.set_cookie("clef", "valeur")
    return response


def use_token(request):
    return HttpResponse(get_token(request), headers={"Vary": "Cookie"})


@pytest.mark.parametrize(
    "make",
    [
        set_cookie,
        use_token,
        lambda request: HttpResponse("non", status=404),
        lambda request: HttpResponse("{}", headers={"Vary": "Accept"}),
        lambda request: HttpResponse("secret", headers={"Cache-Control": "no-store"}),
    ],
    ids=["sets a cookie", "reads a cookie", "is not found", "depends on what is accepted", "forbids it"],
)
def test_an_answer_that_is_not_the_same_for_all_is_never_kept(make):
    site = Site(make)
    site.get()

    site.get()

    assert site.calls == 2


def test_a_question_in_the_address_is_asked_each_time():
    site = Site()
    site.get("/recherche/?q=clause")
    site.get("/recherche/?q=clause")

    assert site.calls == 2


def test_compressed_and_plain_pages_are_kept_apart():
    site = Site()
    site.get(accept_encoding="gzip")
    site.get(accept_encoding="identity")

    assert site.calls == 2
