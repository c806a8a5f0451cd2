"""Says to H5P where a lesson's activities stand."""

from collections.abc import Mapping
from typing import Any

from courses.h5p.services import PlacedBlock, place
from courses.modules.blocks.playing import place_name
from courses.modules.models import LessonPage


def place_activities(*, lesson: LessonPage) -> None:
    """What is on line of a lesson, nothing when it is not."""
    chosen = [block for block in lesson.body.raw_data if block["type"] == "h5p" and block["value"]["activity"]]
    placed = [placed_block(block["id"], block["value"]) for block in chosen if lesson.live]
    place(page=lesson, blocks=placed)


def placed_block(block_id: str, value: Mapping[str, Any]) -> PlacedBlock:
    return PlacedBlock(
        block_id=place_name(block_id, value["activity"]),
        activity_id=value["activity"],
        is_required=bool(value.get("required")),
        threshold_percent=value.get("threshold"),
    )
