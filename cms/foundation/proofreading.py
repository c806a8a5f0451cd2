"""What a proofreader would correct in a French text, sign by sign."""

import re
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from cms.foundation.typography import KEPT, NBSP, SPACE, THIN, french

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as StrOrPromise

AROUND: Final = 20

AFTER_A: Final = "la|ce|cette|chaque|quoi|qui|quel|partir|propos|noter|savoir|défaut|titre|moins|côté|vous|nous|l"

# What `french` does not mend when the text is shown, and what to write instead.
FLAWS: Final = tuple(
    (re.compile(pattern), remedy)
    for pattern, remedy in (
        (r"['\"]", _("écrivez ’ ou «\u00a0…\u00a0», sans signe droit")),
        (rf"{SPACE}{{2,}}", _("gardez une seule espace")),
        (rf"{SPACE}-{SPACE}", _("écrivez un tiret long, ou une virgule")),
        (rf"(?:^|[.!?»:]{SPACE})A (?=(?:{AFTER_A})\b)", _("écrivez «\u00a0À\u00a0»")),
        (r"\d(?:è|ème|eme|ième|ère|iere|nd|nde)s?\b", _("écrivez 1er, 1re, 2e")),
        (
            rf"\d{SPACE}?(?:m2|m3|km2|Km|KM|Kg|KWh|Kwh|kwh|Mhz|Khz|mn|hrs?|sec|gr)\b",
            _("écrivez m², km, kg, kWh, MHz, min, h, s ou g"),
        ),
        (r"(?<=[a-zéà] )\d{1,2}h\d{2}\b", _("écrivez 7 h 12, avec des espaces")),
        (rf"(?<![\w.,/-])(?<!n°{NBSP})(?<!ISO{SPACE})(?<!^)\d{{5,}}(?![\w./-])", _("séparez les milliers")),
        (rf"{SPACE}[,.](?=\s|$)|,(?=[^\W\d])", _("collez ce signe au mot qui précède, puis laissez une espace")),
        (r"(?<!\.)\.\.(?!\.)|,,|;;", _("gardez un seul signe")),
        (r"\betc(?:\.\.|…)|\bMr\b", _("écrivez «\u00a0etc.\u00a0» ou «\u00a0M.\u00a0»")),
        (r"\(\s|\s\)", _("collez la parenthèse à ce qu’elle enferme")),
        (r"(?<!’)\b(?!(?:nous|vous)\b)([^\W\d]{2,}) \1\b(?!’)", _("gardez le mot une seule fois")),
    )
)
PAIRS: Final = ("«»", "()")


def flaws_of(text: str) -> list[str]:
    """Each flaw of a plain text, shown among its words, with what to write there.

    A thin no-break space and a wide one hold alike: `french` chooses between them when the text is shown.
    """
    given, better = text.replace(THIN, NBSP), french(text).replace(THIN, NBSP)
    flaws: list[tuple[int, int, StrOrPromise]] = []
    if given != better:
        at = first_difference(given, better)
        flaws.append((at, at + 1, _("écrivez le signe français, ou l’espace insécable")))
    flaws += [
        (*found.span(), remedy)
        for pattern, remedy in FLAWS
        if (found := pattern.search(KEPT.sub(lambda kept: "x" * len(kept[0]), given)))
    ]
    flaws += [
        (0, 0, _("fermez «\u00a0{pair}\u00a0»").format(pair=pair)) for pair in PAIRS if not is_closed(given, *pair)
    ]
    return [
        _("«\u00a0{found}\u00a0»\u00a0: {remedy}").format(
            found=given[max(start - AROUND, 0) : end + AROUND], remedy=remedy
        )
        for start, end, remedy in flaws
    ]


def first_difference(one: str, other: str) -> int:
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def is_closed(text: str, opening: str, closing: str) -> bool:
    """Whether each opening sign is closed, after it."""
    depth = 0
    for sign in text:
        depth += (sign == opening) - (sign == closing)
        if depth < 0:
            return False
    return depth == 0
