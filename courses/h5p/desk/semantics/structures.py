"""Groups and lists. A group gives back what its type does not know of; a list knows its items by their place."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup, StructBlockValidationError

from courses.h5p.desk.semantics.controls import Control, Workshop, words_of
from courses.h5p.rules.semantics import MISSING, Condition, Field, is_nested_in, machine_name, part

# From how many items on a list opens with its items folded.
MANY: Final = 6

Make = Callable[[Field], Control]


class ConditionalStruct(blocks.StructBlock):
    """What is hidden by a condition is neither required nor refused; nor is an optional group that nobody filled in."""

    def __init__(
        self, children: Any, conditions: Mapping[str, tuple[Condition, bool]], *, is_optional: bool, **options: Any
    ) -> None:
        self.conditions, self.is_optional = conditions, is_optional
        super().__init__(children, **options)

    def clean(self, value: Any) -> Any:
        errors: dict[str, ValidationError] = {}
        cleaned = []
        for name, shown in value.items():
            is_shown = self.shows(name, value)
            try:
                cleaned.append((name, self.child_blocks[name].clean(shown)))
                if is_shown and name in self.conditions and self.conditions[name][1] and shown in (None, ""):
                    errors[name] = ValidationError(_("Remplissez ce champ."))
            except ValidationError as error:
                if is_shown is False:
                    cleaned.append((name, shown))
                else:
                    errors[name] = error
        if errors and self.is_optional and self.get_form_state(value) == self.get_form_state(self.get_default()):
            return value
        if errors:
            raise StructBlockValidationError(errors)
        return self._to_struct_value(cleaned)

    def shows(self, name: str, value: Mapping[str, Any]) -> bool | None:
        """None when a condition looks outside of this group, which only the page sees."""
        if name not in self.conditions:
            return True
        condition, _is_required = self.conditions[name]
        answers = []
        for rule in condition.rules:
            if ".." in rule.path:
                return None
            found: Any = value
            for step in rule.path:
                found = found.get(step) if isinstance(found, dict) else None
            answers.append(_plain_value(found) in rule.equals)
        return all(answers) if condition.needs_all else any(answers)


class GroupControl(Control):
    """`fields` in their order; those common to every activity of the type come last, folded."""

    def __init__(
        self,
        fields: Sequence[Field],
        workshop: Workshop,
        make: Make,
        of: Field | None = None,
        lead: Sequence[tuple[str, blocks.Block]] = (),
        **options: Any,
    ) -> None:
        self.of, self.lead = of, lead
        self.controls: dict[str, tuple[Field, Control]] = {}
        self.hidden: list[Field] = []
        for position, field in enumerate(fields):
            if field.is_hidden:
                self.hidden.append(field)
            else:
                self.controls[block_name(field.name, position)] = (field, make(field))
        children = [*lead, *((name, control.block) for name, (_field, control) in self.controls.items())]
        conditions = {
            name: (field.condition, workshop.is_needed(field))
            for name, (field, _control) in self.controls.items()
            if field.condition
        }
        words = words_of(of) if of else {}
        folded = bool(of and of.is_optional and not of.is_expanded)
        self.block = ConditionalStruct(
            children,
            conditions,
            is_optional=bool(of and of.is_optional),
            form_layout=self._layout(),
            **{"collapsed": folded, **words, **options},
        )

    def _layout(self) -> BlockGroup:
        common = [name for name, (field, _control) in self.controls.items() if field.is_common]
        proper: list[Any] = [name for name, _block in self.lead]
        proper += [name for name in self.controls if name not in common]
        if not common:
            return BlockGroup(proper)
        heading = _("Mots et phrases affichés par l’activité")
        advice = _("Communs à toutes les activités de ce type, déjà remplis : rien n’oblige à les relire.")
        folded = BlockGroup(common, heading=heading, help_text=advice, classname="collapsed")
        return BlockGroup([*proper, folded])

    def show(self, value: Any) -> Any:
        shown = {name: control.show(part(value, field.name)) for name, (field, control) in self.controls.items()}
        return self.block.normalize(shown)

    def read(self, shown: Any, original: Any, is_new: bool) -> Any:
        values = dict(original) if isinstance(original, dict) else {}
        for name, (field, control) in self.controls.items():
            value = control.read(shown[name], part(original, field.name), is_new)
            if value is MISSING:
                values.pop(field.name, None)
            else:
                values[field.name] = value
        for field in self.hidden if is_new else ():
            if field.default is not MISSING:
                values.setdefault(field.name, field.default)
        is_left_out = original is MISSING and not values and not (is_new and not (self.of and self.of.is_optional))
        return MISSING if is_left_out else values


class FlatControl(Control):
    """A group of one field, stored as the value of that field; some contents keep the object, and go on keeping it."""

    def __init__(self, field: Field, inner: Control) -> None:
        self.field, self.inner = field, inner
        self.block = inner.block

    def show(self, value: Any) -> Any:
        return self.inner.show(self._inside(value))

    def read(self, shown: Any, original: Any, is_new: bool) -> Any:
        value = self.inner.read(shown, self._inside(original), is_new)
        if not is_nested_in(self.field, original):
            return value
        return {} if value is MISSING else {self.field.fields[0].name: value}

    def _inside(self, value: Any) -> Any:
        return part(value, self.field.fields[0].name) if is_nested_in(self.field, value) else value


class ListControl(Control):
    def __init__(self, field: Field, item: Control, workshop: Workshop) -> None:
        self.field, self.item = field, item
        least, most = limits_of(field, workshop)
        count = default_count(field)
        words = words_of(field)
        self.block = blocks.ListBlock(
            item.block,
            min_num=least,
            max_num=most,
            default=[item.block.get_default() for _each in range(count)],
            collapsed=any(len(value) > MANY for value in workshop.values(field)),
            **words,
        )

    def show(self, value: Any) -> Any:
        items = [] if value is MISSING else value
        children = [
            blocks.list_block.ListValue.ListChild(self.item.block, self.item.show(item), id=str(place))
            for place, item in enumerate(items)
        ]
        return blocks.list_block.ListValue(self.block, bound_blocks=children)

    def read(self, shown: Any, original: Any, is_new: bool) -> Any:
        places = Places(original)
        values = []
        for child in shown.bound_blocks:
            before = places.take(child.id)
            value = self.item.read(child.value, before, before is MISSING)
            values.append("" if value is MISSING else value)
        if original is MISSING and not values and not is_new:
            return MISSING
        return MISSING if is_new and not values and self.field.is_optional else values


class Places:
    """The items of a list as it was, each given once: a copy of an item is a new one."""

    def __init__(self, items: Any) -> None:
        self.left = dict(enumerate(items)) if isinstance(items, list) else {}

    def take(self, identifier: str | None) -> Any:
        """By what the form kept beside the item; MISSING for one that was added."""
        place = int(identifier) if identifier and identifier.isascii() and identifier.isdigit() else -1
        return self.left.pop(place, MISSING)


def limits_of(field: Field, workshop: Workshop) -> tuple[int | None, int | None]:
    least = int(field.minimum) if field.minimum and not field.is_optional else None
    most = int(field.maximum) if field.maximum else None
    keeps_least = workshop.is_required(field) and workshop.keeps(field, lambda value: len(value) >= (least or 0))
    keeps_most = workshop.keeps(field, lambda value: most is None or len(value) <= most)
    return least if keeps_least else None, most if keeps_most else None


def default_count(field: Field) -> int:
    """How many items a new list begins with."""
    if field.type in ("audio", "video"):
        return 0
    if field.default_count is not None:
        return field.default_count
    return 0 if field.is_optional else max(1, int(field.minimum or 0))


def block_name(name: str, position: int) -> str:
    """Wagtail puts the names of blocks into those of form fields: letters, digits and underscores."""
    return name if name.isidentifier() and name.isascii() else f"field_{position}"


def _plain_value(value: Any) -> Any:
    """What a rule compares with: a nested activity counts by the name of its type."""
    if isinstance(value, blocks.StreamValue):
        return machine_name(getattr(value[0].block, "library", "")) if len(value) else None
    return value
