import json
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from passport.credentials.models import Credential
from passport.credentials.permissions import can_issue_anew
from passport.credentials.services import CannotIssueAnew, issue_anew, open_files, revoke_credential
from passport.credentials.services.correcting import AnewTooSoon, HasEnded, HolderGone, HoldsAnother, SameName
from passport.signing.models import StatusEntry
from tests.cms.accounts.factories import UserFactory
from tests.passport.factories import CredentialFactory

pytestmark = pytest.mark.django_db

LAST_YEAR = timezone.now() - timedelta(days=300)


def renamed(credential, name="Claire Nouvel"):
    credential.holder.name = name
    credential.holder.save()
    return credential


@pytest.fixture
def credential():
    made = CredentialFactory(signed=True, holder__name="Claire Fontanel", issued_at=LAST_YEAR, shows_name=True)
    return renamed(made)


def test_the_old_one_is_revoked_and_the_new_one_takes_its_place(credential):
    anew = issue_anew(credential=credential, by=credential.holder)

    credential.refresh_from_db()
    assert anew.replaces == credential
    assert credential.is_revoked
    assert credential.status_entry.revoked_at
    assert anew.is_valid
    assert anew.content["holder_name"] == "Claire Nouvel"
    assert credential.content["holder_name"] == "Claire Fontanel"


def test_dates_of_earning_and_of_end_stay_and_everything_that_names_it_is_new(credential):
    anew = issue_anew(credential=credential, by=credential.holder)

    assert (anew.awarded_at, anew.expires_at) == (credential.awarded_at, credential.expires_at)
    assert anew.issued_at > credential.issued_at
    assert anew.content["modules"] == credential.content["modules"]
    assert anew.shows_name
    for named in ("code", "uuid", "subject", "status_entry"):
        assert getattr(anew, named) != getattr(credential, named)
    said = json.loads(anew.document)
    assert said["awardedDate"] < said["validFrom"]


def test_asking_twice_returns_the_first_replacement(credential):
    first = issue_anew(credential=credential, by=credential.holder)

    assert issue_anew(credential=credential, by=credential.holder) == first
    assert Credential.objects.count() == 2


def test_the_public_is_told_that_another_took_its_place_but_not_which(credential, client):
    anew = issue_anew(credential=credential, by=credential.holder)

    page = client.get(reverse("verification:verify", args=[credential.code])).text

    assert "Remplacé par un titre plus récent" in page
    assert anew.display_code not in page
    assert "Nouvel" not in page


def test_the_link_to_the_old_files_is_closed(credential):
    open_files(credential=credential)

    issue_anew(credential=credential, by=credential.holder)

    credential.refresh_from_db()
    assert credential.share_key == ""


def test_one_letter_tells_both_numbers(credential, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        anew = issue_anew(credential=credential, by=credential.holder)

    [letter] = mail.outbox
    assert anew.display_code in letter.body
    assert credential.display_code in letter.body


def test_it_is_written_in_the_journal(credential):
    registrar = UserFactory(registrar=True)

    anew = issue_anew(credential=credential, by=registrar)

    entry = ModelLogEntry.objects.get(action="credentials.issue_anew")
    assert (entry.user, entry.label, entry.data) == (
        registrar,
        anew.display_code,
        {"replaces": credential.display_code},
    )


def test_the_same_name_is_refused_and_changes_nothing():
    credential = CredentialFactory(signed=True)

    with pytest.raises(SameName):
        issue_anew(credential=credential, by=credential.holder)

    credential.refresh_from_db()
    assert not credential.is_revoked
    assert StatusEntry.objects.count() == 1


def test_a_holder_may_ask_once_a_day_and_a_registrar_whenever_needed(credential):
    anew = renamed(issue_anew(credential=credential, by=credential.holder), "Claire Encore")

    with pytest.raises(AnewTooSoon):
        issue_anew(credential=anew, by=anew.holder)

    assert issue_anew(credential=anew, by=UserFactory(registrar=True)).replaces == anew


def test_an_ended_one_is_not_issued_again():
    expired = renamed(CredentialFactory(signed=True, expired=True))

    with pytest.raises(HasEnded):
        issue_anew(credential=expired, by=expired.holder)


def test_nobody_is_left_to_issue_to_once_the_account_is_erased():
    with pytest.raises(HolderGone):
        issue_anew(credential=CredentialFactory(holder=None), by=UserFactory(registrar=True))


def test_what_was_revoked_by_mistake_is_issued_anew_by_a_registrar_under_the_same_name():
    registrar = UserFactory(registrar=True)
    credential = CredentialFactory(signed=True)
    revoke_credential(credential=credential, by=registrar, reason="Erreur de personne", publish_reason=False)

    anew = issue_anew(credential=credential, by=registrar)

    credential.refresh_from_db()
    assert anew.is_valid
    assert anew.content["holder_name"] == credential.content["holder_name"]
    assert credential.revocation_reason == "Erreur de personne"


def test_nobody_holds_two_for_the_same_achievement():
    revoked = CredentialFactory(signed=True, revoked=True)
    CredentialFactory(holder=revoked.holder, achievement=revoked.achievement)

    with pytest.raises(HoldsAnother):
        issue_anew(credential=revoked, by=UserFactory(registrar=True))


def test_what_was_issued_before_signatures_is_replaced_by_a_signed_one():
    anew = issue_anew(credential=(old := renamed(CredentialFactory())), by=old.holder)

    assert anew.is_signed


def test_who_may_ask():
    credential, registrar = CredentialFactory(), UserFactory(registrar=True)
    revoked, expired = CredentialFactory(revoked=True), CredentialFactory(expired=True)

    assert can_issue_anew(credential.holder, credential)
    assert can_issue_anew(registrar, credential)
    assert can_issue_anew(registrar, revoked)
    assert not can_issue_anew(UserFactory(), credential)
    assert not can_issue_anew(revoked.holder, revoked)
    assert not can_issue_anew(registrar, expired)


class TestThePage:
    def address(self, credential):
        return reverse("credentials:anew", args=[credential.uuid])

    def test_says_what_changes_before_anything_does(self, client, credential):
        client.force_login(credential.holder)

        page = client.get(self.address(credential)).text

        assert "Claire Fontanel" in page
        assert "Claire Nouvel" in page
        assert credential.display_code in page
        assert Credential.objects.count() == 1

    def test_does_it_and_leads_to_the_new_one(self, client, credential):
        client.force_login(credential.holder)

        page = client.post(self.address(credential), follow=True).text

        anew = Credential.objects.get(replaces=credential)
        assert anew.display_code in page
        assert "délivré à nouveau" in page
        assert anew.display_code in client.get(credential.get_absolute_url()).text

    def test_says_why_it_is_refused(self, client):
        same = CredentialFactory(signed=True)
        client.force_login(same.holder)

        assert "porte déjà le nom de votre profil" in client.get(self.address(same)).text
        assert "porte déjà le nom de votre profil" in client.post(self.address(same), follow=True).text

    def test_is_offered_once_the_profile_has_another_name(self, client, credential):
        client.force_login(credential.holder)
        assert self.address(credential) in client.get(credential.get_absolute_url()).text

        renamed(credential, "Claire Fontanel")
        assert self.address(credential) not in client.get(credential.get_absolute_url()).text

    @pytest.mark.parametrize("role", [{}, {"registrar": True}])
    def test_is_nobody_else_s(self, client, credential, role):
        client.force_login(UserFactory(**role))

        assert client.get(self.address(credential)).status_code == 404
        assert client.post(self.address(credential)).status_code == 404
        assert Credential.objects.count() == 1

    def test_asks_a_visitor_to_sign_in(self, client, credential):
        assert client.post(self.address(credential)).url.startswith("/compte/connexion/")


def test_every_refusal_has_its_sentence():
    sentences = {str(refusal()) for refusal in CannotIssueAnew.__subclasses__()}

    assert len(sentences) == 5
