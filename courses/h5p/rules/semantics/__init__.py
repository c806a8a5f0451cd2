"""What a type says of its content: semantics.json (H5P specification, « Semantics »), read whatever it holds.

Nothing here fails on a strange document: what is not understood keeps its place, and is edited as JSON.
"""

from courses.h5p.rules.semantics.fields import MISSING, Condition, Field, Missing, Option, Rule
from courses.h5p.rules.semantics.reading import read_semantics
from courses.h5p.rules.semantics.values import fits, is_nested_in, is_number, machine_name, part, values_seen

__all__ = [
    "MISSING",
    "Condition",
    "Field",
    "Missing",
    "Option",
    "Rule",
    "fits",
    "is_nested_in",
    "is_number",
    "machine_name",
    "part",
    "read_semantics",
    "values_seen",
]
