"""Lab 7: re-identification."""

from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np

from cms.foundation.numbers import rounded
from sandbox.labs.catalogue import lab
from sandbox.labs.forms import reidentification as forms
from sandbox.labs.models import LabRun
from sandbox.labs.rules.licence import CLAUSES
from sandbox.labs.rules.reidentification import Counts, peak_of
from sandbox.labs.services import reidentification as service
from sandbox.labs.services.computing import AlreadyComputing
from sandbox.labs.services.publication import Measure, digest_of, true_curve
from sandbox.labs.services.runs import steps_done
from sandbox.labs.views.lab_page import Action, Facts, LabPage
from sandbox.town.rules import CAMPUS_STOPS, CARDS, stop_name, zone_of_stop
from sandbox.town.rules import ZONE_NAMES as ZONES

T = TypeVar("T")
MORNING = range(6 * 60, 12 * 60)


class ReidentificationPage(LabPage):
    lab = lab(7)
    template_name = "labs/reidentification.html"
    actions = {
        "essayer": Action(forms.TriesForm, service.try_numbers, "hachage"),
        "numero": Action(forms.NumberForm, service.name_number, "hachage"),
        "indice": Action(forms.ClueForm, service.ask_clue, "indices"),
        "personne": Action(forms.PseudonymForm, service.name_person, "indices"),
        "regler": Action(forms.SettingForm, service.settle, "regler"),
        "compter": Action(forms.CountsForm, service.publish_counts, "compter"),
        "difference": Action(forms.StopForm, service.name_stop, "compter"),
        "clauses": Action(forms.ClausesForm, service.choose_clauses, "licence"),
    }

    def initial(self, run: LabRun, action: str) -> dict[str, Any]:
        kept = run.state
        return {
            "essayer": {"tries": 100_000, "method": "clair", **kept.get("hashes", {})},
            "regler": {"minutes": 15, "place": "zone", "k": 1, "clues": 4, **kept.get("setting", {})},
            "compter": {"minutes": 15, "k": 1, **kept.get("counts", {})},
            "clauses": {"clauses": kept.get("clauses", [])},
        }.get(action, {})

    def context(self, run: LabRun) -> dict[str, Any]:
        done = steps_done(run)
        person = service.person_of(run)
        settled = unless_busy(service.settled, run)
        counts = service.published(run)
        trial = unless_busy(service.trial, run)
        return {
            "cards": rounded(CARDS),
            "digest": digest_of(service.target_card(run)),
            "trial": trial,
            "tried": rounded(trial.tried) if trial else "",
            "recovered": rounded(trial.recovered) if trial else "",
            "person": person,
            "narrowing": [
                (row, clock(row.clue.minute), ZONES[zone_of_stop(row.clue.stop)]) for row in service.narrowing(run)
            ],
            "clues_left": service.MOST_SHOWN_CLUES - run.state.get("clues", 0),
            "revealed": service.revealed(run),
            "setting": settled[0] if settled else None,
            **(measure_context(settled[1]) if settled else {}),
            **(counts_context(counts) if counts else {}),
            "counts_fit": run.state.get("counts", {}).get("fit"),
            "gaps": [(gap, clock(gap.minute), stop_name(gap.stop)) for gap in service.gaps(run)],
            "betrayed": run.state.get("betrayed"),
            "clauses_read": CLAUSES if "licence" in done else [],
            "peak": clock(peak_of(true_curve())[0]),
        }

    def facts(self, run: LabRun) -> Facts | None:
        measured = service.measured(run)
        return Facts(*measured) if measured else None


def unless_busy(compute: Callable[[LabRun], T | None], run: LabRun) -> T | None:
    """A page is shown without a figure that another of the learner's requests is computing."""
    try:
        return compute(run)
    except AlreadyComputing:
        return None


def measure_context(found: Measure) -> dict[str, Any]:
    rows = curve_rows(np.array(found.after))
    return {
        "measure": found,
        "unique": service.share(found.exposure.unique),
        "suppressed": service.share(found.exposure.suppressed),
        "goal_is_met": service.goal_is_met(found),
        "curve": rows,
        "curve_top": highest(rows),
    }


def counts_context(counts: Counts) -> dict[str, Any]:
    rows = curve_rows(campus_curve(counts))
    return {
        "counts": counts,
        "counts_lost": service.share(counts.lost),
        "counts_peak": service.peak_shows(counts),
        "counts_curve": rows,
        "counts_top": highest(rows),
    }


def highest(rows: list[tuple[str, int, int]]) -> int:
    return max(max(before, after) for _time, before, after in rows)


def campus_curve(counts: Counts) -> np.ndarray[Any, np.dtype[np.integer]]:
    return np.asarray(counts.values[list(CAMPUS_STOPS)].clip(0).sum(axis=0))


def clock(minute: int) -> str:
    return f"{minute // 60}\u00a0h\u00a0{minute % 60:02d}"


def curve_rows(after: np.ndarray[Any, np.dtype[np.integer]]) -> list[tuple[str, int, int]]:
    """The morning (or the whole day when a slice is that wide): time, boardings as they were, as they are published."""
    width = max(1440 // len(after), 30)
    before, shown = true_curve(), after
    rows = []
    for start in range(0, 1440, width):
        if width <= 60 and start not in MORNING:
            continue
        rows.append((clock(start), total(before, start, width), total(shown, start, width)))
    return rows


def total(curve: np.ndarray[Any, np.dtype[np.integer]], start: int, width: int) -> int:
    slot = 1440 // len(curve)
    return int(curve[start // slot : (start + width) // slot].sum())
