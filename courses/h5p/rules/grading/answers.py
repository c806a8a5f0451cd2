"""The browser's tree of statements (`getXAPIData`), by the identifier of each part, never by position."""

from collections.abc import Iterator, Mapping
from typing import Any

from courses.h5p.rules.grading.outcomes import Answer
from courses.h5p.rules.grading.reading import inside, mapping, sequence
from courses.h5p.rules.grading.responses import written

SUB_CONTENT = "http://h5p.org/x-api/h5p-subContentId"
LOCAL = ("cells", "argument")  # parts that our own types name the same way in each activity
MOST_NODES, DEEPEST = 5_000, 40


def id_of(statement: object) -> str:
    value = inside(statement, "object", "definition", "extensions", SUB_CONTENT)
    return value if isinstance(value, str) else ""


class Answers:
    """Each part's statement once. What is repeated is withdrawn: nobody can say which one stands."""

    def __init__(
        self, tree: Mapping[str, Any] | None, statement: Mapping[str, Any] | None, *, is_outlook: bool = False
    ) -> None:
        self.is_outlook = is_outlook  # nobody has played yet
        self.nodes: dict[str, Mapping[str, Any]] = {}
        self.sequence: list[str] = []
        self.repeated: set[str] = set()
        self.has_tree = isinstance(tree, Mapping)
        self.nodes[""] = mapping(tree) if self.has_tree else {"statement": mapping(statement)}
        for key, node in self._below(self.nodes[""]):
            if key in self.nodes:
                self.repeated.add(key)
            self.nodes[key] = node
            self.sequence.append(key)

    def _below(self, root: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
        waiting = [("", child, 1) for child in reversed(sequence(root.get("children"))[:MOST_NODES])]
        seen = 0
        while waiting and seen < MOST_NODES:
            parent, child, depth = waiting.pop()
            node, seen = mapping(child), seen + 1
            own = id_of(node.get("statement"))
            key = f"{parent}/{own}" if own in LOCAL else own
            if key:
                yield key, node
            if depth < DEEPEST:
                below = sequence(node.get("children"))[:MOST_NODES]
                waiting += [(key or parent, grandchild, depth + 1) for grandchild in reversed(below)]

    def known(self, key: str) -> bool:
        return key in self.nodes

    def statement(self, key: str) -> Mapping[str, Any]:
        return mapping(self.nodes.get(key, {}).get("statement"))

    def answer(self, key: str) -> Answer | None:
        """What was answered to a part that is in the tree; None when it is not readable."""
        return answer_of(self.statement(key))

    def children(self, key: str) -> list[Mapping[str, Any]]:
        """The statements just below a part, in their order."""
        below = sequence(self.nodes.get(key, {}).get("children"))
        return [mapping(mapping(child).get("statement")) for child in below[:MOST_NODES]]


def answer_of(statement: Mapping[str, Any]) -> Answer | None:
    response = written(inside(statement, "result", "response"))
    if response is None:
        return None
    options = inside(statement, "object", "definition", "choices")
    return Answer(response, len(options) if isinstance(options, list) else None)
