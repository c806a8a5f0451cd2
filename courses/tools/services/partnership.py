"""The partnership test: answers as they travel, and the minutes that they lead to."""

import datetime as dt
from typing import Any, Final

from django.utils.translation import gettext as _

from cms.foundation.templatetags.ui import jour
from courses.tools.catalogue import PARTNERSHIP
from courses.tools.documents import Part, Reading, Sheet, Table, Verdict, by_hand, lowered
from courses.tools.rules import partnership as rules
from courses.tools.rules import reading
from courses.tools.services.kind import Answers, Kind

VERSION: Final = "2026-11"
PROJECT_LENGTH: Final = 120
NEED_LENGTH: Final = 120
NAME_LENGTH: Final = 60
MOST_MAIN: Final = 10
MOST_EXTRA: Final = 16
MOST_SOLUTIONS: Final = 8


def read(sent: Answers) -> Answers:
    """The two lists of needs; what was done to search; the solutions, each with a cell per need that was looked at."""
    main = distinct_lines(sent.get("main", []), MOST_MAIN, NEED_LENGTH)
    extra = distinct_lines(sent.get("extra", []), MOST_EXTRA, NEED_LENGTH)
    if {need.casefold() for need in main} & {need.casefold() for need in extra}:
        raise reading.Unreadable("the same need twice")
    precautions = reading.mapping(sent.get("precautions", {}))
    reading.one_of_each(precautions, [one.code for one in rules.PRECAUTIONS])
    solutions = sent.get("solutions")
    found = (
        None
        if solutions is None
        else [
            read_solution(reading.mapping(one), [*main, *extra])
            for one in reading.sequence(solutions, longest=MOST_SOLUTIONS)
        ]
    )
    if found and len({one["name"].casefold() for one in found}) < len(found):
        raise reading.Unreadable("the same solution twice")
    return {
        "project": reading.line(sent.get("project", ""), longest=PROJECT_LENGTH),
        "main": main,
        "extra": extra,
        "frozen_on": read_day(sent.get("frozen_on", "")),
        "precautions": {code: reading.one_of(cell, rules.CELLS) for code, cell in precautions.items()},
        "solutions": found,
    }


def read_solution(sent: dict[str, Any], needs: list[str]) -> dict[str, Any]:
    """Cells of needs that are no longer in the lists are dropped."""
    name = reading.line(sent.get("name"), longest=NAME_LENGTH)
    if not name:
        raise reading.Unreadable("a solution without a name")
    cells = reading.mapping(sent.get("covers", {}))
    return {"name": name, "covers": {need: reading.one_of(cells[need], rules.CELLS) for need in needs if need in cells}}


def read_day(sent: object) -> str:
    text = reading.line(sent, longest=10)
    try:
        return dt.date.fromisoformat(text).isoformat() if text else ""
    except ValueError as error:
        raise reading.Unreadable("not a day") from error


def distinct_lines(sent: object, most: int, longest: int) -> list[str]:
    lines = [reading.line(one, longest=longest) for one in reading.sequence(sent, longest=most)]
    if not all(lines) or len({line.casefold() for line in lines}) < len(lines):
        raise reading.Unreadable("an empty line, or the same twice")
    return lines


def has_needs(answers: Answers) -> bool:
    return bool(answers["project"] and answers["main"])


def has_precautions(answers: Answers) -> bool:
    return len(answers["precautions"]) == len(rules.PRECAUTIONS)


def is_covered(solution: dict[str, Any], answers: Answers) -> bool:
    """Each need of both lists was looked at."""
    return all(need in solution["covers"] for need in [*answers["main"], *answers["extra"]])


def is_complete(answers: Answers) -> bool:
    return (
        has_needs(answers)
        and has_precautions(answers)
        and answers["solutions"] is not None
        and all(is_covered(solution, answers) for solution in answers["solutions"])
    )


def title(answers: Answers) -> str:
    return str(answers["project"])


def solutions_in(answers: Answers) -> tuple[rules.Solution, ...]:
    return tuple(
        rules.Solution(
            name=one["name"],
            main=tuple(rules.CELLS[one["covers"][need]] for need in answers["main"]),
            extra=tuple(rules.CELLS[one["covers"][need]] for need in answers["extra"]),
        )
        for one in answers["solutions"]
    )


def verdict_of(answers: Answers) -> rules.Verdict:
    return rules.judge(main=tuple(answers["main"]), extra=tuple(answers["extra"]), solutions=solutions_in(answers))


def said(value: rules.Truth, yes: str, no: str, unknown: str) -> str:
    return unknown if value is None else yes if value else no


def fulfilled(value: rules.Truth) -> str:
    return said(value, _("remplie"), _("pas remplie"), _("on ne peut pas encore le dire"))


def sheet(answers: Answers, made_at: dt.datetime) -> Sheet:
    verdict, solutions = verdict_of(answers), solutions_in(answers)
    parts = (
        conclusion(verdict, solutions),
        *borderline(verdict),
        unknown_cells(answers, verdict),
        search(answers),
        needs(answers),
        coverage(answers),
        next_steps(verdict),
        law(),
        by_hand(_("Décision motivée"), _("Listes relues par"), _("Date et noms")),
        Part(
            title=_("Pour la suite, relisez"),
            readings=(
                Reading("ACH-3", _("le test, ses zones floues et ses pièges")),
                Reading("ACH-2", _("le marché à tranches et les autres procédures")),
                Reading("ACH-1", _("le besoin fonctionnel et le sourçage")),
            ),
        ),
    )
    return Sheet(
        title=str(PARTNERSHIP.title),
        subject=answers["project"],
        made_at=made_at,
        warning=_(
            "Ce test est une proposition de 2017. À notre connaissance, elle n’est jamais devenue une règle de droit. "
            "Le droit applicable est le code de la commande publique."
        ),
        parts=tuple(part for part in parts if part is not None),
        sources=(
            _(
                "Rapport de Luc Belot, « De la smart city au territoire d’intelligence(s) », avril 2017, § 4.2.1.1, § "
                "4.2.1.2, proposition n° 22, et § 4.2.2.1.4 pour le marché à tranches."
            ),
            _(
                "Code de la commande publique, articles L. 2172-3 et R. 2172-20 à R. 2172-32, lus en novembre 2026 sur "
                "des copies : relisez-les sur Légifrance."
            ),
        ),
    )


def conclusion(verdict: rules.Verdict, solutions: tuple[rules.Solution, ...]) -> Part:
    titles = {
        True: _("À la lettre : le partenariat serait justifié"),
        False: _("À la lettre : le partenariat ne serait pas justifié"),
        None: _("À la lettre : on ne peut pas encore conclure"),
    }
    kind: Any = "info" if verdict.literal is None else "revoir" if verdict.diverges or not verdict.literal else "juste"
    letter_b = fulfilled(verdict.condition_b) if verdict.has_extra else _("sans objet, faute de besoin accessoire")
    return Part(
        title=_("Ce que dit le test"),
        verdict=Verdict(kind, titles[verdict.literal], why(verdict)),
        facts=(
            (_("Condition A : aucune solution ne couvre les besoins principaux"), fulfilled(verdict.condition_a)),
            (_("Condition B : aucune solution ne couvre plus de la moitié des besoins accessoires"), letter_b),
            (
                _("Lecture de bon sens : aucune solution ne remplit à elle seule les deux listes"),
                said(
                    verdict.sensible,
                    _("vrai, le partenariat serait justifié"),
                    _("faux, une solution convient"),
                    _("on ne peut pas encore le dire"),
                ),
            ),
        ),
        table=Table(
            _("Chaque solution face aux deux listes"),
            (
                _("Solution"),
                _("Tous les besoins principaux"),
                _("Besoins accessoires couverts"),
                _("Plus de la moitié"),
            ),
            tuple(line_of(one) for one in solutions),
        )
        if solutions
        else None,
    )


def why(verdict: rules.Verdict) -> str:
    if verdict.diverges:
        return _(
            "Ni A ni B ne sont remplies, et pourtant aucune solution ne convient à elle seule : écrivez les deux "
            "lectures."
        )
    if verdict.literal is None:
        return _("Ce que vous ne savez pas encore peut changer la conclusion. Cherchez d’abord ces réponses.")
    if not verdict.literal:
        return _("Ni A ni B ne sont remplies : une solution existante répond à ce qui compte.")
    if verdict.condition_a and (verdict.condition_b or not verdict.has_extra):
        return _("Chacune des deux conditions suffit.") if verdict.has_extra else _("La condition A est remplie.")
    return _("La condition A suffit.") if verdict.condition_a else _("La condition B suffit.")


def line_of(solution: rules.Solution) -> tuple[str, ...]:
    sure, unknown = sum(v is True for v in solution.extra), sum(v is None for v in solution.extra)
    count = _("{sure} sur {total}").format(sure=sure, total=len(solution.extra))
    if unknown:
        count += _(" ({unknown} à savoir)").format(unknown=unknown)
    tell = (_("oui"), _("non"), _("à savoir"))
    half = said(rules.exceeds_half(solution), *tell) if solution.extra else _("sans objet")
    return (solution.name, said(rules.meets_main(solution), *tell), count if solution.extra else "–", half)


def borderline(verdict: rules.Verdict) -> tuple[Part, ...]:
    return tuple(
        Part(
            title=_("Cas limite : {case}").format(case=lowered(_(border.title))),
            texts=(_(border.text),),
            points=border.names,
        )
        for border in verdict.borders
    )


def unknown_cells(answers: Answers, verdict: rules.Verdict) -> Part | None:
    """What has to be found out, when it may change what is concluded."""
    if verdict.is_settled:
        return None
    cells = [
        _("{solution} : {need}").format(solution=one["name"], need=need)
        for one in answers["solutions"]
        for need, cell in one["covers"].items()
        if cell == "inconnu"
    ]
    return Part(title=_("Ce qu’il faut encore savoir"), points=tuple(cells))


def search(answers: Answers) -> Part:
    """What was done to search, and what its lack means."""
    told = {"oui": _("oui"), "non": _("non"), "inconnu": _("je ne sais pas")}
    lacking = rules.lacks({code: rules.CELLS[cell] for code, cell in answers["precautions"].items()})
    facts = [(_(one.text), told[answers["precautions"][one.code]]) for one in rules.PRECAUTIONS]
    if answers["frozen_on"]:
        facts.append((_("Listes figées le"), jour(dt.date.fromisoformat(answers["frozen_on"]))))
    if not lacking:
        return Part(title=_("A-t-on bien cherché ?"), facts=tuple(facts))
    return Part(
        title=_("A-t-on bien cherché ?"),
        verdict=Verdict("revoir", _("La recherche ne peut pas encore être montrée")),
        facts=tuple(facts),
        points=tuple(_(one.lack) for one in lacking),
    )


def needs(answers: Answers) -> Part:
    rows = [(need, _("principal")) for need in answers["main"]] + [(need, _("accessoire")) for need in answers["extra"]]
    return Part(title=_("Les besoins"), table=Table(_("Les deux listes"), (_("Besoin"), _("Rang")), tuple(rows)))


def coverage(answers: Answers) -> Part | None:
    """One table per page would not fit eight solutions: a line for each pair that is not covered says the same."""
    told = {"non": _("non couvert"), "inconnu": _("à savoir")}
    rows = tuple(
        (one["name"], need, told[one["covers"][need]])
        for one in answers["solutions"]
        for need in [*answers["main"], *answers["extra"]]
        if one["covers"][need] != "oui"
    )
    if not rows:
        return None
    return Part(
        title=_("Ce que chaque solution ne couvre pas"),
        table=Table(_("Besoins non couverts, solution par solution"), (_("Solution"), _("Besoin"), _("Réponse")), rows),
    )


def next_steps(verdict: rules.Verdict) -> Part:
    points: tuple[str, ...]
    if verdict.literal is None:
        points = (
            _("Posez aux fournisseurs les questions restées sans réponse, par écrit, et gardez leurs réponses."),
            _("Reprenez le test ensuite : cette feuille n’est pas une conclusion."),
        )
    elif verdict.sensible is False:
        points = (
            _("Achetez ce qui existe, par une procédure ordinaire, en autorisant les variantes."),
            _("Gardez cette comparaison au dossier : elle montre que vous avez cherché."),
        )
    else:
        points = (
            _("Faites relire ce procès-verbal par une personne juriste, avec le code et non avec ce test."),
            _("Comparez avec le marché à tranches, où il n’y a rien à démontrer sur ce qui existe (§ 4.2.2.1.4)."),
            _("Si vous y allez : pour chaque phase, un objectif, une durée, un coût maximum et une sortie."),
            _("L’achat final reste un choix, permis seulement si la performance et le coût convenus sont tenus."),
        )
    return Part(title=_("Que faire maintenant"), points=points)


def law() -> Part:
    return Part(
        title=_("Et le droit ?"),
        facts=(
            (_("Définition : L. 2172-3 ; régime : R. 2172-20 à R. 2172-32"), _("confirmé, novembre 2026")),
            (
                _(
                    "À la fin de chaque phase, on peut poursuivre, arrêter ou réduire le nombre de partenaires (R. "
                    "2172-31)"
                ),
                _("confirmé, novembre 2026"),
            ),
            (_("Le besoin ne doit pas être satisfait par l’offre disponible"), _("confirmé, novembre 2026")),
            (_("La procédure de la proposition n° 22 n’a pas été reprise dans le code"), _("à vérifier")),
        ),
    )


PARTNERSHIP_KIND: Final = Kind(
    tool=PARTNERSHIP, version=VERSION, read=read, is_complete=is_complete, title=title, sheet=sheet
)
