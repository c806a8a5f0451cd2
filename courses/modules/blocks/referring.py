"""Blocks that show what is kept elsewhere: an image, terms of the glossary, questions of the bank."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import ListBlock, StructBlock, StructValue
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from courses.glossary.models import Term
from courses.modules import limits
from courses.modules.blocks.base import line
from courses.questions.models import Question


class PictureBlock(StructBlock):
    """An image, what it shows, and whose it is."""

    image = ImageChooserBlock(label=_("image"))
    alternative = line(
        limits.ALTERNATIVE,
        label=_("texte de remplacement"),
        help_text=_("Ce que l’image apprend à qui ne la voit pas."),
    )
    caption = line(limits.SOURCE, label=_("légende"), required=False)
    credit = line(limits.CREDIT, label=_("crédit"), help_text=_("Auteur ou autrice, et licence."))
    file_name = line(
        limits.FILE_NAME,
        label=_("nom du fichier à l’export"),
        required=False,
        help_text=_("Laissez vide : le titre de l’image servira."),
    )

    class Meta:
        icon = "image"
        label = _("Image")
        description = _("Une image légère, avec son texte de remplacement et son crédit.")
        template = "modules/blocks/image.html"

    def get_preview_value(self) -> StructValue:
        """Any image of the library; without one, the words alone."""
        values = {
            "image": get_image_model().objects.order_by("pk").first(),
            "alternative": _("Ce que montre l’image"),
            "caption": _("Une légende courte"),
            "credit": _("Auteur ou autrice, licence"),
            "file_name": "",
        }
        return StructValue(self, values)


class TermsBlock(StructBlock):
    """The words of the lesson, defined at its end."""

    terms = ListBlock(SnippetChooserBlock(Term), label=_("termes"), min_num=1, max_num=limits.TERMS)

    class Meta:
        icon = "tag"
        label = _("Les mots de la leçon")
        description = _("Des termes du glossaire, définis à la fin. Dans le texte, liez un mot à « #mot-identifiant ».")
        template = "modules/blocks/terms.html"

    def get_preview_value(self) -> StructValue:
        terms = list(Term.objects.order_by("pk")[:2]) or [Term(slug="cloud", name="Cloud", definition="Un exemple.")]
        return StructValue(self, {"terms": terms})


class QuestionsBlock(StructBlock):
    """Questions to try at once, from the bank."""

    questions = ListBlock(SnippetChooserBlock(Question), label=_("questions"), min_num=1, max_num=limits.QUESTIONS)

    class Meta:
        icon = "help"
        label = _("Questions d’entraînement")
        description = _("Quelques questions de la banque, sans note, avec l’explication aussitôt.")
        template = "modules/blocks/questions.html"

    def get_preview_value(self) -> StructValue:
        questions = list(Question.objects.order_by("pk")[:2])
        example = Question(code="Q-SEC-01", lesson_code="SEC-1", objective=str(_("Reconnaître une porte d’entrée")))
        return StructValue(self, {"questions": questions or [example]})
