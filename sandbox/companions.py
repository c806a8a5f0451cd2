"""The programs that run beside the site in the demonstration, and all that each of them is given.

The aggregators and provider B are other parties: none of them gets a variable of the site, its secret key, its
database or its vault keys. Apart processes of one account are not a barrier against an attacker, only against an
accident: in production each has its own user and no route to the database (see docs/deployer.md).
"""

import sys
from pathlib import Path

from django.conf import settings

from cms.foundation.addresses import host_of, port_of
from cms.foundation.supervisor import Program
from sandbox.consents.services import secret_of
from sandbox.labs.services.draws import draw_secret

ROOT = str(settings.BASE_DIR)
HONEST, DISHONEST = "ma-ville", "ma-ville-bis"


def companions() -> list[Program]:
    """The two aggregators and provider B."""
    return [
        aggregator(
            name="L’agrégateur « Ma ville »",
            client=HONEST,
            address=settings.AGGREGATOR_URL,
            directory=settings.AGGREGATOR_DIR,
            variables={"MAVILLE_MODE": "honnete"},
        ),
        aggregator(
            name="L’agrégateur n° 2, « Ma ville bis »",
            client=DISHONEST,
            address=settings.AGGREGATOR_TWIN_URL,
            directory=settings.AGGREGATOR_TWIN_DIR,
            variables={"MAVILLE_MODE": "indelicat", "MAVILLE_DRAW_SECRET": draw_secret()},
        ),
        provider_b(),
    ]


def bind(address: str) -> str:
    host = host_of(address)
    return f"[{host}]:{port_of(address)}" if ":" in host else f"{host}:{port_of(address)}"


def aggregator(*, name: str, client: str, address: str, directory: Path, variables: dict[str, str]) -> Program:
    """Everything it writes stays in its own folder, where the lab's auditor looks: what it prints as well."""
    return Program(
        name=name,
        address=address,
        health=f"{address}/sante/",
        argv=(
            sys.executable, "-I", "-m", "gunicorn", "-c", f"{ROOT}/sandbox/aggregator/gunicorn.conf.py",
            "--pythonpath", ROOT, "sandbox.aggregator.wsgi", "--bind", bind(address), "--no-control-socket",
        ),
        environment={
            "MAVILLE_VAULT_URL": settings.SITE_URL,
            "MAVILLE_URL": address,
            "MAVILLE_CLIENT_ID": client,
            "MAVILLE_CLIENT_SECRET": secret_of(client),
            "MAVILLE_DATA_DIR": str(directory),
            **variables,
        },
        directory=directory,
        log=directory / "sorties.log",
    )  # fmt: skip


def provider_b() -> Program:
    """Its database, its keys and its secret are in a folder of its own; style sheets, being public, are the site's."""
    directory = settings.DATA_DIR / "provider-b"
    address = settings.PROVIDER_B_URL
    return Program(
        name="Le coffre B",
        address=address,
        health=f"{address}/sante/",
        argv=(
            sys.executable, "-I", "-m", "gunicorn", "-c", f"{ROOT}/sandbox/provider/gunicorn.conf.py",
            "--pythonpath", ROOT, "sandbox.provider.wsgi", "--bind", bind(address), "--no-control-socket",
        ),
        environment={
            "DEMO": "1",
            "PROVIDER_B_DATA_DIR": str(directory),
            "PROVIDER_B_URL": address,
            "PROVIDER_B_STATIC_ROOT": str(settings.STATIC_ROOT),
            "PLATFORM_URL": settings.SITE_URL,
        },
        directory=directory,
        log=directory / "sorties.log",
    )  # fmt: skip
