"""The statement that the server makes of plain answers: as the script would have said it, without declaring a score."""

from typing import Any

from courses.h5p.plain.task import Task

ANSWERED = "http://adlnet.gov/expapi/verbs/answered"
INTERACTION = "http://adlnet.gov/expapi/activities/cmi.interaction"
SUB_CONTENT = "http://h5p.org/x-api/h5p-subContentId"


def statement_of(task: Task, answers: Any, *, title: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The statement (xAPI 1.0.3 § 2.4), and the tree that `getXAPIData` would return (H5P specification)."""
    statement = told(title, task.interaction, task.response(answers))
    tree: dict[str, Any] = {"statement": statement}
    children = [
        {"statement": told(part.title, part.interaction, part.response, part.name)} for part in task.parts(answers)
    ]
    return statement, tree | ({"children": children} if children else {})


def told(title: str, interaction: str, response: str, part: str = "") -> dict[str, Any]:
    definition: dict[str, Any] = {"type": INTERACTION, "interactionType": interaction, "name": {"fr": title}}
    if part:
        definition["extensions"] = {SUB_CONTENT: part}
    return {
        "verb": {"id": ANSWERED, "display": {"en-US": "answered"}},
        "object": {"objectType": "Activity", "definition": definition},
        "result": {"response": response, "completion": True},
    }
