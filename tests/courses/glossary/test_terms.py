"""Terms come in and go out as text, and trainers write them without publishing them."""

import pytest
from django.urls import reverse

from cms.foundation.formats import ImportRefused
from courses.glossary.markdown import TermDraft, parse_terms, read_loosely, render_terms
from courses.glossary.models import Term
from courses.glossary.services import export_terms, import_terms
from tests.cms.accounts.factories import UserFactory
from tests.courses.glossary.factories import TermFactory

TEXT = """\
### API
identifiant : api
aussi : interface de programmation
source : R. § 2.2.1

Porte prévue par un logiciel.

### Cloud
identifiant : cloud

Des ordinateurs distants.
"""


def refused(text):
    with pytest.raises(ImportRefused) as refusal:
        parse_terms(text, "glossaire.md")
    return [(fault.line, fault.reason.replace("\u00a0", " ")) for fault in refusal.value.faults]


def test_reading_then_writing_gives_the_same_text():
    assert render_terms(parse_terms(TEXT, "glossaire.md")) == TEXT


def test_terms_are_written_in_the_order_of_their_identifiers():
    assert render_terms(reversed(parse_terms(TEXT, "glossaire.md"))) == TEXT


@pytest.mark.parametrize(
    ("before", "after", "line", "reason"),
    [
        ("### API", "Bonjour\n\n### API", 1, "Commencez un terme"),
        ("identifiant : api\n", "", 1, "identifiant"),
        ("identifiant : cloud", "identifiant : api", 8, "déjà pris"),
        ("identifiant : cloud", "identifiant : Le Cloud", 8, "minuscules"),
        ("Des ordinateurs distants.\n", "", 8, "définition"),
        ("Des ordinateurs distants.", "Un.\n\nDeux.", 13, "une seule ligne"),
        ("aussi : interface", "source : x\nsource : interface", 4, "une seule ligne"),
        ("Porte prévue", "x" * 601, 1, "600"),
        ("Porte prévue par un logiciel.", "Un. Deux. Trois.", 1, "2 phrases et 40 mots"),
        ("Porte prévue par un logiciel.", "mot " * 40 + "fin.", 1, "2 phrases et 40 mots"),
        ("\n\n### Cloud", "\n\n\n### Cloud", 8, "Écrivez exactement : ### Cloud"),
        ("aussi : interface de programmation\nsource : R. § 2.2.1", "source : a\naussi : b", 3, "Écrivez exactement"),
    ],
)
def test_a_broken_glossary_is_refused_with_its_line(before, after, line, reason):
    assert before in TEXT
    told = refused(TEXT.replace(before, after))

    assert any(where == line and reason in why for where, why in told), told


def test_loose_reading_forgives_the_order_and_the_blank_lines():
    assert read_loosely(TEXT.replace("\n\nPorte", "\nPorte"), "x") == parse_terms(TEXT, "x")


@pytest.mark.django_db
def test_importing_twice_leaves_terms_alone():
    drafts = parse_terms(TEXT, "glossaire.md")
    import_terms(drafts=drafts)
    revisions = list(Term.objects.values_list("latest_revision", flat=True))

    result = import_terms(drafts=drafts)

    assert (result.created, result.changed) == ([], [])
    assert list(Term.objects.values_list("latest_revision", flat=True)) == revisions
    assert export_terms(slugs=["api", "cloud"]) == drafts


@pytest.mark.django_db
def test_a_definition_typed_on_two_lines_is_written_on_one():
    TermFactory(slug="api", name="API", definition="Une porte\r\nprévue.")

    assert export_terms(slugs=["api"]) == [TermDraft("api", "API", "Une porte prévue.")]


@pytest.mark.django_db
class TestRoles:
    FIELDS = {"name": "Réseau", "slug": "reseau", "definition": "Des fils.", "also": "", "source": ""}

    def save(self, client, **action):
        address = reverse("wagtailsnippets_glossary_term:add")
        return client.post(address, {**self.FIELDS, "next": "", **action})

    def test_a_trainer_writes_a_draft(self, client):
        client.force_login(UserFactory(trainer=True))

        self.save(client)

        assert Term.objects.get(slug="reseau").live is False

    def test_a_trainer_does_not_publish(self, client):
        client.force_login(UserFactory(trainer=True))

        self.save(client, **{"action-publish": "1"})

        assert not Term.objects.live().exists()

    def test_an_editor_publishes(self, client):
        client.force_login(UserFactory(editor=True))

        self.save(client, **{"action-publish": "1"})

        assert Term.objects.live().get().slug == "reseau"

    def test_a_definition_too_long_to_read_is_given_back_with_what_to_do(self, client):
        client.force_login(UserFactory(trainer=True))
        address = reverse("wagtailsnippets_glossary_term:add")

        answer = client.post(address, {**self.FIELDS, "definition": "Un. Deux. Trois.", "next": ""})

        assert "Raccourcissez" in answer.content.decode()
        assert "Un. Deux. Trois." in answer.content.decode()
        assert not Term.objects.exists()

    def test_a_learner_stays_outside(self, client):
        client.force_login(UserFactory())

        assert self.save(client).status_code in (302, 403)
        assert not Term.objects.exists()
