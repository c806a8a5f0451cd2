"""What the demonstration holds. The other packages' commands are called by name, as their URLs are."""

from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import OutputWrapper

CONTENT = settings.BASE_DIR / "courses" / "content"


def modules() -> list[Path]:
    """The folders that hold a module."""
    return sorted(file.parent for file in CONTENT.glob("*/module.md"))


def pathways() -> list[Path]:
    return sorted((CONTENT / "parcours").glob("*.yaml"))


def load(stdout: OutputWrapper) -> None:
    """Load what is missing; what exists is left as it is."""
    call_command("load_site", stdout=stdout)
    # Together: they link to one another.
    call_command("import_module", *map(str, modules()), if_missing=True, stdout=stdout)
    # After the modules: an example that a module brought is there already.
    call_command("install_h5p_types", exemples=True, stdout=stdout)
    for file in pathways():
        call_command("import_pathway", str(file), if_missing=True, stdout=stdout)
    call_command("load_demo_accounts", stdout=stdout)
    call_command("load_demo_productions", stdout=stdout)
    call_command("prepare_sandbox", verbosity=0, stdout=stdout)
    call_command("build_town", stdout=stdout)
