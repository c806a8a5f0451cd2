"""Each test of the sandbox has master keys of its own: a database that rolls back must not share a folder."""

import pytest


@pytest.fixture(autouse=True)
def _own_master_keys(settings, tmp_path):
    settings.VAULT_KEY_DIR = tmp_path / "vault-keys"
