"""Lab 3, the report as a learner reads it: in words, and never reassuring when the audit saw a part only."""

import base64
import json

import pytest

from sandbox.labs.rules.auditor import KINDS
from sandbox.labs.rules.canaries import Canaries
from sandbox.labs.rules.patterns import Patterns
from sandbox.labs.services import retention
from sandbox.labs.services.retention import NOTE
from sandbox.labs.wording import KIND_WORDS, LAYER_WORDS, shape_words
from sandbox.vault.services import open_vault
from sandbox.vault.services.notes import read_note

pytestmark = pytest.mark.django_db


@pytest.fixture
def lab(at_lab, settings, tmp_path, service, twin):
    """The marks are in place, and both services have read them."""
    settings.AGGREGATOR_DIR, settings.AGGREGATOR_TWIN_DIR = tmp_path / "one", tmp_path / "two"
    settings.AGGREGATOR_DIR.mkdir()
    settings.AGGREGATOR_TWIN_DIR.mkdir()
    lab = at_lab(3)
    lab.see()
    lab.do("preparer")
    for reader in (service, twin):
        assert reader.series(reader.tokens("cout|energie:mois")["access_token"]).status_code == 200
    return lab


@pytest.fixture
def hurried(monkeypatch):
    """An audit that has no time left once it has begun."""
    real = retention.audit
    monkeypatch.setattr(retention, "audit", lambda *args: real(*args, most_seconds=-1))


def canaries_of(lab):
    return Canaries.from_json(read_note(vault=open_vault(learner=lab.who), name=NOTE))


def kept(lab, settings, wrap=lambda text: text):
    """What a service that keeps would have on its disk."""
    numbers = sorted(canaries_of(lab).numbers)[:20]
    (settings.AGGREGATOR_TWIN_DIR / "notes.txt").write_bytes(wrap(json.dumps([n / 1000 for n in numbers]).encode()))


def test_an_audit_that_stopped_short_says_that_it_proves_nothing_and_is_no_step(lab, settings, hurried):
    (settings.AGGREGATOR_DIR / "sorties.log").write_text("rien ici")

    page = lab.do("auditer-1")

    assert "Audit incomplet" in page
    assert "ne prouve rien" in page
    assert "au bout de deux secondes" in page
    assert "durée" not in page
    assert "Rien trouvé" not in page
    assert "honnete" not in lab.done


def test_a_complete_audit_then_counts(lab, settings):
    (settings.AGGREGATOR_DIR / "sorties.log").write_text("rien ici")

    page = lab.do("auditer-1")

    assert "Audit incomplet" not in page
    assert "honnete" in lab.done


def test_an_incomplete_audit_of_the_second_aggregator_is_no_absence_of_alarm(lab, settings, hurried):
    kept(lab, settings)

    page = lab.do("auditer-2")

    assert "Audit incomplet" in page
    assert "Aucune alerte" not in page


def test_an_incomplete_audit_after_a_complete_one_takes_its_measure_back(lab, settings, monkeypatch):
    lab.do("auditer-1")
    real = retention.audit
    monkeypatch.setattr(retention, "audit", lambda *args: real(*args, most_seconds=-1))
    (settings.AGGREGATOR_DIR / "sorties.log").write_text("rien ici")

    page = lab.do("auditer-1")

    assert "aucun témoin retrouvé" not in page
    assert "n’a pas tout lu" in page


def test_what_was_found_is_told_in_words(lab, settings):
    kept(lab, settings, base64.b64encode)

    page = lab.do("auditer-2")

    assert "Témoins trouvés" in page
    assert "Codé en base64" in page
    assert "base64 &gt;" not in page


def test_every_kind_of_place_has_its_words():
    assert {str(KIND_WORDS[kind]) for kind in KINDS}.isdisjoint({"base", "compressé", "temporaire", "fichier"})


def test_every_way_of_writing_a_mark_has_its_words(lab):
    patterns = Patterns(canaries_of(lab))
    known = {
        *(shape for table in (patterns.whole, patterns.decimal, patterns.four, patterns.eight)
          for shape, _number in table.values()),
        *patterns.texts.values(),
        "point de livraison sur 8 octets", "pages de la base",
    }  # fmt: skip
    wrappings = {"colonne", "base64", "base64 décalé", "hexadécimal", "gzip", "zlib", "bzip2", "xz", "zip", "pickle",
                 "UTF-16"}  # fmt: skip

    assert known | wrappings <= LAYER_WORDS.keys()


def test_a_shape_is_said_from_the_outside_in():
    assert shape_words(["colonne > base64 > gzip > texte"]) == (
        "Dans une colonne, codé en base64, compressé (gzip), nombres lisibles"
    )
    assert shape_words(["libellé", "texte", "texte"]) == "Libellé d’un trajet ; nombres lisibles"
    assert shape_words([]) == ""
