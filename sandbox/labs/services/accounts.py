"""What a person takes away of the labs. What they did goes with the account: the rows cascade."""

from typing import Any

from cms.accounts.models import User
from sandbox.labs.catalogue import BY_CODE
from sandbox.labs.models import LabRun


def export_labs(user: User) -> list[dict[str, Any]]:
    """Each lab that was begun, its steps and what the server saw; what the lab keeps for itself as well."""
    runs = LabRun.objects.of(user).prefetch_related("steps").order_by("started_at")
    return [
        {
            "laboratoire": str(BY_CODE[run.lab].title),
            "commence": run.started_at.isoformat(),
            "acheve": run.completed_at.isoformat() if run.completed_at else None,
            "reponses": run.state,
            "etapes": [
                {"etape": title_of(run.lab, step.step), "le": step.done_at.isoformat(), "preuve": step.evidence}
                for step in run.steps.all()
            ],
        }
        for run in runs
    ]


def title_of(code: str, step: str) -> str:
    """A step that the lab no longer has keeps its code."""
    return next((str(known.title) for known in BY_CODE[code].steps if known.code == step), step)
