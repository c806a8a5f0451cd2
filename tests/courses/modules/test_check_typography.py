"""The typography of the course is checked in `make lint`."""

import io

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from tests.courses.modules.folders import plain, write


def check(*folders):
    out = io.StringIO()
    call_command("check_typography", *map(str, folders), stdout=out)
    return plain(out.getvalue())


def test_each_flaw_is_told_with_its_file_and_its_line(tmp_path):
    write(tmp_path, "leçon.md", "# Un titre\n\nUne ligne juste.\n\nUn point: deux.\n")
    out = io.StringIO()

    with pytest.raises(CommandError, match="1"):
        call_command("check_typography", str(tmp_path), stdout=out)

    assert f"{tmp_path.name}/leçon.md, ligne 5 : « Un point: deux. »" in plain(out.getvalue())


def test_the_typography_of_our_own_course_is_in_order():
    assert "La typographie est en ordre." in check(settings.BASE_DIR / "courses" / "content")
