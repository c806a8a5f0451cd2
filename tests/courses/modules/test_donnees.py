"""The module on data and the labs of the sandbox answer each other."""

import re

from django.conf import settings

from sandbox.labs.catalogue import LABS

LESSONS = settings.BASE_DIR / "courses" / "content" / "donnees" / "lecons"
ACTIVITY = re.compile(r"^::: activité\ncode: (\S+)\n", re.MULTILINE)


def test_each_lab_is_asked_for_by_the_lesson_that_it_names():
    asked = {}
    for file in LESSONS.glob("*.md"):
        text = file.read_text()
        lesson = re.search(r"^code: (DON-\d)$", text, re.MULTILINE)
        asked |= dict.fromkeys(ACTIVITY.findall(text), lesson[1])

    assert asked == {lab.code: lab.lesson for lab in LABS}
