"""Reading the strict form is most of what a verdict costs: once for each text that was signed, and no more."""

import pytest

from passport.proofs import strict
from passport.verify.verdict import State
from tests.passport.verify.presenting import DOCUMENT, FORMS, PICTURE, SEALED, TOKEN, file_of, verdict_of

# The credential and its status list; a sealed PDF carries both forms of the credential.
SIGNED_TEXTS = {DOCUMENT: 2, TOKEN: 2, PICTURE: 2, SEALED: 3}


@pytest.mark.parametrize("form", FORMS)
def test_each_signed_text_has_its_form_read_once(form, issuer, monkeypatch):
    file, expanded = file_of(form), []

    def expand(document, contexts):
        expanded.append(document["id"])
        return genuine(document, contexts)

    genuine = strict.expand
    monkeypatch.setattr(strict, "expand", expand)

    assert verdict_of(file, issuer).state is State.VALID
    assert len(expanded) == SIGNED_TEXTS[form], expanded
