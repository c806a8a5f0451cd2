"""What the frame loads: its policy, its scripts, and nothing of a person."""

import json
import re
from html.parser import HTMLParser

import pytest
from django.conf import settings as project_settings

from courses.h5p.models import Revision
from courses.h5p.player import wording
from courses.h5p.player.document import player_address
from courses.h5p.player.token import token_for
from tests.cms.accounts.factories import UserFactory
from tests.courses.h5p import building


@pytest.fixture
def answer(client, revision):
    return client.get(player_address(revision))


def configuration(answer) -> dict:
    found = re.search(r'<script id="h5p-configuration" type="application/json">(.*?)</script>', answer.content.decode())
    assert found
    return json.loads(found[1])


def test_the_policy_names_the_player_s_own_addresses_and_nothing_else(answer):
    here = "http://testserver"
    assert answer["Content-Security-Policy"].split("; ") == [
        "default-src 'none'",
        f"script-src {here}/h5p/f/ {here}/static/h5p-core/ {here}/static/h5p/player/",
        f"style-src {here}/h5p/f/ {here}/static/h5p-core/ {here}/static/h5p/player/ 'unsafe-inline'",
        f"img-src {here}/h5p/f/ {here}/static/h5p-core/ data: blob:",
        f"media-src {here}/h5p/f/ blob:",
        f"font-src {here}/h5p/f/ {here}/static/h5p-core/ data:",
        f"connect-src {here}/h5p/f/",
        "frame-src 'none'",
        "form-action 'none'",
        f"base-uri {here}/h5p/lecteur/",
        f"frame-ancestors {here}",
        "sandbox allow-scripts",
    ]


def test_the_document_is_never_kept_and_may_stand_in_a_frame(answer):
    assert answer["Cache-Control"] == "no-store"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "X-Frame-Options" not in answer


def test_no_script_is_written_in_the_document(answer):
    class Scripts(HTMLParser):
        sources: list[str | None] = []

        def handle_starttag(self, tag, attributes):
            if tag == "script" and dict(attributes).get("type") != "application/json":
                self.sources.append(dict(attributes).get("src"))

    Scripts().feed(answer.content.decode())
    assert len(Scripts.sources) == 3
    assert all(Scripts.sources)


def test_it_is_the_same_for_everybody_and_sets_no_cookie(client, revision, answer):
    client.force_login(UserFactory(verified=True))
    signed_in = client.get(player_address(revision))
    assert signed_in.content == answer.content
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")


def test_it_costs_one_query(client, revision, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get(player_address(revision))


def test_what_a_content_holds_never_ends_the_element_that_carries_it(client, db):
    text = "</script><script>alert(1)</script><!--"
    revision = building.stored(content={"text": text}, title=text)
    answer = client.get(player_address(revision))
    assert b"alert(1)</script>" not in answer.content
    assert json.loads(configuration(answer)["contents"]["cid-1"]["jsonContent"])["text"] == text


def test_the_core_is_told_all_that_it_asks_for(answer, revision):
    told = configuration(answer)
    content = told["contents"]["cid-1"]
    assert content["library"] == "H5P.Demo 1.0"
    assert content["metadata"]["title"] == revision.title
    assert content["url"] == f"urn:uuid:{revision.activity.public_id}"
    assert content["contentUrl"] == f"http://testserver/h5p/f/{token_for(revision.pk)}/content"
    assert told["saveFreq"] is not False
    assert told["ajax"]["setFinished"] == told["ajax"]["contentUserData"] == ""
    assert not any(content["displayOptions"].values())


def test_every_sentence_that_the_core_can_say_is_in_french():
    core = (project_settings.NODE_MODULES / project_settings.NPM_STATIC_FILES["h5p-core/frame.bundle.js"]).read_text()
    asked = set(re.findall(r"""\b(?:H5P|e|t)\.t\(["'](\w+)["']""", core))
    assert len(asked) > 40
    assert asked - set(wording.CORE) == set()


@pytest.mark.parametrize("token", ["", "n-importe-quoi", "1.1:abc"])
def test_an_address_that_we_did_not_sign_leads_nowhere(client, db, token):
    answer = client.get(f"/h5p/lecteur/{token or 'x'}/")
    assert answer.status_code == 404
    assert answer["Content-Type"].startswith("text/plain")


def test_a_revision_that_is_gone_leads_nowhere(client, revision):
    address = player_address(revision)
    Revision.objects.filter(pk=revision.pk).update(activity=revision.activity)
    revision.activity.current_revision = None
    revision.activity.save()
    revision.delete()
    assert client.get(address).status_code == 404


def test_only_reading_is_answered(client, revision):
    assert client.post(player_address(revision)).status_code == 405
