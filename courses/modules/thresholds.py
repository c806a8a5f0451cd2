"""Which activities may carry a threshold: those whose whole score the server recomputes."""

from django.utils.translation import gettext as _

from courses.h5p.models import Activity
from courses.h5p.rules.grading import outlook


def flaw_of_threshold(activity: Activity | None) -> str:
    """Why this activity may not carry a threshold, as a sentence for the trainer; empty when it may."""
    revision = activity.current_revision if activity is not None else None
    if revision is None:
        return ""
    seen = outlook(revision.main_library.name, revision.content, revision.patches)
    if seen.can_have_threshold:
        return ""
    if seen.trust == "verified":
        return _("Retirez le seuil : « {title} » ne donne pas de points.").format(title=revision.title)
    words = _("Retirez le seuil : le serveur ne sait pas recalculer tous les points de « {title} » ({outlook}).")
    return words.format(title=revision.title, outlook=seen.sentence)
