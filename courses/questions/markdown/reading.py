"""Reads a bank, and says everything that is wrong with it at once."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import zip_longest

from django.utils.translation import gettext as _

from cms.accounts.models import Audience
from cms.foundation.formats import Fault, ImportRefused
from courses.questions.kinds import ARROW, Kind, Level, OptionDraft, option_flaws, read_decimal
from courses.questions.markdown.drafts import AUDIENCE_WORDS, BASE_KEYS, NUMERIC_KEYS, QuestionDraft
from courses.questions.markdown.writing import render_bank

HEADING = re.compile(r"## (Module \d{2} \S.*)")
CODE = re.compile(r"Q-([A-Z]{3})-\d{2,4}")
FIELD = re.compile(r"([^\s:]+) : (\S.*)")
OPTION = re.compile(r"- \[( |x|[1-9])\] (\S.*)")
FEEDBACK = re.compile(r"  > (\S.*)")
DIFFICULTY = re.compile(r"0,\d\d|1,00")
LONGEST = {"objectif": 200, "référence": 255, "unité": 40}


def parse_bank(text: str, filename: str, *, heading: str | None = None) -> list[QuestionDraft]:
    """The questions of a module’s bank, in the order of the file.

    With `heading` (see `bank_heading`), the file must bear that one. Raises ImportRefused with every fault.
    """
    reader = _Reader(text, filename)
    drafts = reader.read(heading)
    if not reader.faults:
        reader.compare_with(render_bank(drafts, heading=reader.heading))
    if reader.faults:
        raise ImportRefused(sorted(reader.faults, key=lambda fault: fault.line))
    return drafts


@dataclass(slots=True)
class _Block:
    """The lines of one question, numbered, without its title."""

    code: str
    line: int
    fields: dict[str, tuple[int, str]] = field(default_factory=dict)
    options: list[tuple[int, str, str, str]] = field(default_factory=list)  # line, mark, text, feedback

    def text(self, key: str) -> str:
        return self.fields[key][1] if key in self.fields else ""

    def line_of(self, key: str) -> int:
        return self.fields[key][0] if key in self.fields else self.line


class _Reader:
    def __init__(self, text: str, filename: str) -> None:
        self.filename = filename
        self.text = text
        self.lines = text.split("\n")
        self.heading = ""
        self.faults: list[Fault] = []

    def fault(self, line: int, reason: str) -> None:
        self.faults.append(Fault(self.filename, line, reason))

    def read(self, heading: str | None) -> list[QuestionDraft]:
        found = HEADING.fullmatch(self.lines[0])
        if found is None:
            self.fault(1, _("Commencez par le titre du module, par exemple « ## Module 02 Sécurité »."))
        else:
            self.heading = found[1]
            if heading is not None and heading != self.heading:
                self.fault(1, _("Écrivez « ## {heading} », le titre de ce module.").format(heading=heading))
        drafts: list[QuestionDraft] = []
        seen: dict[str, int] = {}
        for block in self._blocks():
            if block.code in seen:
                reason = _("Changez le code {code} : il est déjà pris à la ligne {line}.")
                self.fault(block.line, reason.format(code=block.code, line=seen[block.code]))
            seen.setdefault(block.code, block.line)
            before = len(self.faults)
            draft = self._draft(block)
            if len(self.faults) == before and draft is not None:
                drafts.append(draft)
        modules = {draft.module_code for draft in drafts}
        if len(modules) > 1:
            reason = _("Gardez un seul module par fichier : {modules} s’y trouvent.")
            self.fault(1, reason.format(modules=", ".join(sorted(modules))))
        return drafts

    def compare_with(self, canonical: str) -> None:
        """The first line that is not written in the one form."""
        for line, (given, expected) in enumerate(zip_longest(self.lines, canonical.split("\n")), start=1):
            if given == expected:
                continue
            if expected is None or (expected == "" and given is not None):
                reason = _("Retirez cette ligne, ou laissez-la vide.")
            elif expected == "":
                reason = _("Finissez le fichier par un seul retour à la ligne.")
            else:
                reason = _("Écrivez exactement : {expected}").format(expected=expected)
            self.fault(line, reason)
            return

    def _blocks(self) -> Iterator[_Block]:
        block: _Block | None = None
        for number, line in enumerate(self.lines[1:], start=2):
            if line.startswith("### "):
                if block is not None:
                    yield block
                block = _Block(line[4:], number)
            elif line.startswith("## "):
                self.fault(number, _("Gardez un seul titre « ## » par fichier."))
            elif block is not None:
                self._take(block, number, line)
            elif line:
                self.fault(number, _("Commencez une question par « ### Q-XXX-NN » avant cette ligne."))
        if block is not None:
            yield block

    def _take(self, block: _Block, number: int, line: str) -> None:
        if line == "":
            return
        if line != line.rstrip():
            self.fault(number, _("Retirez les espaces à la fin de la ligne."))
        elif found := OPTION.fullmatch(line):
            block.options.append((number, found[1], found[2], ""))
        elif found := FEEDBACK.fullmatch(line):
            self._take_feedback(block, number, found[1])
        elif found := FIELD.fullmatch(line):
            self._take_field(block, number, found[1], found[2])
        else:
            reason = _("Écrivez « clé : valeur », « - [x] proposition » ou « > rétroaction » après deux espaces.")
            self.fault(number, reason)

    def _take_feedback(self, block: _Block, number: int, feedback: str) -> None:
        if not block.options or block.options[-1][3]:
            self.fault(number, _("Placez cette rétroaction sous sa proposition, une seule ligne chacune."))
            return
        line, mark, text, _none = block.options[-1]
        block.options[-1] = (line, mark, text, feedback)

    def _take_field(self, block: _Block, number: int, key: str, value: str) -> None:
        if key not in NUMERIC_KEYS:
            self.fault(number, _("Retirez la clé « {key} » : elle est inconnue.").format(key=key))
        elif key in block.fields:
            self.fault(number, _("Retirez la clé « {key} » : elle est déjà donnée.").format(key=key))
        elif block.options:
            self.fault(number, _("Placez la clé « {key} » avant les propositions.").format(key=key))
        else:
            block.fields[key] = (number, value)
            if len(value) > LONGEST.get(key, len(value)):
                reason = _("Raccourcissez « {key} » : {longest} signes au plus.")
                self.fault(number, reason.format(key=key, longest=LONGEST[key]))

    def _draft(self, block: _Block) -> QuestionDraft | None:
        kind = block.text("type")
        self._check_keys(block, kind)
        self._check_codes(block)
        level = block.text("niveau")
        if kind and kind not in Kind.values:
            self.fault(
                block.line_of("type"), _("Choisissez un type parmi : {list}.").format(list=", ".join(Kind.values))
            )
        if level and level not in Level.values:
            reason = _("Choisissez un niveau parmi : {list}.").format(list=", ".join(Level.values))
            self.fault(block.line_of("niveau"), reason)
        difficulty = block.text("difficulté")
        if difficulty and not DIFFICULTY.fullmatch(difficulty):
            reason = _("Écrivez la difficulté avec deux décimales, de 0,00 à 1,00.")
            self.fault(block.line_of("difficulté"), reason)
            difficulty = ""
        audiences = self._audiences(block)
        value, tolerance = self._number(block, "valeur"), self._number(block, "tolérance")
        options = tuple(self._options(block, kind))
        if kind in Kind.values:
            self._check_options(block, kind, options, value, tolerance)
        return QuestionDraft(
            code=block.code,
            module_code=block.text("module"),
            lesson_code=block.text("leçon"),
            objective=block.text("objectif"),
            kind=kind,
            level=level,
            difficulty=Decimal(difficulty.replace(",", ".") or 0),
            audiences=audiences,
            reference=block.text("référence"),
            stem=block.text("énoncé"),
            options=options,
            value=value,
            unit=block.text("unité"),
            tolerance=tolerance,
            line=block.line,
        )

    def _check_keys(self, block: _Block, kind: str) -> None:
        expected = NUMERIC_KEYS if kind == Kind.NUMERIC else BASE_KEYS
        for key in expected:
            if key not in block.fields:
                self.fault(block.line, _("Ajoutez la clé « {key} » à {code}.").format(key=key, code=block.code))
        for key, (line, _value) in block.fields.items():
            if key not in expected:
                self.fault(line, _("Retirez la clé « {key} » : elle ne sert qu’au type numérique.").format(key=key))
        known = [key for key in block.fields if key in expected]
        wanted = [key for key in expected if key in block.fields]
        for key, right in zip(known, wanted, strict=True):
            if key != right:
                reason = _("Placez ici la clé « {right} » : l’ordre des clés est fixe.").format(right=right)
                self.fault(block.line_of(key), reason)
                break

    def _check_codes(self, block: _Block) -> None:
        found = CODE.fullmatch(block.code)
        module, lesson = block.text("module"), block.text("leçon")
        if found is None:
            reason = _("Écrivez le code sous la forme Q-XXX-NN, au lieu de « {code} ».").format(code=block.code)
            self.fault(block.line, reason)
        elif module and module != found[1]:
            reason = _("Écrivez le module {module}, celui du code {code}.").format(module=found[1], code=block.code)
            self.fault(block.line_of("module"), reason)
        if module and lesson and not re.fullmatch(re.escape(module) + r"-[1-9]\d?", lesson):
            reason = _("Écrivez une leçon de ce module, par exemple {module}-1.").format(module=module)
            self.fault(block.line_of("leçon"), reason)

    def _audiences(self, block: _Block) -> tuple[Audience, ...]:
        words = block.text("publics").split(", ") if "publics" in block.fields else []
        audiences = tuple(audience for word, audience in AUDIENCE_WORDS.items() if word in words)
        if [word for word in AUDIENCE_WORDS if word in words] != words:
            reason = _("Écrivez les publics dans cet ordre, chacun une fois : {list}.")
            self.fault(block.line_of("publics"), reason.format(list=", ".join(AUDIENCE_WORDS)))
        return audiences

    def _number(self, block: _Block, key: str) -> Decimal | None:
        if key not in block.fields:
            return None
        number = read_decimal(block.text(key))
        if number is None:
            reason = _("Écrivez « {key} » en chiffres, avec une virgule et sans zéro inutile.").format(key=key)
            self.fault(block.line_of(key), reason)
        return number

    def _options(self, block: _Block, kind: str) -> Iterator[OptionDraft]:
        for line, mark, text, feedback in block.options:
            if kind == Kind.ORDERING:
                if not mark.isdigit():
                    self.fault(line, _("Écrivez le rang entre crochets, par exemple « [1] »."))
                yield OptionDraft(text, feedback, rank=int(mark) if mark.isdigit() else None)
            elif kind == Kind.MATCHING:
                left, arrow, right = text.partition(ARROW)
                if mark != "x" or not arrow:
                    self.fault(line, _("Écrivez « - [x] gauche => droite »."))
                yield OptionDraft(left, feedback, right=True, match=right)
            else:
                if mark.isdigit():
                    self.fault(line, _("Écrivez « [x] » ou « [ ] » : les rangs ne servent qu’au type ordre."))
                yield OptionDraft(text, feedback, right=mark == "x")

    def _check_options(
        self,
        block: _Block,
        kind: str,
        options: tuple[OptionDraft, ...],
        value: Decimal | None,
        tolerance: Decimal | None,
    ) -> None:
        said = {fault.line for fault in self.faults}
        for flaw in option_flaws(kind, options, value=value, tolerance=tolerance):
            line = block.line if flaw.option is None else block.options[flaw.option][0]
            needless = kind == Kind.NUMERIC and flaw.option is None and (value is None or tolerance is None)
            if not (needless or (flaw.option is not None and line in said)):
                self.fault(line, flaw.reason)
