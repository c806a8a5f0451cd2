from datetime import UTC, datetime, timedelta, timezone

import pytest

from passport.proofs.instants import read_instant, write_instant
from passport.proofs.reasons import Reason, Refused


def test_a_moment_is_written_in_utc_and_whole_seconds():
    paris = timezone(timedelta(hours=1))

    assert write_instant(datetime(2026, 11, 23, 10, 30, 15, 999_999, tzinfo=paris)) == "2026-11-23T09:30:15Z"
    assert read_instant("2026-11-23T09:30:15Z") == datetime(2026, 11, 23, 9, 30, 15, tzinfo=UTC)


def test_a_moment_without_a_zone_is_not_written():
    with pytest.raises(ValueError, match="time zone"):
        write_instant(datetime(2026, 11, 23))


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-23T09:30:15+00:00",
        "2026-11-23T09:30:15.5Z",
        "2026-11-23 09:30:15Z",
        "2026-11-23T09:30Z",
        "2026-11-23T09:30:15z",
        "2026-11-23T24:00:00Z",
        "2026-02-29T00:00:00Z",
        "0000-01-01T00:00:00Z",
        "2026-11-23T09:30:15Z\n",
        "٢٠٢٦-11-23T09:30:15Z",
        "",
        None,
        1_795_426_215,
    ],
)
def test_any_other_way_to_write_it_is_refused(text):
    with pytest.raises(Refused) as refusal:
        read_instant(text, "/validFrom")

    assert (refusal.value.reason, refusal.value.place) == (Reason.DATE_MALFORMED, "/validFrom")
    assert str(refusal.value) == "date-malformed (/validFrom)"
