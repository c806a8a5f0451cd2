"""What a lesson is made of."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class LessonBody(blocks.StreamBlock):
    """The blocks of a lesson, in the order in which they are read."""

    text = blocks.RichTextBlock(label=_("Texte"))
