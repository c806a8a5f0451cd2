"""What every teaching block shares."""

from wagtail import blocks

PREVIEW = "modules/block_preview.html"
INLINE = ["bold", "italic", "link"]
PROSE = [*INLINE, "ul", "ol"]
TEXT = ["h2", "h3", *PROSE]


class TeachingBlock(blocks.StructBlock):
    """A block with its own template, seen in the editor as in a lesson."""

    class Meta:
        preview_template = PREVIEW


class ProseBlock(blocks.RichTextBlock):
    """Rich text of the small vocabulary that the open module format can write."""

    class Meta:
        preview_template = PREVIEW


def line(max_length: int, **kwargs: object) -> blocks.CharBlock:
    """One line of plain text."""
    return blocks.CharBlock(max_length=max_length, **kwargs)
