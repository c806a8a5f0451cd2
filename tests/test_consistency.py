"""What no reviewer will keep an eye on for ever."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import get_commands, load_command_class
from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.models import get_page_models

ROOT = Path(settings.BASE_DIR)
PACKAGES = ("cms", "courses", "passport", "sandbox")
OURS = [config for config in apps.get_app_configs() if config.name.startswith(PACKAGES)]
SOURCES = [path for package in PACKAGES for path in (ROOT / package).rglob("*") if path.suffix in (".py", ".html")]
TEMPLATES = [path for path in SOURCES if path.suffix == ".html"]
# Chosen by Django, Wagtail or allauth from a name that our code never writes.
CHOSEN_BY_FRAMEWORKS = re.compile(
    r"^(\d{3}(_csrf)?\.html|account/|allauth/|wagtailadmin/|wagtailcore/|wagtailusers/|\w+/\w+_page\.html)"
)


def template_name(path: Path) -> str:
    return path.as_posix().split("/templates/")[1]


def test_every_template_is_used():
    texts = {path: path.read_text() for path in SOURCES}

    def is_used(path: Path) -> bool:
        name = template_name(path)
        if CHOSEN_BY_FRAMEWORKS.match(name):
            return True
        return any(f'"{name}"' in text or f"'{name}'" in text for source, text in texts.items() if source != path)

    assert [template_name(path) for path in TEMPLATES if not is_used(path)] == []


@pytest.mark.parametrize(
    "forbidden",
    [
        r"\sstyle\s*=",
        r"<style",
        r"<script(?![^>]*\bsrc=)",
        r"\son[a-z]+\s*=\s*[\"']",
        r"(?:src|href)=[\"']https?://(?!\{)",
    ],
    ids=["style attribute", "style element", "inline script", "event attribute", "outside address"],
)
def test_no_template_of_the_site_holds_what_the_content_policy_refuses(forbidden):
    printed = re.compile(r"/foundation/printed\.html$")  # what PDFs are drawn from, never sent to a browser
    guilty = [
        f"{template_name(path)}: {found.group(0)}"
        for path in TEMPLATES
        if not printed.search(path.as_posix()) and (found := re.search(forbidden, path.read_text()))
    ]

    assert guilty == []


@pytest.mark.django_db
def test_every_teaching_block_has_a_french_label_a_description_and_a_preview():
    from courses.modules.blocks import LessonBody

    for name, block in LessonBody().child_blocks.items():
        assert block.label, name
        assert block.get_description(), name
        assert block.get_preview_value() is not None, name
        assert block.is_previewable, name


def test_every_page_type_says_where_it_may_stand():
    for model in get_page_models():
        if model.__module__.startswith(PACKAGES):
            assert "parent_page_types" in vars(model), model
            assert "subpage_types" in vars(model), model


def test_every_command_of_ours_says_what_it_does():
    ours = {name: app for name, app in get_commands().items() if str(app).startswith(PACKAGES)}

    assert ours
    assert [name for name, app in ours.items() if not load_command_class(app, name).help] == []


def test_every_app_says_what_it_owns_and_what_it_announces():
    for config in OURS:
        assert "Owns" in (config.module.__doc__ or ""), config.name
        assert "Announces" in (config.module.__doc__ or ""), config.name


def views(patterns: list[URLPattern | URLResolver]) -> list[URLPattern]:
    return [
        view
        for pattern in patterns
        for view in (views(pattern.url_patterns) if isinstance(pattern, URLResolver) else [pattern])
    ]


def test_every_address_of_ours_has_a_name():
    nameless = [
        str(view.pattern)
        for view in views(get_resolver().url_patterns)
        if view.callback.__module__.startswith(PACKAGES) and not view.name
    ]

    assert nameless == []


def test_nothing_is_called_core_common_helpers_or_utils():
    vague = {"core", "common", "helpers", "utils"}

    assert [
        path for path in SOURCES if vague & {part.removesuffix(".py") for part in path.relative_to(ROOT).parts}
    ] == []


def test_no_python_file_outgrows_one_sitting():
    long = {
        path.relative_to(ROOT).as_posix(): lines
        for path in SOURCES
        if path.suffix == ".py"
        and "migrations" not in path.parts
        and (lines := len(path.read_text().splitlines())) > 400
    }

    assert long == {}
