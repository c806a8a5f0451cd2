"""What every teaching block shares."""

from wagtail import blocks

INLINE = ["bold", "italic", "link"]
PROSE = [*INLINE, "ul", "ol"]
TEXT = ["h2", "h3", *PROSE]


def line(max_length: int, **kwargs: object) -> blocks.CharBlock:
    """One line of plain text."""
    return blocks.CharBlock(max_length=max_length, **kwargs)
