"""A learner's go at a lab: begun, followed, completed, begun again. Nothing here believes a browser."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from cms.accounts.models import User
from courses.progress.services import complete_activity
from sandbox.labs.catalogue import BY_CODE, Lab
from sandbox.labs.models import LabRun, LabStep


class Caution(str):
    """What an action answers when it was done and something remains to be looked at: no success to announce."""

    __slots__ = ()


def run_of(*, learner: User, lab: Lab) -> LabRun:
    """The learner's run, begun now if there was none."""
    run, _is_new = LabRun.objects.get_or_create(learner=learner, lab=lab.code)
    return run


def steps_done(run: LabRun) -> dict[str, LabStep]:
    """The steps that the server has seen, by their code."""
    return {step.step: step for step in run.steps.all()}


@transaction.atomic
def record_step(*, run: LabRun, step: str, evidence: Mapping[str, Any] | None = None) -> None:
    """Note a step once: the first evidence stays. The last step completes the lab.

    Raises ValueError for a step that the lab does not have.
    """
    lab = BY_CODE[run.lab]
    if step not in lab.step_codes:
        raise ValueError(f"{lab.code} has no step {step!r}")
    if run.steps.filter(step=step).exists():  # most views find nothing new: no lock for them
        return
    locked = LabRun.objects.select_for_update().get(pk=run.pk)
    LabStep.objects.get_or_create(run=locked, step=step, defaults={"evidence": dict(evidence or {})})
    if locked.completed_at is None and locked.steps.count() == len(lab.steps):
        locked.completed_at = timezone.now()
        locked.save(update_fields=["completed_at"])
        complete_activity(learner=locked.learner, code=lab.code)
    run.completed_at = locked.completed_at


@transaction.atomic
def keep_state(*, run: LabRun, **changes: Any) -> LabRun:
    """Add to what the lab keeps for itself; other keys stay."""
    locked = LabRun.objects.select_for_update().get(pk=run.pk)
    locked.state = {**locked.state, **changes}
    locked.save(update_fields=["state"])
    run.state = locked.state
    return run


@transaction.atomic
def restart(*, run: LabRun) -> None:
    """« Recommencer »: this lab only, from its first step; a completion that counted goes on counting."""
    locked = LabRun.objects.select_for_update().get(pk=run.pk)
    locked.steps.all().delete()
    locked.state, locked.nonce, locked.completed_at = {}, uuid.uuid4(), None
    locked.goes += 1
    locked.started_at = timezone.now()
    locked.save()
