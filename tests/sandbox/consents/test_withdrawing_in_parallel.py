"""Services that poll while their consent is withdrawn: nothing obtained by a call that starts after the answer."""

import threading
import time

import pytest
from django.db import connections
from django.test import Client

from sandbox.consents.models import ConsentRecord
from sandbox.vault.models import JournalEntry
from sandbox.vault.services import verify
from tests.sandbox.consents.conftest import ServiceUnderTest

POLLERS = 3


@pytest.mark.django_db(transaction=True)
def test_no_call_that_starts_after_the_withdrawal_obtains_anything(
    service: ServiceUnderTest, vault, browser, monkeypatch
):
    monkeypatch.setattr("sandbox.consents.limits.CALLS_PER_MINUTE", 100_000)
    token = service.tokens("cout|energie:mois")["access_token"]
    consent = ConsentRecord.objects.get(vault=vault)
    calls: list[tuple[float, int]] = []
    stop = threading.Event()

    def poll():
        own = Client()
        try:
            while not stop.is_set():
                started = time.monotonic()
                response = own.get(
                    "/api/coffre/v1/series/energie/?pas=mois&du=2025-01-01&au=2025-03-31",
                    headers={"Authorization": f"Bearer {token}"},
                )
                calls.append((started, response.status_code))
        finally:
            connections.close_all()

    pollers = [threading.Thread(target=poll) for _ in range(POLLERS)]
    for poller in pollers:
        poller.start()
    try:
        deadline = time.monotonic() + 20
        while sum(status == 200 for _, status in list(calls)) < 10 and time.monotonic() < deadline:
            time.sleep(0.01)
        response = browser.post(f"{consent.get_absolute_url()}retirer/")
        answered = time.monotonic()
        assert response.status_code == 302
        while sum(started > answered for started, _ in list(calls)) < 10 and time.monotonic() < deadline:
            time.sleep(0.01)
    finally:
        stop.set()
        for poller in pollers:
            poller.join()

    late = [status for started, status in calls if started > answered]
    assert len(late) >= 10
    assert set(late) == {401}
    assert {status for _, status in calls} == {200, 401}
    lines = list(JournalEntry.objects.of(vault).values_list("seq", "content"))
    assert [seq for seq, _ in lines] == list(range(1, len(lines) + 1))
    actions = [content["action"] for _, content in lines]
    assert actions.count("lecture") == sum(status == 200 for _, status in calls)
    assert actions.count("refus") == sum(status == 401 for _, status in calls)
    assert "lecture" not in actions[actions.index("retrait") :]
    assert verify(vault, consent.anchor)
