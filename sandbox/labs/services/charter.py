"""Lab 10: measures turned into public choices (rapport de 2017, § 3.2.2.3, proposition n° 9)."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cms.foundation.errors import DomainError
from cms.foundation.numbers import rounded
from sandbox.labs.catalogue import BY_CODE
from sandbox.labs.documents import CharterArticle, CharterSheet
from sandbox.labs.models import LabRun
from sandbox.labs.rules.charter import ARGUMENT_LENGTH, ARTICLES, FIGURES, Article, Contradiction, Option, review
from sandbox.labs.services.runs import Caution, keep_state, record_step


class TooShort(DomainError):
    user_message = gettext_lazy(
        "Développez encore : votre argument compte {length} signes, il en faut {least}. Il est gardé."
    )


@dataclass(frozen=True, slots=True)
class Chosen:
    """An article as the learner settled it, with the figure it rests on."""

    article: Article
    option: Option | None
    figure: str
    argument: str


def choose(*, run: LabRun, **choices: str) -> str:
    """Keep the twelve choices, whatever they are; only a charter without contradiction is a step done."""
    keep_state(run=run, choices=choices)
    found = review(choices)
    if found.contradictions:
        count = len(found.contradictions)
        words = ngettext(
            "Vos choix sont gardés, mais {count} contradiction reste à lever : voyez sous le formulaire.",
            "Vos choix sont gardés, mais {count} contradictions restent à lever : voyez sous le formulaire.",
            count,
        )
        return Caution(words.format(count=count))
    record_step(run=run, step="choisir", evidence={"choices": choices})
    return _("Douze articles, aucune contradiction.")


def argue(*, run: LabRun, article: str, argument: str) -> str:
    """Keep the argument, then judge its length only: what it is worth is for people to say.

    Raises TooShort.
    """
    keep_state(run=run, argued=article, argument=argument)
    length = len(" ".join(argument.split()))
    if length < ARGUMENT_LENGTH:
        raise TooShort(length=length, least=ARGUMENT_LENGTH)
    record_step(run=run, step="argumenter", evidence={"article": article, "length": length})
    return _("Votre argument est dans la charte.")


def contradictions(run: LabRun) -> tuple[Contradiction, ...]:
    return review(run.state.get("choices", {})).contradictions


def charter(run: LabRun) -> list[Chosen]:
    """The charter as it stands, article by article."""
    choices, figures = run.state.get("choices", {}), figures_of(run)
    rows = []
    for article in ARTICLES:
        option = next((option for option in article.options if option.code == choices.get(article.code)), None)
        figure = figures.get(option.figure, "") if option else ""
        said = run.state.get("argument", "") if run.state.get("argued") == article.code else ""
        rows.append(Chosen(article, option, figure, said))
    return rows


def figures_of(run: LabRun) -> dict[str, str]:
    """The learner's own results, by the keys of the charter; nothing for a lab that was not done."""
    figures: dict[str, str] = {}
    for other in LabRun.objects.of(run.learner).prefetch_related("steps"):
        figures |= {key: str(value) for key, value in other.state.get("figures", {}).items() if key in FIGURES}
        evidence = {step.step: step.evidence for step in other.steps.all()}
        figures |= told(other.lab, evidence)
    return figures


def told(lab: str, evidence: dict[str, Any]) -> dict[str, str]:
    """What the evidence of the first labs says in figures."""
    found = {}
    if lab == "LAB-1" and "faits" in evidence:
        found["L1.facts"] = _("3 faits trouvés")
    if lab == "LAB-2" and "utiliser" in evidence:
        found["L2.scopes"] = ngettext(
            "{count} lecture", "{count} lectures", evidence["utiliser"].get("readings", 0)
        ).format(count=evidence["utiliser"].get("readings", 0))
    if lab == "LAB-4" and evidence.get("constater", {}).get("first_refusal_ms") is not None:
        delay = rounded(evidence["constater"]["first_refusal_ms"])
        found["L4.delay"] = _("{delay} ms").format(delay=delay)
    if lab == "LAB-8" and "importer" in evidence:
        found["L8.exit"] = _("{count} fichiers identiques").format(count=evidence["importer"].get("files", 0))
    return found


def sheet(run: LabRun) -> CharterSheet:
    """The charter to take away."""
    lab = BY_CODE[run.lab]
    report = _("Rapport de Luc Belot, « De la smart city au territoire d’intelligence(s) », avril 2017")
    return CharterSheet(
        title=str(lab.title),
        made_at=timezone.now(),
        warning=_("Exercice du bac à sable : données fictives."),
        limit=str(lab.limit),
        articles=tuple(
            CharterArticle(
                title=_(row.article.title),
                choice=_(row.option.text) if row.option else "",
                measure=measure_of(row.option) if row.option else "",
                figure=row.figure,
                argument=row.argument,
            )
            for row in charter(run)
        ),
        contradictions=tuple(_(found.reason) for found in contradictions(run)),
        sources=(
            *(f"{report}, {source.section} : « {source.quotation} »" for source in lab.sources),
            _("Mesures des laboratoires du bac à sable, faites par la personne qui a écrit cette charte."),
        ),
    )


def measure_of(option: Option) -> str:
    """What a choice rests on, and the lab that measures it."""
    number = option.figure.partition(".")[0].removeprefix("L")
    return _("Laboratoire {number}, {measure}").format(number=number, measure=_(FIGURES[option.figure]))
