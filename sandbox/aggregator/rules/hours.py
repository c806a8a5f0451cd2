"""What hour-by-hour readings tell: more than a monthly bill needs, which is why they are asked for apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import mean, median

NIGHT = range(2, 5)
LEAST_DAYS = 5


@dataclass(frozen=True, slots=True)
class HoursAdvice:
    busiest_hour: int
    busiest_wh: int
    standby_wh: int  # what runs while everyone sleeps


def read_hours(points: Sequence[tuple[datetime, float | None]]) -> HoursAdvice | None:
    by_hour: dict[int, list[float]] = {}
    for start, value in points:
        if value is not None:
            by_hour.setdefault(start.hour, []).append(value)
    usual = {hour: mean(values) for hour, values in by_hour.items() if len(values) >= LEAST_DAYS}
    nights = [value for hour in NIGHT for value in by_hour.get(hour, [])]
    if not usual or not nights:
        return None
    busiest = max(usual, key=lambda hour: (usual[hour], -hour))
    return HoursAdvice(busiest, round(usual[busiest]), round(median(nights)))
