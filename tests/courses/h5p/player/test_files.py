"""The files of a revision, for whoever holds its token: those listed, as what they are, and no other."""

import gzip

import brotli
import pytest
from django.urls import reverse

from courses.h5p import files
from courses.h5p.models import Library
from courses.h5p.player.bundles import bundle_of, name_of
from courses.h5p.player.token import token_for
from tests.courses.h5p import building


@pytest.fixture
def ask(client, revision):
    """The answer for a path, its file read to the end, which closes it."""
    root = reverse("h5p:play", args=[token_for(revision.pk)]).replace("lecteur", "f")

    def get(path: str, **headers):
        answer = client.get(root + path, headers=headers)
        answer.body = b"".join(answer) if answer.streaming else answer.content
        return answer

    return get


def test_a_picture_of_the_content_is_sent_as_a_picture(ask):
    answer = ask("content/images/mairie.png")
    assert answer.status_code == 200
    assert answer.body == building.PNG
    assert answer["Content-Type"] == "image/png"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Access-Control-Allow-Origin", "*"),
        ("Cross-Origin-Resource-Policy", "cross-origin"),
        ("X-Content-Type-Options", "nosniff"),
        ("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox"),
        ("Cache-Control", "public, max-age=31536000, immutable"),
        ("Accept-Ranges", "bytes"),
    ],
)
def test_a_frame_without_an_origin_may_read_it_and_nobody_may_run_it(ask, name, value):
    for path in ("content/images/mairie.png", "libraries/H5P.Demo-1.0/images/fond.svg", "_/scripts.js"):
        assert ask(path)[name] == value


@pytest.mark.parametrize(
    ("path", "unread"),
    [
        ("content/images/mairie.png", ["content_json"]),
        ("libraries/H5P.Demo-1.0/images/fond.svg", ["content_json"]),
        ("_/scripts.js", ["content_json", '"h5p_library"."files"', '"h5p_library"."metadata"']),
    ],
)
def test_a_file_is_found_in_two_queries_that_read_nothing_large(ask, path, unread, django_assert_max_num_queries):
    ask(path)  # a bundle is made once
    with django_assert_max_num_queries(2) as asked:
        assert ask(path).status_code == 200
    said = " ".join(query["sql"] for query in asked.captured_queries)
    assert "h5p_revision" in said
    assert [name for name in unread if name in said] == []


def test_a_document_is_shown_as_what_it_is_when_a_link_opens_it(client, db):
    data = b"%PDF-1.4\n"
    revision = building.stored(extra={"content/files/budget.pdf": data})
    answer = client.get(reverse("h5p:file", args=[token_for(revision.pk), "content/files/budget.pdf"]))
    assert b"".join(answer) == data
    assert answer["Content-Type"] == "application/pdf"
    assert not answer.has_header("Content-Disposition")


def test_no_cookie_and_no_session_are_read(client, ask):
    client.cookies["sessionid"] = "inconnu"
    answer = ask("content/images/mairie.png")
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")


@pytest.mark.parametrize(
    "path",
    [
        "content/absent.png", "content/content.json", "content/../content/images/mairie.png", "content/", "libraries/",
        "libraries/H5P.Demo-1.0/library.json/", "libraries/H5P.Autre-1.0/library.json", "_/", "_/autre.js",
        "content/..%2f..%2f..%2fetc/passwd", "libraries/H5P.Demo-1.0/../../../../../etc/passwd", "content//etc/passwd",
        "content/images/mairie.png%00.js", "content/images\\mairie.png", "h5p.json",
    ],
)  # fmt: skip
def test_what_is_not_listed_does_not_exist(ask, path):
    assert ask(path).status_code == 404


def test_another_revision_s_files_are_not_reached_with_this_token(ask):
    building.stored(content={"text": "Autre"}, extra={"content/images/autre.png": building.PNG})
    assert ask("content/images/autre.png").status_code == 404


def test_a_listed_file_that_the_disk_lost_is_a_plain_404(ask, revision):
    (files.content_folder(revision.content_digest) / "images/mairie.png").unlink()
    answer = ask("content/images/mairie.png")
    assert answer.status_code == 404
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("asked", "status", "expected"),
    [
        ("bytes=2-5", 206, building.PNG[2:6]),
        ("bytes=-4", 206, building.PNG[-4:]),
        ("bytes=60-", 206, building.PNG[60:]),
        ("bytes=9999-", 416, b""),
        ("pages=1-2", 200, building.PNG),
    ],
)
def test_a_part_of_a_sound_or_a_video_can_be_asked_for(ask, asked, status, expected):
    answer = ask("content/images/mairie.png", range=asked, accept_encoding="gzip")
    assert (answer.status_code, answer.body) == (status, expected)
    assert not answer.has_header("Content-Encoding")


def test_the_bundle_holds_the_scripts_in_order_and_starts_each_afresh(ask):
    assert ask("_/scripts.js").body == b";window.PLAYED = 1\n"


def test_a_directive_of_one_script_does_not_reach_the_others(db, client):
    strict = building.library("Test.Stricte 1.0", script='"use strict"; window.ONE = 1', fields=None, runnable=0)
    loose = building.library(script="two = 2", needs=["Test.Stricte 1.0"])
    revision = building.stored(libraries=[strict, loose])
    text = (bundle_of(revision) / "scripts.js").read_text()
    assert text.splitlines() == [';"use strict"; window.ONE = 1', ";two = 2"]


def test_the_bundle_of_styles_finds_its_pictures(ask):
    answer = ask("_/styles.css")
    assert b'url("../libraries/H5P.Demo-1.0/images/fond.svg")' in answer.body
    assert ask("libraries/H5P.Demo-1.0/images/fond.svg").status_code == 200


@pytest.mark.parametrize(
    ("accepted", "encoding", "read"), [("gzip", "gzip", gzip.decompress), ("gzip, br", "br", brotli.decompress)]
)
def test_bundles_are_kept_compressed(revision, ask, accepted, encoding, read):
    folder = bundle_of(revision)
    suffix = {"gzip": "gz", "br": "br"}[encoding]
    assert read((folder / f"scripts.js.{suffix}").read_bytes()) == (folder / "scripts.js").read_bytes()
    answer = ask("_/scripts.js", accept_encoding=accepted)
    assert answer.body in {(folder / "scripts.js").read_bytes(), (folder / f"scripts.js.{suffix}").read_bytes()}
    assert "Accept-Encoding" in answer["Vary"]


def test_two_revisions_that_play_with_the_same_libraries_share_one_bundle(revision):
    other = building.stored(content={"text": "Autre"}, libraries=[])
    assert bundle_of(other) == bundle_of(revision)
    assert len(list(bundle_of(revision).parent.iterdir())) == 1


def test_a_library_with_other_bytes_makes_another_bundle(revision):
    library = Library.objects.get()
    before = name_of([library])
    library.digest = "0" * 64
    assert name_of([library]) != before
