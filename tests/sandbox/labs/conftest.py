"""A learner at the pages of the labs, with a real service beside: see `tests.sandbox.consents.conftest`."""

import pytest
from django.urls import reverse

from courses.progress.models import ActivityCompletion
from sandbox.labs.catalogue import lab
from sandbox.labs.models import LabRun
from tests.sandbox.consents.conftest import (  # noqa: F401 - fixtures
    ServiceUnderTest,
    browser,
    clients,
    journal,
    learner,
    service,
    twin,
    vault,
)


class Bench:
    """One lab as its learner meets it: pages to read, actions to post, steps that the server has seen."""

    def __init__(self, number, client, who) -> None:
        self.lab, self.client, self.who = lab(number), client, who

    def see(self) -> str:
        response = self.client.get(reverse("labs:lab", args=[self.lab.slug]))
        assert response.status_code == 200
        return response.content.decode()

    def do(self, action: str, status: int = 302, **data) -> str:
        response = self.client.post(reverse("labs:action", args=[self.lab.slug, action]), data)
        assert response.status_code == status, response.content.decode()
        return response.content.decode() if status != 302 else self.see()

    @property
    def run(self) -> LabRun:
        return LabRun.objects.get(learner=self.who, lab=self.lab.code)

    @property
    def done(self) -> set[str]:
        return set(self.run.steps.values_list("step", flat=True))

    @property
    def is_complete(self) -> bool:
        return ActivityCompletion.objects.filter(learner=self.who, code=self.lab.code).exists()


@pytest.fixture
def at_lab(browser, learner):  # noqa: F811 - the fixtures above
    """`at_lab(4)`: the learner at the fourth lab, without any other program answering."""
    return lambda number: Bench(number, browser, learner)
