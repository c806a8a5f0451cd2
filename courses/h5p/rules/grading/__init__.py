"""What an activity is worth, from its content and the learner's responses alone. Pure: no Django, no clock.

Written from how each type behaves at the version that `TYPES` names; the browser's own score is never read.
"""

from courses.h5p.rules.grading.grader import grade
from courses.h5p.rules.grading.outcomes import Grade, Item, Trust
from courses.h5p.rules.grading.outlook import Outlook, OutlookPart, outlook
from courses.h5p.rules.grading.types import TYPES, Type

__all__ = ["TYPES", "Grade", "Item", "Outlook", "OutlookPart", "Trust", "Type", "grade", "outlook"]
