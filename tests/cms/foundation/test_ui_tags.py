import datetime as dt

import pytest
from django.template import Context, Template

from cms.foundation.icons import ICONS
from cms.foundation.templatetags import ui


@pytest.mark.parametrize("name", ICONS)
def test_an_icon_is_silent_and_keeps_its_size_without_style_sheet(name):
    svg = ui.icon(name)

    assert 'aria-hidden="true"' in svg
    assert 'width="20" height="20"' in svg


def test_segments_mark_each_step():
    assert (
        ui.segments(["f", "c", ""])
        == '<div class="pas" aria-hidden="true"><i class="f"></i><i class="c"></i><i></i></div>'
    )


def test_above_twelve_steps_the_sentence_stands_alone():
    assert ui.segments(["f"] * 13) == ""


def test_dates_and_hours_read_as_french_people_say_them():
    template = Template("{{ day|jour }}, {{ first|jour }}, {{ instant|heure }}, {{ round|heure }}")
    instant = dt.datetime(2026, 3, 12, 8, 14, tzinfo=dt.UTC)

    shown = template.render(
        Context({"day": dt.date(2026, 3, 12), "first": dt.date(2026, 4, 1), "instant": instant, "round": dt.time(18)})
    )

    assert shown == "12\u00a0mars\u00a02026, 1er\u00a0avril\u00a02026, 9\u00a0h\u00a014, 18\u00a0h"


def test_shortly_before_midnight_in_utc_the_day_is_the_next_one_in_paris_in_code_as_in_templates():
    instant = dt.datetime(2026, 11, 27, 23, 13, tzinfo=dt.UTC)

    assert ui.jour(instant) == "28\u00a0novembre\u00a02026"
    assert Template("{{ instant|jour }}").render(Context({"instant": instant})) == "28\u00a0novembre\u00a02026"


@pytest.mark.parametrize(
    ("count", "shown"), [(45, "45\u00a0minutes"), (1, "1\u00a0minute"), (135, "2\u00a0h\u00a015"), (120, "2\u00a0h")]
)
def test_durations(count, shown):
    assert ui.minutes(count) == shown


def test_a_number_is_shown_in_groups_of_four():
    assert ui.groupes("7K3M9QXT2HPA") == "7K3M-9QXT-2HPA"
    assert ui.groupes("7K3M-9QXT-2HPA") == "7K3M-9QXT-2HPA"
