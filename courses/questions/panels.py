"""One editing screen per kind: each shows the rows that its options are made of, and nothing else."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel, ObjectList

from courses.questions.forms import QuestionForm
from courses.questions.kinds import Kind

CHOICE_ROW = [FieldPanel("text"), FieldPanel("right"), FieldPanel("feedback")]
ROWS = {
    Kind.MATCHING: [
        FieldPanel("text", heading=_("à gauche")),
        FieldPanel("match", heading=_("va avec")),
        FieldPanel("feedback"),
    ],
    Kind.ORDERING: [FieldPanel("text", heading=_("étape")), FieldPanel("rank"), FieldPanel("feedback")],
    Kind.NUMERIC: [
        FieldPanel("text", heading=_("valeur"), help_text=_("Un nombre, virgule comprise et sans espace.")),
        FieldPanel("right", heading=_("valeur juste")),
        FieldPanel("feedback"),
    ],
}
EVERY_COLUMN = [FieldPanel(name) for name in ("text", "match", "right", "rank", "feedback")]
HEADINGS = {
    Kind.MATCHING: _("Paires à relier"),
    Kind.ORDERING: _("Étapes à mettre en ordre"),
    Kind.NUMERIC: _("Valeur juste et erreurs prévues"),
}
ADVICE = {
    Kind.SINGLE: _("De trois à cinq propositions plausibles, une seule bonne réponse."),
    Kind.TRUE_FALSE: _("De trois à cinq verdicts avec leur justification, un seul juste."),
    Kind.CASE: _("Une situation, de trois à cinq décisions plausibles, une seule juste."),
    Kind.MULTIPLE: _("Au moins deux bonnes réponses et une fausse, huit propositions au plus."),
    Kind.MATCHING: _("De deux à huit paires. La colonne de droite sera mélangée."),
    Kind.ORDERING: _("De trois à huit étapes, chacune avec son rang. Elles seront mélangées."),
    Kind.NUMERIC: _("La valeur juste, puis les erreurs fréquentes : chacune aura son explication."),
}


def panels_for(kind: Kind, row: Sequence[FieldPanel] | None = None, *, is_new: bool = True) -> ObjectList:
    """The screen of a kind; `row` stands for the columns of its options, to compare versions of any kind.

    The code of a question is chosen once: imports know the question by it.
    """
    number = [FieldRowPanel([FieldPanel("value"), FieldPanel("unit"), FieldPanel("tolerance")], heading=_("Valeur"))]
    return ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldPanel("kind", read_only=True),
                    FieldRowPanel(
                        [FieldPanel("code", read_only=not is_new), FieldPanel("module_code"), FieldPanel("lesson_code")]
                    ),
                    FieldRowPanel([FieldPanel("level"), FieldPanel("difficulty")]),
                    FieldPanel("objective"),
                    FieldPanel("reference"),
                ],
                heading=_("Repères"),
            ),
            MultiFieldPanel(
                [FieldPanel("for_elected"), FieldPanel("for_executive"), FieldPanel("for_student")],
                heading=_("Publics"),
            ),
            FieldPanel("stem"),
            *(number if kind == Kind.NUMERIC else []),
            HelpPanel(content=ADVICE[kind], heading=_("Ce qu’il faut")),
            InlinePanel(
                "options",
                panels=row or ROWS.get(kind, CHOICE_ROW),
                heading=HEADINGS.get(kind, _("Propositions")),
                label=_("proposition"),
            ),
        ],
        base_form_class=QuestionForm,
    )
