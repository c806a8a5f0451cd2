"""Somebody at the page of a tool: answers are posted step by step, as the forms of the page would send them."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from courses.tools.rules import reading
from tests.cms.accounts.factories import UserFactory


@dataclass
class Desk:
    """A tool in front of somebody: `soup` is the page that they look at."""

    slug: str
    client: Client
    soup: Any = field(default=None)
    response: Any = field(default=None)

    def address(self, action: str = "") -> str:
        return reverse("tools:action", args=[self.slug, action]) if action else reverse("tools:tool", args=[self.slug])

    def open(self, query: str = "") -> "Desk":
        return self.look(self.client.get(self.address() + query))

    def look(self, response: Any) -> "Desk":
        self.response = response
        self.soup = BeautifulSoup(response.content, "html.parser") if "html" in response["Content-Type"] else None
        return self

    @property
    def text(self) -> str:
        words = self.soup.main.get_text(" ").replace("\u00a0", " ").replace("\u202f", " ")
        return " ".join(words.split())

    @property
    def hidden(self) -> dict[str, str]:
        """What the page carries: the answers, and the way back."""
        fields = self.soup.main.select("input[type=hidden]")
        return {one["name"]: one["value"] for one in fields if one["name"] != "csrfmiddlewaretoken"}

    @property
    def state(self) -> dict[str, Any]:
        return reading.state(self.hidden["etat"])

    def send(self, action: str = "", **data: Any) -> "Desk":
        """Post what the page carries, with what somebody adds."""
        return self.look(self.client.post(self.address(action), {**self.hidden, **data}))

    def resend(self, answers: dict[str, Any], action: str = "", **data: Any) -> "Desk":
        """Post these answers, whatever the page carries."""
        return self.look(self.client.post(self.address(action), {"etat": reading.written(answers), **data}))


@pytest.fixture
def learner(db):
    return UserFactory(verified=True)


@pytest.fixture
def visitor():
    return Client()


@pytest.fixture
def member(learner):
    """The client of somebody who is signed in."""
    client = Client()
    client.force_login(learner)
    return client


@pytest.fixture
def at_tool(visitor):
    """`at_tool("fiche-de-decision")`: a visitor; `at_tool(…, member)`: a learner."""
    return lambda slug, client=visitor: Desk(slug, client).open()
