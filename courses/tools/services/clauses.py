"""The clause workshop: answers as they travel, and the draft that they lead to."""

import datetime as dt
from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext as _

from cms.foundation.templatetags.ui import jour
from courses.tools.catalogue import CLAUSES
from courses.tools.documents import Part, Reading, Sheet, Table, Verdict, lowered
from courses.tools.documents.sheet import Kind as Tone
from courses.tools.rules import reading
from courses.tools.rules.clauses import building as rules
from courses.tools.rules.clauses.parts import FAMILIES, PREAMBLE, REVERSIBILITY, SECURITY, Point, Question
from courses.tools.rules.clauses.timing import MOST_MONTHS, MOST_PENALTY, Terms
from courses.tools.rules.clauses.weaknesses import CONFIRMED
from courses.tools.services.kind import Answers, Kind

VERSION: Final = "2026-11"
PROJECT_LENGTH: Final = 120
FIRST_DAY, LAST_DAY = dt.date(2000, 1, 1), dt.date(2099, 12, 31)
TONES: Final[dict[str, Tone]] = {rules.SOUND: "juste", rules.CLASHING: "revoir", rules.WEAK: "revoir"}
QUESTIONS: Final = {question.code: question for question in rules.questions_of(FAMILIES)}


def read(sent: Answers) -> Answers:
    """The contract, then what was chosen of each question; silence is an answer too."""
    families = reading.sequence(sent.get("families", []), longest=len(FAMILIES))
    for family in families:
        reading.one_of(family, FAMILIES)
    choices = reading.mapping(sent.get("choices", {}))
    reading.one_of_each(choices, QUESTIONS)
    return {
        "project": reading.line(sent.get("project", ""), longest=PROJECT_LENGTH),
        "families": [family for family in FAMILIES if family in families],
        "start": read_day(sent.get("start", "")),
        "reception": read_day(sent.get("reception", "")),
        "months": read_number(sent.get("months", 0), MOST_MONTHS),
        "penalty": read_number(sent.get("penalty", 0), MOST_PENALTY),
        "choices": {code: read_choice(choices[code], QUESTIONS[code]) for code in QUESTIONS if code in choices},
    }


def read_day(sent: object) -> str:
    text = reading.line(sent, longest=10)
    if not text:
        return ""
    try:
        day = dt.date.fromisoformat(text)
    except ValueError as error:
        raise reading.Unreadable("not a day") from error
    if not FIRST_DAY <= day <= LAST_DAY:
        raise reading.Unreadable("a day of another century")
    return day.isoformat()


def read_number(sent: object, most: int) -> int:
    if type(sent) is not int or not 0 <= sent <= most:
        raise reading.Unreadable("not a number, or too large")
    return sent


def read_choice(sent: object, question: Question) -> list[str]:
    """In our order; one only unless several may be."""
    codes = [option.code for option in question.options]
    found = [
        reading.one_of(code, codes) for code in reading.sequence(sent, longest=len(codes) if question.several else 1)
    ]
    return [code for code in codes if code in found]


def has_frame(answers: Answers) -> bool:
    if not (answers["project"] and answers["families"] and answers["start"] and answers["reception"]):
        return False
    return answers["months"] > 0 and terms_of(answers).is_ordered


def families_of(answers: Answers) -> tuple[str, ...]:
    return tuple(answers["families"])


def terms_of(answers: Answers) -> Terms:
    return Terms(
        start=dt.date.fromisoformat(answers["start"]),
        reception=dt.date.fromisoformat(answers["reception"]),
        months=answers["months"],
        penalty=answers["penalty"],
    )


def is_answered(question: Question, answers: Answers) -> bool:
    """A list where several may be ticked is answered with none ticked: nothing is then handed back, and it is said."""
    found = answers["choices"].get(question.code)
    return found is not None and (question.several or bool(found))


def are_answered(points: tuple[Point, ...], answers: Answers) -> bool:
    return all(is_answered(question, answers) for point in points for question in point.questions)


def is_complete(answers: Answers) -> bool:
    return has_frame(answers) and are_answered(rules.points_of(families_of(answers)), answers)


def title(answers: Answers) -> str:
    return str(answers["project"])


def clause_of(answers: Answers) -> rules.Clause:
    choices = {code: tuple(picks) for code, picks in answers["choices"].items()}
    return rules.build(families_of(answers), choices, terms_of(answers))


def sheet(answers: Answers, made_at: dt.datetime) -> Sheet:
    clause = clause_of(answers)
    parts = (
        conclusion(clause, answers),
        listed(_("Ce dont la clause ne dit rien"), map(told, clause.missing)),
        listed(_("Ce qu’en ferait un fournisseur"), map(told, clause.weak)),
        listed(_("Ce qui se contredit"), (_(clash.reason) for clash in clause.clashes)),
        listed(_("À surveiller"), (_(warning) for warning in clause.warnings)),
        *(written(article) for article in clause.articles),
        calendar(clause),
        law(clause),
        Part(title=_("Pour la suite, relisez"), readings=tuple(readings(clause))),
    )
    return Sheet(
        title=str(CLAUSES.title),
        subject=answers["project"],
        made_at=made_at,
        warning=_(
            "Projet de clause, écrit pour apprendre. Faites-le relire et adapter par une personne juriste avant tout "
            "usage. "
            "C’est une maquette : ni l’ANSSI ni aucune autre autorité ne l’a validée. Les durées et les montants "
            "sont les vôtres."
        ),
        parts=tuple(part for part in parts if part is not None),
        sources=(
            _(
                "Rapport de Luc Belot, « De la smart city au territoire d’intelligence(s) », avril 2017, § 3.2.1.2, "
                "§ 3.2.2.5.1, "
                "§ 3.3.1.1.1, annexe 3, propositions n° 6, 11 et 17. La synthèse et le corps diffèrent : le corps "
                "est suivi."
            ),
            _(
                "Points de droit relevés en novembre 2026, souvent sur des sources secondaires : remontez au"
                " texte officiel."
            ),
        ),
    )


COLON: Final = "\u00a0: "


def conclusion(clause: rules.Clause, answers: Answers) -> Part:
    titles = {
        rules.WEAK: _("Cette clause est faible"),
        rules.CLASHING: _("Cette clause se contredit"),
        rules.SOUND: _("Cette clause tient, sous réserve de relecture"),
    }
    texts = {
        rules.WEAK: _("Elle se tait, ou promet sans que l’on puisse vérifier. Reprenez les points qui suivent."),
        rules.CLASHING: _("Chaque phrase se vérifie, mais certaines ne vont pas ensemble."),
        rules.SOUND: _("Chaque phrase a sa preuve, sa date et quelqu’un pour la contrôler."),
    }
    return Part(
        title=_("Ce que vaut cette clause"),
        verdict=Verdict(TONES[clause.strength], titles[clause.strength], texts[clause.strength]),
        facts=(
            (_("Silences"), str(len(clause.missing))),
            (_("Promesses invérifiables ou risquées"), str(len(clause.weak))),
            (_("Contradictions"), str(len(clause.clashes))),
            (
                _("Contrat"),
                _("du {start} au {end}, réception le {reception}").format(
                    start=jour(clause.terms.start), end=jour(clause.terms.end), reception=jour(clause.terms.reception)
                ),
            ),
        ),
    )


def told(flaw: rules.Flaw) -> str:
    return f"{_(flaw.point.title)}{COLON}{_(flaw.reason)}"


def listed(heading: str, lines: Iterator[str]) -> Part | None:
    points = tuple(lines)
    return Part(title=heading, points=points) if points else None


def heading_of(article: rules.Article) -> str:
    family = {SECURITY: _("Sécurité"), REVERSIBILITY: _("Réversibilité")}.get(article.point.family, "")
    if article.point.family == PREAMBLE:
        return _("Article préliminaire : {title}").format(title=lowered(_(article.point.title)))
    return _("{family}, article {number} : {title}").format(
        family=family, number=article.number, title=lowered(_(article.point.title))
    )


def written(article: rules.Article) -> Part:
    """The sentences of the clause, then what makes them verifiable, and why they are there."""
    proofs = dict.fromkeys(
        _("{proof}, au plus tard le {day}").format(proof=_(measure.proof), day=jour(measure.day))
        for measure in article.measures
    )
    return Part(
        title=heading_of(article),
        texts=("\n".join(measure.text for measure in article.measures),),
        facts=(
            *((_("Preuve"), proof) for proof in proofs),
            (_("Contrôle"), _(article.point.control)),
            (_("Pourquoi"), _(article.point.reason)),
            (_("Source"), _(article.point.source)),
        ),
    )


def calendar(clause: rules.Clause) -> Part:
    """Every proof by its day, the first time that it is due."""
    rows = sorted(
        {
            (measure.day, heading_of(article), _(measure.proof))
            for article in clause.articles
            for measure in article.measures
        }
    )
    return Part(
        title=_("Le calendrier des preuves"),
        texts=(
            _(
                "Pour une sortie à la date prévue. Ce qui revient chaque trimestre ou chaque année est noté à"
                " sa première date."
            ),
        ),
        table=Table(
            _("Chaque preuve, au plus tard le…"),
            (_("Date"), _("Article"), _("Preuve")),
            tuple((jour(day), article, proof) for day, article, proof in rows),
            widths=(20, 40, 40),
        ),
    )


def law(clause: rules.Clause) -> Part:
    marks = {True: _("confirmé"), False: _("à vérifier")}
    return Part(
        title=_("Et le droit ?"),
        facts=tuple(
            (_(fact.text), _("{mark} ({source})").format(mark=marks[fact.mark == CONFIRMED], source=_(fact.source)))
            for fact in clause.facts
        ),
    )


def readings(clause: rules.Clause) -> Iterator[Reading]:
    if SECURITY in clause.families:
        yield Reading("SEC-3", _("vœu ou exigence, rubrique par rubrique"))
        yield Reading("SEC-4", _("où garder les données, selon ce qu’elles sont"))
    if REVERSIBILITY in clause.families:
        yield Reading("REV-4", _("les neuf points et leurs preuves"))
        yield Reading("REV-5", _("chiffrer la sortie que cette clause prévoit"))
    yield Reading("ACH-1", _("débattre des durées avant la consultation"))


CLAUSES_KIND: Final = Kind(tool=CLAUSES, version=VERSION, read=read, is_complete=is_complete, title=title, sheet=sheet)
