"""Our own types answered with forms, without any script: same content, same responses, graded by the same rules.

Answers have the shape that each type's script keeps in its state: who begins one way may end the other way.
"""

from courses.h5p.plain.catalogue import plain_version_exists, task_of
from courses.h5p.plain.statements import statement_of
from courses.h5p.plain.task import Task, TaskForm

__all__ = ["Task", "TaskForm", "plain_version_exists", "statement_of", "task_of"]
