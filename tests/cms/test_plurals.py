"""French counts zero as singular: the catalogue says so for every sentence that counts."""

import gettext

import pytest
from django.conf import settings
from django.utils.translation import ngettext

FOLDER = settings.BASE_DIR / "locale/fr/LC_MESSAGES"


def counted_sentences():
    with (FOLDER / "django.mo").open("rb") as compiled:
        catalogue = gettext.GNUTranslations(compiled)._catalog
    return [(key[0], text) for key, text in catalogue.items() if isinstance(key, tuple) and key[1] == 0]


@pytest.mark.parametrize(("singular", "translated"), counted_sentences())
def test_zero_is_singular(singular, translated):
    assert translated == singular
    assert ngettext(singular, "pluriel", 0) == singular


def test_no_answer_is_written_in_the_singular():
    assert ngettext("%(count)d\u00a0minute", "%(count)d\u00a0minutes", 0) == "%(count)d\u00a0minute"
    assert ngettext("%(count)d\u00a0minute", "%(count)d\u00a0minutes", 2) == "%(count)d\u00a0minutes"
