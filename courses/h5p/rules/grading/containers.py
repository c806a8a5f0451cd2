"""Types that hold other contents: their worth is the sum of what they hold."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from courses.h5p.rules.grading.parts import Part, nested
from courses.h5p.rules.grading.reading import inside, number, plain, sequence, text


def question_set(params: Mapping[str, Any]) -> list[Part]:
    """`override` changes buttons, never points."""
    return listed(sequence(params.get("questions")))


def drawn(params: Mapping[str, Any]) -> int:
    """How many questions the browser draws; 0 when all are asked."""
    size, questions = number(params.get("poolSize")), len(sequence(params.get("questions")))
    return int(size) if 0 < size < questions else 0


def column(params: Mapping[str, Any]) -> list[Part]:
    return listed([inside(entry, "content") for entry in sequence(params.get("content"))])


def row(params: Mapping[str, Any]) -> list[Part]:
    return listed([inside(entry, "content") for entry in sequence(params.get("columns"))])


def course_presentation(params: Mapping[str, Any]) -> list[Part]:
    slides = sequence(inside(params, "presentation", "slides"))
    return listed([inside(element, "action") for slide in slides for element in sequence(inside(slide, "elements"))])


def interactive_video(params: Mapping[str, Any]) -> list[Part]:
    """The interactions, then the summary at the end if there is one."""
    interactions = sequence(inside(params, "interactiveVideo", "assets", "interactions"))
    actions = [inside(interaction, "action") for interaction in interactions]
    task = inside(params, "interactiveVideo", "summary", "task")
    panels = sequence(inside(task, "params", "summaries"))
    if panels and sequence(inside(panels[0], "summary")):
        actions.append(task)
    return listed(actions)


def listed(values: list[Any] | Any) -> list[Part]:
    parts = (nested(value, rank) for rank, value in enumerate(values, start=1))
    return [part for part in parts if part is not None]


CONTAINERS: dict[str, Callable[[Mapping[str, Any]], list[Part]]] = {
    "H5P.QuestionSet": question_set,
    "H5P.Column": column,
    "H5P.Row": row,
    "H5P.RowColumn": column,
    "H5P.CoursePresentation": course_presentation,
    "H5P.InteractiveVideo": interactive_video,
}


# --- Types whose children are their own, without a library
PANEL, CHOICE = "H5P.Summary/liste", "H5P.SingleChoiceSet/question"


def choices_of(params: Mapping[str, Any]) -> Iterator[Part]:
    for rank, choice in enumerate((one for one in sequence(params.get("choices")) if inside(one, "answers")), start=1):
        title = plain(inside(choice, "question")) or f"Question {rank}"
        yield Part(text(inside(choice, "subContentId")), CHOICE, None, choice, title)


def panels_of(params: Mapping[str, Any]) -> Iterator[Part]:
    panels = [one for one in sequence(params.get("summaries")) if inside(one, "summary") is not None]
    for rank, panel in enumerate(panels, start=1):
        sentences = sequence(inside(panel, "summary"))
        title = plain(sentences[0]) if sentences else ""
        yield Part(text(inside(panel, "subContentId")), PANEL, None, panel, title or f"Liste {rank}")


SETS: dict[str, Callable[[Mapping[str, Any]], Iterator[Part]]] = {
    "H5P.SingleChoiceSet": choices_of,
    "H5P.Summary": panels_of,
}
