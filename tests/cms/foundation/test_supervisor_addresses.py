"""Ports that are taken, host names that are shared, said in French before anything starts."""

import errno
import socket

import pytest
from django.core.checks import run_checks
from django.core.management import CommandError, call_command

from cms.foundation.addresses import host_of, port_of, shared_hosts, what_prevents_listening
from cms.foundation.management.commands.demo import refuse_busy_port


@pytest.fixture
def busy_port():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


def test_a_port_that_is_taken_is_told_from_one_that_is_free(busy_port):
    assert what_prevents_listening("127.0.0.1", busy_port) == errno.EADDRINUSE
    assert what_prevents_listening("localhost", 0) is None


@pytest.mark.parametrize("host", ["192.0.2.1", "inconnu.invalid"])
def test_a_host_that_this_machine_does_not_have_is_another_matter(host):
    assert what_prevents_listening(host, 8000) == errno.EADDRNOTAVAIL
    refuse_busy_port("PROVIDER_B_URL", host, 8000)


def test_the_refusal_names_the_port_and_what_to_do(busy_port):
    with pytest.raises(CommandError, match=f"Le port {busy_port} .* « make demo PORT={busy_port + 10} »"):
        refuse_busy_port("Le site", "127.0.0.1", busy_port)
    with pytest.raises(CommandError, match=f"Le port {busy_port} .*AGGREGATOR_URL=http.*SANS_AGREGATEUR=1"):
        refuse_busy_port("AGGREGATOR_URL", "127.0.0.1", busy_port)


def test_addresses_are_read_with_their_default_ports():
    assert (host_of("https://coffre-b.example"), port_of("https://coffre-b.example")) == ("coffre-b.example", 443)
    assert (host_of("http://127.0.0.2:8002"), port_of("http://127.0.0.2:8002")) == ("127.0.0.2", 8002)
    assert port_of("http://[::1]") == 80


def test_two_programs_may_not_share_a_host_name_even_on_different_ports():
    assert shared_hosts({"A": "http://localhost:8000", "B": "http://127.0.0.1:8000"}) == []

    (sentence,) = shared_hosts({"A": "http://LOCALHOST:8000", "B": "http://localhost:8001", "C": "http://c"})

    assert sentence.startswith("A et B ont le même nom d’hôte, « localhost »")


def test_the_check_of_the_site_refuses_shared_host_names(settings):
    settings.PROGRAM_ADDRESSES = {"SITE_URL": "http://localhost:8000", "AGGREGATOR_URL": "http://localhost:8001"}

    assert [error.id for error in run_checks() if error.id == "foundation.E001"] == ["foundation.E001"]


def test_the_check_of_the_site_refuses_cookies_shared_between_hosts(settings):
    settings.SESSION_COOKIE_DOMAIN = ".exemple.fr"

    assert [error.id for error in run_checks() if error.id == "foundation.E002"] == ["foundation.E002"]


def test_the_demonstration_does_not_start_on_shared_host_names(settings):
    settings.DEMO = True
    settings.PROGRAM_ADDRESSES = {"SITE_URL": "http://localhost:8000", "AGGREGATOR_URL": "http://localhost:8001"}

    with pytest.raises(CommandError, match="SITE_URL et AGGREGATOR_URL ont le même nom d’hôte"):
        call_command("demo")


def test_only_the_demonstration_is_served_by_this_command(settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="make demo"):
        call_command("demo")
