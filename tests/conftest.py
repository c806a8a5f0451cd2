"""What every test stands on: a clean cache, mail kept in memory, the rows that migrations left."""

import os
import shutil
import socket
import subprocess
import sys

import pytest
from django.conf import settings as project_settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from pytest_django.plugin import blocking_manager_key

from cms.celery import app as celery_app
from tests.waiting import wait_until


@pytest.fixture(autouse=True)
def _clean_cache():
    cache.clear()


def initial_rows_are_missing() -> bool:
    from wagtail.models import Site, Workflow

    return not (Site.objects.exists() and Workflow.objects.exists())


def restore_initial_rows() -> None:
    """A test that commits ends with empty tables: put back what Wagtail's migrations and ours had written."""
    from wagtail.models import Collection, Locale, Page, Site

    Locale.objects.get_or_create(language_code=project_settings.LANGUAGE_CODE)
    if not Page.objects.filter(depth=1).exists():
        Page.add_root(title="Root", slug="root")
    if not Collection.objects.exists():
        Collection.add_root(name="Root")
    if not Site.objects.exists():
        root = Page.objects.get(depth=1)
        welcome = root.get_children().first() or root.add_child(instance=Page(title="Welcome", slug="home"))
        Site.objects.create(hostname="localhost", root_page=welcome, is_default_site=True)
    call_command("grant_roles")
    restore_workflow()


def restore_workflow() -> None:
    """What trainers submit, editors and administrators approve: Wagtail's own workflow, under our name."""
    from django.contrib.auth.models import Group
    from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowPage, WorkflowTask

    from cms.accounts.permissions import ADMINISTRATOR, EDITOR

    if Workflow.objects.exists():
        return
    name = "Relecture avant publication"
    task = GroupApprovalTask.objects.create(name=name)
    task.groups.set(Group.objects.filter(name__in=[EDITOR, ADMINISTRATOR]))
    workflow = Workflow.objects.create(name=name)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=Page.objects.get(depth=1))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """An interrupted run may have left a reused database without its initial rows, and keys that no row names."""
    shutil.rmtree(project_settings.SIGNING_KEY_DIR, ignore_errors=True)
    with django_db_blocker.unblock():
        if initial_rows_are_missing():
            restore_initial_rows()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item):
    """Once every fixture of a test that commits is torn down, the tables are empty."""
    try:
        return (yield)
    finally:
        marker = item.get_closest_marker("django_db")
        if "transactional_db" in item.fixturenames or (marker and marker.kwargs.get("transaction")):
            with item.config.stash[blocking_manager_key].unblock():
                restore_initial_rows()


@pytest.fixture(autouse=True)
def _tasks_run_at_once():
    """Even when there is a broker: a worker could not see rows that a test never commits."""
    celery_app.conf.update(task_always_eager=True)


@pytest.fixture(scope="session")
def site_address():
    """Where the browser's server answers: known beforehand, since the worker prints it on passports."""
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        return f"http://localhost:{probe.getsockname()[1]}"


@pytest.fixture(scope="session")
def worker_process(django_db_setup, site_address):
    """The name of a real Celery worker on the test database, when `CELERY_BROKER_URL` names a broker; else nothing."""
    if project_settings.CELERY_TASK_ALWAYS_EAGER:
        yield None
        return
    database = project_settings.DATABASES["default"]
    name = connection.settings_dict["NAME"]
    host = f"{database['HOST'] or 'localhost'}:{database['PORT'] or 5432}"
    address = f"postgres://{database['USER']}:{database['PASSWORD']}@{host}/{name}"
    own = f"celery@{project_settings.DATA_DIR.name}"
    command = [sys.executable, "-m", "celery", "--app=cms", "worker", "--pool=solo", "--loglevel=WARNING"]
    command += [f"--hostname={own}", "--without-mingle", "--without-gossip"]
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DATABASE_URL": address,
        "SITE_URL": site_address,
    }
    process = subprocess.Popen(command, env=environment)
    for _ in range(60):
        if celery_app.control.ping(destination=[own], timeout=0.5):
            break
    else:
        process.kill()
        pytest.fail("L’ouvrier Celery ne répond pas.")
    yield own
    process.terminate()
    process.wait(timeout=20)


def has_nothing_left(worker: str) -> bool:
    """A worker of one process answers between two tasks only; what a task handed on is in the queue by then."""
    with celery_app.connection_for_write() as broker:
        queue = broker.default_channel.queue_declare(project_settings.CELERY_TASK_DEFAULT_QUEUE, passive=True)
    held = celery_app.control.inspect([worker], timeout=10).reserved() or {}
    return queue.message_count == 0 and held.get(worker) == []


@pytest.fixture
def tasks_by_worker(_tasks_run_at_once, worker_process):
    """Hand tasks to the real worker where there is one; the test must commit what the task reads."""
    celery_app.conf.update(task_always_eager=worker_process is None)
    yield
    if worker_process is not None:
        assert wait_until(lambda: has_nothing_left(worker_process)), "L’ouvrier Celery travaille encore."
