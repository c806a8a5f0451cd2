import json
import zipfile

import pytest

from cms.accounts.services import erase_account
from sandbox.vault import keyring
from sandbox.vault.models import Chunk, JournalEntry, KeyEpoch, Vault, VaultKey
from sandbox.vault.services import erase_vault, open_vault, read_series
from sandbox.vault.signals import vault_erasing
from tests.cms.accounts.factories import UserFactory
from tests.cms.accounts.test_export import exported
from tests.sandbox.vault.factories import SERVICE, a_vault, asking


@pytest.mark.django_db
def test_a_persons_export_tells_what_the_vault_holds_and_who_read_it_but_no_value():
    vault = a_vault()
    read_series(vault=vault, request=asking("eau:jour"), actor=SERVICE)
    a_vault()

    with zipfile.ZipFile(exported(vault.holder)) as archive:
        (told,) = json.loads(archive.read("coffre.json"))

    assert told["numéro"] == str(vault.uid)
    assert [data["série"] for data in told["inventaire"]][:2] == ["Électricité", "Eau"]
    assert [line["quoi"] for line in told["journal"]] == ["avez ouvert le coffre", "a lu l’eau, jour par jour"]
    assert "sealed" not in json.dumps(told)


@pytest.mark.django_db
def test_an_erased_vault_is_told_too():
    vault = a_vault()
    erase_vault(vault=vault)
    open_vault(learner=vault.holder)

    with zipfile.ZipFile(exported(vault.holder)) as archive:
        told = json.loads(archive.read("coffre.json"))

    assert [one["état"] for one in told] == ["effacé", "ouvert"]


@pytest.mark.django_db(transaction=True)
def test_an_account_that_goes_takes_its_vaults_and_the_master_key_changes():
    vault, other = a_vault(), a_vault()
    erase_vault(vault=vault)
    open_vault(learner=vault.holder)
    epoch = KeyEpoch.objects.get().number
    rung = []

    def listen(*, vault, **_sent):
        rung.append(vault.pk)

    vault_erasing.connect(listen)
    try:
        erase_account(user=vault.holder)
    finally:
        vault_erasing.disconnect(listen)

    assert list(Vault.objects.all()) == [other]
    assert len(rung) == 1
    for model in (VaultKey, Chunk, JournalEntry):
        assert not model.objects.exclude(vault=other).exists()
    assert keyring.epochs() == [epoch + 1]
    assert read_series(vault=other, request=asking("eau:jour"), actor=SERVICE).count == 31


@pytest.mark.django_db(transaction=True)
def test_an_account_without_vault_goes_without_a_word_to_the_keys():
    learner = UserFactory()
    erase_account(user=learner)

    assert keyring.epochs() == []
