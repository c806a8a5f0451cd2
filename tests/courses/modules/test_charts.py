"""From figures to bars and lines: lengths that do not lie, scales that begin at zero."""

from fractions import Fraction

import pytest

from courses.modules.rules import charts

COLUMNS = ["Domaine", "2015", "2018"]
ROWS = [["Logements", "294,2", "1 067,0"], ["Total", "1\u00a0179,7", "3\u202f332,5"]]


def test_the_greatest_figure_fills_the_bar_and_the_others_are_in_proportion():
    rows = charts.bars(COLUMNS, ROWS)

    assert [[bar.length for bar in bars] for _label, bars in rows] == [["8.8", "32"], ["35.4", "100"]]
    assert [label for label, _bars in rows] == ["Logements", "Total"]
    assert [(bar.text, bar.heading, bar.series) for bar in rows[0][1]] == [
        ("294,2", "2015", 1),
        ("1 067,0", "2018", 2),
    ]


def test_a_share_is_a_part_of_a_hundred_whatever_the_others():
    rows = charts.bars(["Usage", "Part"], [["Oui", "30"], ["Non", "45,5"]], are_shares=True)

    assert [bar.length for _label, bars in rows for bar in bars] == ["30", "45.5"]


def test_nothing_to_count_draws_empty_bars():
    assert [bar.length for _label, bars in charts.bars(["x", "y"], [["a", "0"]]) for bar in bars] == ["0"]


@pytest.mark.parametrize("text", ["beaucoup", "", "\u22123", "1,2,3", "12 000 millions de"])
def test_what_is_no_figure_is_told_by_its_place(text):
    assert charts.flaw_of_figures(COLUMNS, [["Total", "1", text]]) == "ligne 1, 2018"


def test_a_share_above_a_hundred_is_a_flaw():
    assert charts.flaw_of_figures(["x", "Part"], [["a", "100"], ["b", "101"]], are_shares=True) == "ligne 2, Part"
    assert charts.flaw_of_figures(["x", "Part"], [["a", "101"]]) == ""


@pytest.mark.parametrize(
    ("greatest", "labels"),
    [
        ("7", ["0", "2", "4", "6", "8"]),
        ("0,3", ["0", "0,1", "0,2", "0,3"]),
        ("100", ["0", "25", "50", "75", "100"]),
        ("3 332,5", ["0", "1\u00a0000", "2\u00a0000", "3\u00a0000", "4\u00a0000"]),
        ("0", ["0", "1"]),
    ],
)
def test_a_scale_begins_at_zero_and_goes_by_round_numbers(greatest, labels):
    chart = charts.line_chart(["Année", "Total"], [["2015", "0"], ["2018", greatest]])

    assert [mark.label for mark in chart.marks] == labels


def test_a_curve_goes_up_as_its_figures_do():
    chart = charts.line_chart(
        ["Année", "Un", "Deux"], [["2015", "10", "40"], ["2016", "20", "20"], ["2017", "40", "0"]]
    )
    first, second = chart.curves

    heights = [float(point.y) for point in first.points]
    assert heights == sorted(heights, reverse=True)  # down the page is less
    assert [float(point.y) for point in second.points][-1] == charts.HEIGHT - charts.BOTTOM
    assert first.path.split()[0] == f"{charts.LEFT},{first.points[0].y}"
    assert [label.label for label in chart.labels] == ["2015", "2016", "2017"]
    assert Fraction(first.points[-1].x) == charts.WIDTH - charts.RIGHT
