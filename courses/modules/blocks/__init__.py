"""What a lesson is made of. Block definitions stay out of migrations (see `cms.foundation.fields`)."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.modules import limits
from courses.modules.blocks.base import TEXT
from courses.modules.blocks.drawing import ChartBlock, DiagramBlock
from courses.modules.blocks.explaining import (
    CaseBlock,
    FigureBlock,
    QuotationBlock,
    Since2017Block,
    TableBlock,
    TakeawayBlock,
)
from courses.modules.blocks.playing import H5PBlock
from courses.modules.blocks.practising import ActivityBlock, AdviceBlock, SheetBlock, StepsBlock
from courses.modules.blocks.reading import BriefBlock, PartBlock
from courses.modules.blocks.referring import PictureBlock, QuestionsBlock, TermsBlock

__all__ = ["LessonBody"]


class LessonBody(blocks.StreamBlock):
    """The blocks of a lesson, in the order in which they are read."""

    brief = BriefBlock()
    text = blocks.RichTextBlock(
        features=TEXT,
        icon="pilcrow",
        label=_("Texte"),
        description=_("Des paragraphes courts, sous des titres : chaque titre entre dans le sommaire de la leçon."),
        preview_value="<h2>Une porte dans la rue</h2><p>Un capteur relié au réseau est <b>une porte</b>.</p>",
    )
    takeaway = TakeawayBlock()
    key_figure = FigureBlock()
    quotation = QuotationBlock()
    case = CaseBlock()
    image = PictureBlock()
    chart = ChartBlock()
    diagram = DiagramBlock()
    table = TableBlock()
    steps = StepsBlock()
    advice = AdviceBlock()
    activity = ActivityBlock()
    h5p = H5PBlock()
    since_2017 = Since2017Block()
    part = PartBlock()
    terms = TermsBlock()
    sheet = SheetBlock()
    questions = QuestionsBlock()

    class Meta:
        block_counts = {name: {"max_num": 1} for name in limits.ONCE}
