"""From the open format to the glossary, and back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from cms.foundation import content_version
from courses.glossary.markdown import TermDraft
from courses.glossary.models import Term


@dataclass(slots=True)
class TermImport:
    """What became of each term, by identifier."""

    terms: dict[str, Term] = field(default_factory=dict)
    created: list[Term] = field(default_factory=list)
    changed: list[Term] = field(default_factory=list)
    unchanged: list[Term] = field(default_factory=list)


@transaction.atomic
def import_terms(*, drafts: Sequence[TermDraft]) -> TermImport:
    """Make these terms say what the drafts say, published. Other terms are left alone."""
    result = TermImport()
    known = {term.slug: term for term in Term.objects.select_for_update().named(draft.slug for draft in drafts)}
    for draft in drafts:
        term = known.get(draft.slug)
        if term is not None and term.live and _draft_of(term) == draft:
            result.unchanged.append(term)
        else:
            (result.created if term is None else result.changed).append(
                term := _publish(term or Term(live=False), draft)
            )
        result.terms[draft.slug] = term
    if result.created or result.changed:
        transaction.on_commit(content_version.bump)
    return result


def export_terms(*, slugs: Iterable[str]) -> list[TermDraft]:
    """The published terms of these identifiers."""
    return [_draft_of(term) for term in Term.objects.live().named(slugs)]


def _publish(term: Term, draft: TermDraft) -> Term:
    for name in ("slug", "name", "definition", "also", "source"):
        setattr(term, name, getattr(draft, name))
    term.full_clean()
    term.save()
    term.save_revision().publish()
    term.refresh_from_db()
    return term


def _draft_of(term: Term) -> TermDraft:
    # An editor may have typed line breaks; the format has one line for a definition.
    definition = " ".join(term.definition.split(None)) if "\n" in term.definition else term.definition
    return TermDraft(term.slug, term.name, definition, term.also, term.source)
