"""A clause where everything is well chosen, to be spoilt one choice at a time."""

from datetime import date

from courses.tools.rules.clauses.building import build, questions_of
from courses.tools.rules.clauses.parts import FAMILIES, SECURITY
from courses.tools.rules.clauses.reversibility import SCOPE
from courses.tools.rules.clauses.timing import Terms

TERMS = Terms(date(2027, 1, 1), date(2027, 4, 1), 48, 150)
BEST = {
    "contrat": ("service",),
    "sensibilite": ("personnelle",),
    "hebergement": ("europe",),
    "inventaire": ("nomenclature",),
    "soutien": ("apres",),
    "reglages": ("liste",),
    "information": ("2j",),
    "correctif": ("15j",),
    "acces": ("complet",),
    "telemaintenance": ("demande",),
    "incident": ("24h",),
    "preuve": ("audit",),
    "fin": ("tout",),
    "sous-traitants": ("accord",),
    "penalite": ("penalite-correction",),
    "declenchement": ("tous",),
    "perimetre": tuple(option.code for option in SCOPE.options),
    "format": ("exemple",),
    "delai": ("30",),
    "double": ("3",),
    "assistance": ("10",),
    "essai": ("annuel",),
    "effacement": ("atteste",),
    "droits": ("sequestre",),
    "sanction": ("solde",),
    "interoperabilite": ("essai",),
}


def clause(families=FAMILIES, terms=TERMS, **changed):
    """The best clause, with some choices changed: `perimetre=("cles",)`, `sous_traitants="liste"`, `essai=None`."""
    picks = {code.replace("_", "-"): value for code, value in changed.items()}
    choices = {
        code: (value,) if isinstance(value, str) else value
        for code, value in {**BEST, **picks}.items()
        if value is not None
    }
    return build(families, choices, terms)


def written(made):
    """The text of a clause with its proofs and days."""
    return [
        (article.point.code, measure.text, measure.proof, measure.day)
        for article in made.articles
        for measure in article.measures
    ]


ALL_QUESTIONS = questions_of(FAMILIES)
OF_SECURITY = questions_of((SECURITY,))
