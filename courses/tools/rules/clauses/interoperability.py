"""Interoperability, which the report wants by default (proposition 17): it makes the nine points cheaper.

The summary of the report speaks of information systems, its body of the digital infrastructure of the smart city
(§ 3.3.1.1.1): the course follows the body and leaves the buyer free to ask for more.
"""

from courses.tools.rules.clauses.parts import OFFER, RECEPTION, REVERSIBILITY, Option, Point, Question, _, left_out

INTEROPERABILITY = Question(
    "interoperabilite",
    _("L’outil doit-il parler avec vos autres outils ?"),
    (
        Option(
            "essai", _("Oui, avec un échange réel essayé à la réception"),
            _(
                "Les formats sont ouverts et documentés, l’API est complète et stable, avec un préavis avant"
                " tout changement, et les identifiants durent. Un échange réel avec un autre outil de la"
                " collectivité est réussi."
            ),
            _("Procès-verbal de l’échange"), RECEPTION,
        ),
        Option(
            "api", _("« Une API est disponible »"),
            _("Le titulaire met une API à disposition."),
            _("Adresse de l’API"), RECEPTION,
            _("Documentée, stable, complète ? Rien ne le dit, et rien ne l’essaie."),
        ),
        Option(
            "ecartee", _("Non, et la raison est écrite"),
            _(
                "La clause d’interopérabilité est écartée ; la raison est écrite et signée par la direction qui"
                " achète."
            ),
            _("Note signée"), OFFER,
        ),
        left_out(),
    ),
    _("Par défaut, la clause est là : l’écarter demande une raison."),
)  # fmt: skip
POINT = Point(
    "interoperabilite",
    REVERSIBILITY,
    _("Interopérabilité"),
    _("Le chef ou la cheffe de projet"),
    _("Sans échange possible avec d’autres outils, partir coûte plus cher."),
    _("Leçons REV-1 et REV-4 ; rapport de 2017, proposition n° 17, § 3.3.1.1.1"),
    (INTEROPERABILITY,),
)
