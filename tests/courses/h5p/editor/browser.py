"""What a browser sends back for a tree of blocks that nobody touched: Wagtail's own form state, by its own names."""

from typing import Any

from django.utils.datastructures import MultiValueDict
from wagtail import blocks


def untouched(block: blocks.Block, shown: Any, prefix: str = "root") -> dict[str, str]:
    return posted(block, block.get_form_state(shown), prefix)


def posted(block: blocks.Block, state: Any, prefix: str = "root") -> dict[str, str]:
    if isinstance(block, blocks.BaseStructBlock):
        data: dict[str, str] = {}
        for name, child in block.child_blocks.items():
            value = state[name] if name in state else child.get_form_state(child.get_default())
            data.update(posted(child, value, f"{prefix}-{name}"))
        return data
    if isinstance(block, blocks.ListBlock | blocks.BaseStreamBlock):
        data = {f"{prefix}-count": str(len(state))}
        for place, item in enumerate(state):
            at = f"{prefix}-{place}"
            child = block.child_block if isinstance(block, blocks.ListBlock) else block.child_blocks[item["type"]]
            data |= {f"{at}-deleted": "", f"{at}-order": str(place), f"{at}-type": item.get("type", "")}
            data |= {f"{at}-id": item["id"] or "", **posted(child, item["value"], f"{at}-value")}
        return data
    return {} if state in (None, False) else {prefix: as_typed(state)}


def as_typed(state: Any) -> str:
    """Choosers keep an id beside a title; text areas send CRLF; a check box sends « on »."""
    if state is True:
        return "on"
    if isinstance(state, list):
        return str(state[0]) if state else ""
    if isinstance(state, dict):
        return str(state["id"])
    return str(state).replace("\r\n", "\n").replace("\n", "\r\n")


def sent_back(control: Any, data: dict[str, str], files: dict[str, Any] | None = None) -> Any:
    """The block's value, cleaned, from what a browser sent."""
    block = control.block
    return block.clean(block.value_from_datadict(data, MultiValueDict(files or {}), "root"))
