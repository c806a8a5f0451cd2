"""The program is told everything by its environment, and says in French what is missing."""

import pytest

from sandbox.aggregator.configuration import REQUIRED, Misconfigured, configuration_from

GIVEN = {
    "MAVILLE_VAULT_URL": "http://localhost:8000/",
    "MAVILLE_CLIENT_ID": "ma-ville",
    "MAVILLE_CLIENT_SECRET": "chut",
    "MAVILLE_DATA_DIR": "/tmp/ma-ville",
    "MAVILLE_URL": "http://127.0.0.1:8001",
}


@pytest.mark.parametrize("name", REQUIRED)
def test_a_missing_variable_is_named(name):
    with pytest.raises(Misconfigured, match=f"il manque {name}"):
        configuration_from(GIVEN | {name: ""})


def test_the_twin_needs_its_draw_and_a_mode_is_one_of_two():
    with pytest.raises(Misconfigured, match="MAVILLE_DRAW_SECRET"):
        configuration_from(GIVEN | {"MAVILLE_MODE": "indelicat"})
    with pytest.raises(Misconfigured, match="honnete ou indelicat"):
        configuration_from(GIVEN | {"MAVILLE_MODE": "autre"})


@pytest.mark.parametrize("url", ["localhost:8000", "file:///etc", "http://quelqu-un@localhost"])
def test_an_address_that_is_no_origin_is_refused(url):
    with pytest.raises(Misconfigured, match="MAVILLE_VAULT_URL"):
        configuration_from(GIVEN | {"MAVILLE_VAULT_URL": url})


def test_it_is_honest_unless_told_otherwise_and_hides_its_secret():
    configuration = configuration_from(GIVEN)

    assert not configuration.keeps_secretly
    assert set(configuration.folders) == {"base", "journaux", "tmp"}
    assert configuration.vault_url == "http://localhost:8000"
    assert "chut" not in repr(configuration)


def test_cookies_are_bound_to_the_host_when_it_is_secure():
    assert configuration_from(GIVEN).cookie("lien") == "ma_ville_lien"
    secure = configuration_from(GIVEN | {"MAVILLE_URL": "https://ville.example"})
    assert secure.cookie("lien") == "__Host-ma_ville_lien"
