"""What a person takes away of the labs."""

import pytest

from sandbox.labs.services.accounts import export_labs

pytestmark = pytest.mark.django_db


def test_the_account_export_names_the_steps_in_words(at_lab, vault):
    lab = at_lab(1)
    lab.see()
    lab.run.steps.create(step="aide")

    (told,) = export_labs(lab.who)

    assert told["laboratoire"] == "Visite du coffre"
    assert [step["etape"] for step in told["etapes"]] == ["Désigner une personne aidante, ou non"]
