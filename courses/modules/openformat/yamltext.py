"""YAML, read with line numbers and written in one way only."""

from typing import Any

import yaml
from django.utils.translation import gettext as _

from courses.modules.openformat.faults import Reading

MAX_DEPTH = 6
OPENINGS = (
    yaml.BlockMappingStartToken,
    yaml.BlockSequenceStartToken,
    yaml.FlowMappingStartToken,
    yaml.FlowSequenceStartToken,
)
CLOSINGS = (yaml.BlockEndToken, yaml.FlowMappingEndToken, yaml.FlowSequenceEndToken)
# What would make two readers of the same file disagree, or a small file grow without end.
REFUSED = (yaml.AnchorToken, yaml.AliasToken, yaml.TagToken, yaml.DirectiveToken, yaml.DocumentStartToken)


def read_mapping(text: str, reading: Reading, first_line: int) -> dict[str, tuple[int, yaml.Node]] | None:
    """The entries of a mapping, each with its line; None when the text had to be refused."""
    try:
        if not _is_plain(text, reading, first_line):
            return None
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = first_line + (mark.line if mark else 0)
        reading.refuse(
            line,
            _("YAML illisible. Un texte qui contient « : » ou commence par un signe s’écrit entre guillemets droits."),
        )
        return None
    if node is None:
        return {}
    return entries_of(node, reading, first_line)


def _is_plain(text: str, reading: Reading, first_line: int) -> bool:
    depth = 0
    for token in yaml.scan(text, Loader=yaml.SafeLoader):
        depth += isinstance(token, OPENINGS)
        depth -= isinstance(token, CLOSINGS)
        if isinstance(token, REFUSED) or depth > MAX_DEPTH:
            line = first_line + token.start_mark.line
            reading.refuse(line, _("Ni ancre, ni étiquette, ni document multiple, ni listes trop imbriquées en YAML."))
            return False
    return True


def entries_of(node: yaml.Node, reading: Reading, first_line: int) -> dict[str, tuple[int, yaml.Node]] | None:
    """The entries of a mapping node; a key written twice is refused."""
    line = first_line + node.start_mark.line
    if not isinstance(node, yaml.MappingNode):
        reading.refuse(line, _("On attend ici des lignes « clé: valeur »."))
        return None
    entries: dict[str, tuple[int, yaml.Node]] = {}
    for key, value in node.value:
        line = first_line + key.start_mark.line
        name = str(key.value)
        if name in entries:
            reading.refuse(line, _("La clé « {name} » est écrite deux fois.").format(name=name))
        entries.setdefault(name, (line, value))
    return entries


class Literal(str):
    """A text of several lines, written under a `|`."""


class _Dumper(yaml.SafeDumper):
    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def choose_scalar_style(self) -> Any:
        style = super().choose_scalar_style()
        return '"' if style == "'" else style

    def ignore_aliases(self, data: Any) -> bool:
        return True


_Dumper.add_representer(Literal, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|"))


def write_mapping(mapping: dict[str, Any]) -> str:
    """The canonical YAML of a mapping: no line folding, no quotes unless they are needed."""
    return yaml.dump(
        mapping,
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        default_flow_style=False,
        width=float("inf"),
    )
