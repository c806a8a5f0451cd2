"""Who a module is for. Pathways decide it, and they stand above modules: they say it here when the site starts."""

from collections.abc import Callable, Mapping

Source = Callable[[], Mapping[int, frozenset[str]]]

_sources: list[Source] = []


def register_audience_source(source: Source) -> None:
    """Add a function that gives, by primary key of module page, the audiences that take the module."""
    _sources.append(source)


def audiences_by_module() -> dict[int, frozenset[str]]:
    """The audiences of every module that a pathway holds."""
    found: dict[int, frozenset[str]] = {}
    for source in _sources:
        for module_id, audiences in source().items():
            found[module_id] = found.get(module_id, frozenset()) | audiences
    return found
