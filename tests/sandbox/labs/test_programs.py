"""Whether the other programs answer, without making anybody wait for those that do not."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from sandbox.labs.services import programs as service
from sandbox.labs.services.programs import PATIENCE, programs

NAMES = ("AGGREGATOR_URL", "AGGREGATOR_TWIN_URL", "PROVIDER_B_URL")
WELL = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
UNWELL = b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n"


@contextmanager
def a_program(answer: bytes, pause: float = 0) -> Iterator[str]:
    """Says `answer` to whoever calls, a byte at a time when it pauses between them."""
    listener = socket.create_server(("127.0.0.1", 0))
    is_over = threading.Event()

    def speak(call: socket.socket) -> None:
        with call:
            call.recv(65536)
            for part in [answer[at : at + 1] for at in range(len(answer))] if pause else [answer]:
                if is_over.wait(pause):
                    return
                try:
                    call.sendall(part)
                except OSError:
                    return
            if not answer:
                is_over.wait()

    def listen() -> None:
        while not is_over.is_set():
            try:
                threading.Thread(target=speak, args=(listener.accept()[0],), daemon=True).start()
            except OSError:
                return

    threading.Thread(target=listen, daemon=True).start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    is_over.set()
    listener.close()


def told(settings, *urls: str) -> tuple[list[bool], float]:
    """What is said of the three programs, and after how many seconds."""
    for name, url in zip(NAMES, urls, strict=True):
        setattr(settings, name, url)
    start = time.monotonic()
    found = [program.is_up for program in programs().values()]
    return found, time.monotonic() - start


def test_each_program_is_said_to_answer_or_not(settings):
    with a_program(WELL) as well, a_program(UNWELL) as unwell, a_program(WELL) as other:
        assert told(settings, well, unwell, other)[0] == [True, False, True]


def test_programs_that_hang_cost_the_time_of_one(settings):
    with a_program(b"") as first, a_program(b"") as second, a_program(WELL) as third:
        found, seconds = told(settings, first, second, third)

    assert found == [False, False, True]
    assert seconds < PATIENCE + 0.7


def test_a_program_that_answers_a_byte_at_a_time_is_not_waited_for(settings):
    with a_program(WELL) as first, a_program(WELL, pause=0.4) as slow, a_program(WELL) as third:
        found, seconds = told(settings, first, slow, third)

    assert found == [True, False, True]
    assert seconds < PATIENCE + 0.7


def test_the_three_are_asked_together(settings, monkeypatch):
    together = threading.Barrier(3)
    monkeypatch.setattr(service, "ask", lambda url: together.wait(timeout=PATIENCE) >= 0)

    found, _ = told(settings, "http://un.invalid", "http://deux.invalid", "http://trois.invalid")

    assert found == [True, True, True]


@pytest.mark.parametrize("answers", [True, False])
def test_what_was_found_is_kept_a_few_seconds(settings, monkeypatch, answers):
    asked: list[str] = []
    monkeypatch.setattr(service, "ask", lambda url: asked.append(url) or answers)
    urls = [f"http://{name}-{answers}.invalid" for name in ("un", "deux", "trois")]

    first, again = told(settings, *urls), told(settings, *urls)

    assert first[0] == again[0] == [answers] * 3
    assert sorted(asked) == sorted(urls)
