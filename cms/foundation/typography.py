"""French typography for what editors type: spaces that hold, real apostrophes, one sign for an ellipsis."""

import re
from functools import lru_cache
from typing import Final

from django.utils.safestring import SafeString, mark_safe

NBSP: Final = "\u00a0"
THIN: Final = "\u202f"
SPACE: Final = f"[ {NBSP}{THIN}]"

MONTHS: Final = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
UNITS: Final = (
    "km|m|cm|mm|kg|g|t|ha|km²|m²|l|To|Go|Mo|Ko|ko|Mbit/s|kbit/s|kWh|kW|W|°C|h|min|s|ans?|jours?|mois|heures?|minutes?"
    "|millions?|milliards?|M€|Md€|habitantes?|habitants?|euros?"
)

# Left alone: addresses of the web and of mail, passport numbers, entities, and the holders of their place.
KEPT: Final = re.compile(
    r"https?://[^\s<>»]+|www\.[^\s<>»]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b|&(?:#\w+|\w+);"
)
PLACE: Final = re.compile("\ue000(\\d+)\ue001")

RULES: Final[tuple[tuple[re.Pattern[str], str], ...]] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"(?<=\w)'(?=[\w«])", "’"),
        (r"\.\.\.", "…"),
        (rf"«{SPACE}*", f"«{NBSP}"),
        (rf"{SPACE}*»", f"{NBSP}»"),
        (rf"{SPACE}+:(?=\s|$)", f"{NBSP}:"),
        (r"(?<=[\w»)’”]):(?=\s|$)", f"{NBSP}:"),
        (rf"{SPACE}+([;!?]+)(?=[\s»)\]”…]|$)", rf"{THIN}\1"),
        (r"(?<=[\w»)’”])([;!?]+)(?=[\s»)\]”]|$)", rf"{THIN}\1"),
        (rf"(?<=\d){SPACE}*([%€‰])", rf"{NBSP}\1"),
        (rf"\b(?<!\d{SPACE})(\d{{1,3}}){SPACE}(?=\d{{3}}(?:{SPACE}\d{{3}})*\b(?!{SPACE}?\d))", rf"\1{THIN}"),
        (rf"(?<=\d{{3}}){SPACE}(?=\d{{3}}\b(?!\d))", THIN),
        (rf"\b(\d{{1,2}}|1er){SPACE}(?=(?:{MONTHS})\b)", rf"\1{NBSP}"),
        (rf"\b((?:{MONTHS})){SPACE}(?=[12]\d{{3}}\b)", rf"\1{NBSP}"),
        (rf"(?<=\d){SPACE}(?=(?:{UNITS})(?![\w’]))", NBSP),
        (rf"(?<=\d{NBSP}h){SPACE}(?=\d)", NBSP),
        (rf"\b([nN]os?|[nN]°|[nN]ᵒ|p\.|M\.|Mme|MM\.){SPACE}(?=\d|[A-ZÉÈÀ])", rf"\1{NBSP}"),
        (rf"\bart\.{SPACE}(?=\d|[A-Z]\.)", f"art.{NBSP}"),
        (rf"§{SPACE}(?=\d)", f"§{NBSP}"),
        (r"(?<=n°)(?=\d)", NBSP),
    )
)

TAG: Final = re.compile(r"(<[^>]*>)")
ORDINAL: Final = re.compile(r"\b([1I])(er|re)\b")
VERBATIM: Final = re.compile(r"</?(code|pre|kbd|samp|var|script|style|textarea|svg)\b", re.IGNORECASE)


@lru_cache(maxsize=4096)
def french(text: str) -> str:
    """Plain text with French spaces and apostrophes. Applied twice, it changes nothing more."""
    kept: list[str] = []

    def hold(match: re.Match[str]) -> str:
        kept.append(match.group())
        return f"\ue000{len(kept) - 1}\ue001"

    text = KEPT.sub(hold, text)
    for pattern, replacement in RULES:
        text = pattern.sub(replacement, text)
    return PLACE.sub(lambda match: kept[int(match.group(1))], text)


@lru_cache(maxsize=1024)
def french_html(html: str) -> SafeString:
    """The same between the tags of trusted HTML, never inside code or attributes; 1er becomes 1<sup>er</sup>."""
    parts: list[str] = []
    verbatim = 0
    for part in TAG.split(html):
        if part.startswith("<"):
            if VERBATIM.match(part) and not part.endswith("/>"):
                verbatim += -1 if part.startswith("</") else 1
            parts.append(part)
        elif verbatim > 0 or not part:
            parts.append(part)
        else:
            plain = part.replace("&#x27;", "'").replace("&#39;", "'").replace("&nbsp;", NBSP)
            parts.append(ORDINAL.sub(r"\1<sup>\2</sup>", french(plain)))
    return mark_safe("".join(parts))  # noqa: S308 - what came in was trusted HTML, and only spaces and signs moved
