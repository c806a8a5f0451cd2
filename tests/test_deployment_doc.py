"""The page on production holds commands and names: they must be the real ones."""

import re
import shlex
from importlib.util import find_spec
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.core.management import get_commands
from gunicorn.config import Config

ROOT = Path(settings.BASE_DIR)
PAGE = (ROOT / "docs" / "deployer.md").read_text()
BLOCKS = {kind: re.findall(rf"^```{kind}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL) for kind in ("ini", "sh", "yaml")}
UNITS = BLOCKS["ini"]
TABLE = re.findall(r"^\| (?:web|ouvrier|planificateur) \| `(.+)` \|$", PAGE, re.MULTILINE)
NAMES_OF_OURS = re.compile(
    r"\b(?:MAVILLE|PROVIDER_B|VAULT|AGGREGATOR|SANDBOX)_[A-Z_]+\b|\b[A-Z]+(?:_URL|_DIR|_KEY|_HOSTS|_COUNT)\b"
)
SOURCES = [
    ROOT / "cms" / "settings.py",
    ROOT / "sandbox" / "provider" / "settings.py",
    ROOT / "sandbox" / "aggregator" / "configuration.py",
]


def values(unit: str, key: str) -> list[str]:
    return re.findall(rf"^{key}=(.+)$", unit, re.MULTILINE)


def named(unit: str) -> str:
    return values(unit, "Description")[0]


def commands() -> list[str]:
    return [*TABLE, *(line for unit in UNITS for line in values(unit, "ExecStart"))]


def of_gunicorn(command: str) -> list[str]:
    words = shlex.split(command)
    start = next((place for place, word in enumerate(words) if word.rpartition("/")[2] == "gunicorn"), None)
    return [] if start is None else words[start + 1 :]


def test_the_page_still_holds_its_three_units_its_table_and_its_containers():
    assert (len(UNITS), len(TABLE), len(BLOCKS["yaml"])) == (3, 3, 1)


@pytest.mark.parametrize("command", [command for command in commands() if of_gunicorn(command)])
def test_every_server_is_started_with_options_and_files_that_exist(command):
    chosen = Config().parser().parse_args(of_gunicorn(command.replace("/srv/passeport", str(ROOT))))

    assert find_spec(chosen.args[0]) is not None
    assert chosen.config is None or Path(chosen.config).is_file()
    assert chosen.control_socket_disable is True


def test_every_command_of_ours_exists():
    called = set(re.findall(r"manage\.py (\w+)", PAGE)) - {"check"}

    assert called
    assert called - set(get_commands()) == set()


def test_every_variable_is_one_that_the_settings_read():
    read = "".join(path.read_text() for path in SOURCES)
    told = set(NAMES_OF_OURS.findall(PAGE))
    ours = {name for name in told if not name.endswith("_")}
    read_through_a_prefix = {name.removeprefix("PROVIDER_B_") for name in ours if name.startswith("PROVIDER_B_")}

    assert "VAULT_KEY_DIR" in ours
    assert {name for name in ours if name not in read and name.removeprefix("PROVIDER_B_") not in read} == set()
    assert read_through_a_prefix


@pytest.mark.parametrize("unit", UNITS, ids=named)
def test_every_unit_may_write_where_its_program_does_and_nowhere_else(unit):
    example = (ROOT / ".env.example").read_text()
    written = " ".join(
        [*values(unit, "ReadWritePaths"), *(f"/var/lib/{name}" for name in values(unit, "StateDirectory"))]
    )

    assert values(unit, "ProtectSystem") == ["strict"]
    if "cms.wsgi" in unit:
        for name in ("VAULT_KEY_DIR", "SANDBOX_SECRETS_DIR", "SIGNING_KEY_DIR"):
            [folder] = re.findall(rf"^{name}=(\S+)$", example, re.MULTILINE)
            assert folder in written.split()
    else:
        assert len(written.split()) == 1


@pytest.mark.parametrize("unit", UNITS[1:], ids=named)
def test_every_other_program_is_kept_from_the_folders_and_the_environment_of_the_platform(unit):
    closed = " ".join(values(unit, "InaccessiblePaths")).replace("-/", "/").split()

    folders = {"/var/lib/passeport", *(f"/var/lib/passeport-{name}" for name in ("clefs", "secrets", "signature"))}
    assert folders <= set(closed)
    assert "/etc/passeport.env" in closed


def test_the_containers_keep_the_database_from_every_other_program():
    told = yaml.safe_load(BLOCKS["yaml"][0])
    on_data = {name for name, service in told["services"].items() if "donnees" in service["networks"]}

    assert on_data == {"plateforme", "base"}
    assert told["networks"]["donnees"] == {"internal": True}
    mounted = {volume.partition(":")[0] for service in told["services"].values() for volume in service["volumes"]}
    assert mounted == set(told["volumes"])
