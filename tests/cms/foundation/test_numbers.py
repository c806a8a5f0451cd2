import pytest

from cms.foundation.numbers import rounded


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [(12.37, 1, "12,4"), (3670.5, 0, "3\u202f671"), (0.05, 1, "0,1"), (41, 0, "41"), (2.675, 2, "2,68")],
)
def test_a_number_is_rounded_and_not_cut(value, places, shown):
    assert rounded(value, places).replace("\xa0", "\u202f") == shown
