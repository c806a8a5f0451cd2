"""The verdict as a text, for a terminal."""

import textwrap
from collections.abc import Iterator
from typing import Final

from passport.verify.verdict import Facts, Finding, Verdict
from passport.verify.wording import LABELS, explain, headline, in_words, summary

WIDTH: Final = 100
MARKS: Final = {True: "oui", False: "NON", None: " – "}


def report(verdict: Verdict) -> str:
    """Ends with a line feed."""
    return "\n".join(_lines(verdict)) + "\n"


def _lines(verdict: Verdict) -> Iterator[str]:
    yield headline(verdict).upper()
    yield summary(verdict)
    if verdict.as_of:
        yield f"Liste des révocations du {in_words(verdict.as_of)}."
    if verdict.facts:
        yield ""
        yield from _facts(verdict.facts)
    yield ""
    for finding in verdict.findings:
        yield from _finding(finding)


def _facts(facts: Facts) -> Iterator[str]:
    told = {
        "Titulaire": facts.holder,
        "Intitulé": facts.title,
        "Numéro": facts.number,
        "Délivré par": facts.issuer,
        "Délivré le": in_words(facts.valid_from),
        "Valable jusqu’au": in_words(facts.valid_until),
        "Identifiant": facts.credential_id,
    }
    for name, value in told.items():
        if value:
            yield f"{name}\u00a0: {value}"


def _finding(finding: Finding) -> Iterator[str]:
    words = explain(finding)
    yield f"[{MARKS[finding.holds]}] {LABELS[finding.check]}\u00a0: {words.what}"
    if words.then:
        yield from textwrap.wrap(words.then, WIDTH, initial_indent=" " * 6, subsequent_indent=" " * 6)
    if finding.reason:
        place = f", {finding.place}" if finding.place else ""
        yield f"      ({finding.reason}{place})"
