"""What a lab says of an answer left empty: a list of errors is read without the questions around."""

import pytest
from django.forms import Field
from django.urls import reverse

from sandbox.labs.views import LAB_PAGES

pytestmark = pytest.mark.django_db

FORMS = [(slug, action) for slug, page in LAB_PAGES.items() for action in page.actions]


def test_each_question_left_empty_is_named(browser):
    refused = 0
    for slug, action in FORMS:
        answer = browser.post(reverse("labs:action", args=[slug, action]))
        if answer.status_code != 422:
            continue
        refused += 1
        said = [str(error) for field in answer.context["form"].visible_fields() for error in field.errors]
        assert len(set(said)) == len(said), (slug, action, said)
        assert str(Field.default_error_messages["required"]) not in said, (slug, action)

    assert refused > len(FORMS) / 2
