import logging

import pytest

from cms.foundation.logs import HideVerifiedNumbers


@pytest.mark.parametrize(
    ("path", "logged"),
    [
        ("/v/7K3M9QXT2HPA", "Not Found: /v/…"),
        ("/V/7K3M-9QXT-2HPA", "Not Found: /v/…"),
        ("/v/", "Not Found: /v/"),
        ("/modules/v/", "Not Found: /modules/v/"),
    ],
)
def test_a_log_does_not_say_which_number_was_checked(path, logged):
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, "%s: %s", ("Not Found", path), None)

    assert HideVerifiedNumbers().filter(record)
    assert record.getMessage() == logged
