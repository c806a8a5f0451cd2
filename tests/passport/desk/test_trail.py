import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.models import ModelLogEntry

from passport.credentials.services import issue_anew, revoke_credential
from passport.signing.models import KeyEvent
from passport.signing.rules import Kind
from passport.signing.services import ensure_keys, generate_key
from tests.cms.accounts.factories import UserFactory
from tests.passport.desk.addresses import desk
from tests.passport.factories import CredentialFactory

pytestmark = pytest.mark.django_db


def revoked_by(registrar, reason="Évaluation passée par une autre personne"):
    credential = CredentialFactory()
    return revoke_credential(credential=credential, by=registrar, reason=reason, publish_reason=False)


def test_it_tells_what_was_done_to_titles_and_to_keys(client, registrar, a_signed_credential):
    wrong = a_signed_credential()
    wrong.holder.name = "Nom d’usage"
    wrong.holder.save()
    right = issue_anew(credential=wrong, by=registrar)
    list(client.get(desk("register", "csv"), {"state": "valid"}).streaming_content)

    page = client.get(desk("trail")).text

    for told in ("Révocation", "Nouvelle délivrance", f"remplace {wrong.display_code}", "CSV, filtré par state=valid"):
        assert told in page
    assert desk("inspect", right.pk) in page
    assert desk("key", right.proof_key.name) in page
    assert "Rose Registre" in page


def test_one_kind_of_act_can_be_kept(client, registrar):
    ensure_keys()
    credential = revoked_by(registrar, reason="Un motif à retrouver")

    keys, revocations = (
        client.get(desk("trail"), {"acte": "keys"}).text,
        client.get(desk("trail"), {"acte": "credentials.revoke"}).text,
    )

    assert credential.display_code not in keys
    assert "Création" in keys
    assert "Un motif à retrouver" in revocations
    assert "ed25519" not in revocations


def test_the_latest_comes_first(client, registrar):
    first, second = revoked_by(registrar), revoked_by(registrar)
    generate_key(kind=Kind.PROOF, by=registrar)

    page = client.get(desk("trail")).text

    places = [page.index(word) for word in ("Création", second.display_code, first.display_code)]
    assert places == sorted(places)


def test_it_goes_page_by_page_at_the_same_cost(client, registrar, django_assert_max_num_queries):
    for _each in range(55):
        revoked_by(registrar)
    client.get(desk("trail"))

    with django_assert_max_num_queries(15):
        page = client.get(desk("trail"), {"p": "2"}).text

    assert page.count("Révocation</td>") == 5
    assert "Page 2 sur 2" in page


def test_what_cannot_be_an_act_shows_everything(client, registrar):
    credential = revoked_by(registrar)

    assert credential.display_code in client.get(desk("trail"), {"acte": "'--"}).text


def test_it_remembers_who_when_the_account_is_gone(client, registrar):
    other = UserFactory(registrar=True, name="Ancien Registraire")
    key = generate_key(kind=Kind.PROOF, by=other)
    other.delete()

    assert "Ancien Registraire" in client.get(desk("key", key.name)).text


def addresses(patterns=None, before=""):
    """Every address of the site, with the view that answers it."""
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, before + str(pattern.pattern))
        elif isinstance(pattern, URLPattern):
            yield before + str(pattern.pattern), pattern.callback


def view_class_of(callback):
    return getattr(callback, "view_class", None)


def test_no_address_of_the_site_edits_or_deletes_a_line():
    """Views that change a model name it; none names those of the journal."""
    changing = {
        address: getattr(callback, "view_initkwargs", {}).get("model")
        or getattr(view_class_of(callback), "model", None)
        for address, callback in addresses()
    }

    assert len(changing) > 100
    assert [address for address, model in changing.items() if model in (ModelLogEntry, KeyEvent)] == []


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_the_page_itself_only_reads(client, registrar, method):
    revoked_by(registrar)
    before = list(ModelLogEntry.objects.values())

    assert getattr(client, method)(desk("trail")).status_code == 405
    assert list(ModelLogEntry.objects.values()) == before


def test_nobody_is_allowed_to_change_a_line_even_a_superuser(client):
    """No snippet, no chooser, no panel: the desk does not know these models."""
    client.force_login(UserFactory(is_superuser=True, registrar=True))

    for place in ("wagtailcore/modellogentry", "signing/keyevent"):
        for act in ("edit/1", "delete/1", "add"):
            assert client.get(f"/gestion/snippets/{place}/{act}/").status_code == 404
            assert client.post(f"/gestion/snippets/{place}/{act}/").status_code == 404
