"""What a month costs, from its meters and from the town's tariffs."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
# What one tariff unit is, counted in the unit of the series: Wh, L, g.
PER_UNIT = {"energie": 1000, "eau": 1000, "dechets": 1000}
NAMES = {"energie": ("Électricité", "kWh"), "eau": ("Eau", "m³"), "dechets": ("Déchets", "kg")}


@dataclass(frozen=True, slots=True)
class Tariff:
    """Euros each month, and euros for each kWh, cubic metre or kilogram."""

    standing: Decimal
    unit: Decimal


@dataclass(frozen=True, slots=True)
class CostLine:
    domain: str
    label: str
    quantity: Decimal
    unit: str
    euros: Decimal


@dataclass(frozen=True, slots=True)
class MonthCost:
    lines: tuple[CostLine, ...]
    missing: tuple[str, ...]  # the labels of what could not be counted

    @property
    def total(self) -> Decimal:
        return sum((line.euros for line in self.lines), Decimal(0))


def month_cost(quantities: Mapping[str, float | None], tariffs: Mapping[str, Tariff]) -> MonthCost:
    """Quantities by domain, in the unit of their series; a gap is no zero: it is said to be missing."""
    lines, missing = [], []
    for domain, (label, unit) in NAMES.items():
        quantity, tariff = quantities.get(domain), tariffs.get(domain)
        if quantity is None or tariff is None:
            missing.append(label)
            continue
        amount = Decimal(str(quantity)) / PER_UNIT[domain]
        euros = (tariff.standing + tariff.unit * amount).quantize(CENT, ROUND_HALF_UP)
        lines.append(CostLine(domain, label, amount, unit, euros))
    return MonthCost(tuple(lines), tuple(missing))
