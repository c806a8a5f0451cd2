"""Reads a whole module, and says everything that is wrong with it at once."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from typing import TypeVar

from django.utils.translation import gettext as _

from cms.foundation.formats import Fault, ImportRefused
from courses.glossary.markdown import TermDraft, parse_terms
from courses.modules.limits import RESERVED_SLUGS
from courses.modules.openformat.documents import LessonDocument, ModuleDocument
from courses.modules.openformat.faults import Mention, Reading
from courses.modules.openformat.folder import (
    GLOSSARY,
    MODULE,
    QUESTIONS,
    FolderFiles,
    read_files,
    without_foreign_endings,
)
from courses.modules.openformat.images import ImageFile, image_flaw
from courses.modules.openformat.schema import SLUG
from courses.modules.openformat.texts import read_lesson, read_module, write_lesson, write_module
from courses.questions.markdown import QuestionDraft, bank_heading, parse_bank

Draft = TypeVar("Draft", TermDraft, QuestionDraft)


@dataclass(slots=True)
class ModuleFolder:
    """A module that holds together: every name that it mentions is in it, except other modules' pages."""

    module: ModuleDocument
    lessons: list[LessonDocument]
    terms: list[TermDraft] = field(default_factory=list)
    questions: list[QuestionDraft] = field(default_factory=list)
    images: dict[str, ImageFile] = field(default_factory=dict)
    packages: dict[str, Path] = field(default_factory=dict)
    page_mentions: list[Mention] = field(default_factory=list)

    @property
    def codes(self) -> set[str]:
        """Of the module and of its lessons: what other pages may call it by."""
        return {self.module.code, *(lesson.code for lesson in self.lessons)}


def read_folder(folder: Path, *, slug: str = "") -> ModuleFolder:
    """Read the module of a folder. Raises ImportRefused with every fault, in reading order."""
    return _FolderReader(read_files(folder), slug or folder.resolve().name).read()


class _FolderReader:
    def __init__(self, files: FolderFiles, slug: str) -> None:
        self.files = files
        self.faults = files.faults
        self.mentions: list[Mention] = []
        self.slug = slug

    def fault(self, file: str, line: int, reason: str) -> None:
        self.faults.append(Fault(file, line, reason))

    def read(self) -> ModuleFolder:
        if not re.fullmatch(SLUG, self.slug):
            self.fault(MODULE, 1, _("Renommez le dossier : son nom est l’adresse, en minuscules et tirets."))
        module = self._module()
        lessons = self._lessons()
        terms = self._terms()
        questions = self._questions(module)
        self._check_images()
        if module is not None:
            self._check_codes(module, lessons)
            self._check_questions(module, lessons, questions)
        self._check_mentions(terms, questions)
        self._check_idle(terms)
        if self.faults or module is None:
            raise ImportRefused(in_reading_order(self.faults))
        return ModuleFolder(
            module=module,
            lessons=lessons,
            terms=terms,
            questions=questions,
            images={name: ImageFile(name, content) for name, content in self.files.images.items()},
            packages=self.files.packages,
            page_mentions=[mention for mention in self.mentions if mention.kind == "page"],
        )

    def _module(self) -> ModuleDocument | None:
        if MODULE not in self.files.texts:
            if not any(fault.file == MODULE for fault in self.faults):
                self.fault(MODULE, 1, _("Ajoutez ce fichier : il présente le module."))
            return None
        reading = Reading(MODULE)
        document = read_module(without_foreign_endings(self.files.texts[MODULE]), reading, self.slug)
        self._gather(reading, write_module(document) if document else None)
        return document

    def _lessons(self) -> list[LessonDocument]:
        documents = []
        for expected, (number, slug, path) in enumerate(self.files.lessons, start=1):
            reading = Reading(path)
            if number != expected:
                reading.refuse(
                    1, _("Renommez ce fichier : la leçon n° {number} est attendue ici.").format(number=expected)
                )
            document = read_lesson(without_foreign_endings(self.files.texts[path]), reading, number, slug)
            self._gather(reading, write_lesson(document) if document else None)
            if document is not None:
                documents.append(document)
        if not self.files.lessons and not self.faults:
            self.fault("lecons", 1, _("Ajoutez au moins une leçon, par exemple « lecons/1-titre.md »."))
        return documents

    def _gather(self, reading: Reading, canonical: str | None) -> None:
        if canonical is not None:
            difference = first_difference(self.files.texts[reading.file], canonical)
            if difference:
                reading.refuse(*difference)
        self.faults.extend(reading.faults)
        self.mentions.extend(reading.mentions)

    def _terms(self) -> list[TermDraft]:
        return self._other(GLOSSARY, lambda text: parse_terms(text, GLOSSARY))

    def _questions(self, module: ModuleDocument | None) -> list[QuestionDraft]:
        heading = bank_heading(module.front["number"], module.front["title"]) if module else None
        return self._other(QUESTIONS, lambda text: parse_bank(text, QUESTIONS, heading=heading))

    def _other(self, path: str, parse: Callable[[str], list[Draft]]) -> list[Draft]:
        if path not in self.files.texts:
            return []
        try:
            drafts = parse(self.files.texts[path])
        except ImportRefused as refusal:
            self.faults.extend(refusal.faults)
            return []
        if not drafts:
            self.fault(path, 1, _("Retirez ce fichier : il est vide."))
        return drafts

    def _check_images(self) -> None:
        seen: dict[str, str] = {}
        for name, content in self.files.images.items():
            path = f"images/{name}"
            if flaw := image_flaw(name, content):
                self.fault(path, 1, flaw)
            digest = ImageFile(name, content).digest
            if digest in seen:
                self.fault(
                    path, 1, _("Gardez une seule copie : « {name} » est la même image.").format(name=seen[digest])
                )
            seen[digest] = name

    def _check_codes(self, module: ModuleDocument, lessons: list[LessonDocument]) -> None:
        seen: dict[str, str] = {}
        slugs: dict[str, str] = {}
        for lesson in lessons:
            if not lesson.code.startswith(f"{module.code}-"):
                reason = _("Écrivez un code de ce module : il commence par « {code}- ».")
                self.fault(lesson.path, 2, reason.format(code=module.code))
            if lesson.code in seen:
                reason = _("Changez le code {code} : il est déjà pris par {file}.")
                self.fault(lesson.path, 2, reason.format(code=lesson.code, file=seen[lesson.code]))
            if lesson.slug in RESERVED_SLUGS:
                reason = _("Changez l’adresse « {slug} » : c’est celle de l’évaluation du module.")
                self.fault(lesson.path, 1, reason.format(slug=lesson.slug))
            if lesson.slug in slugs:
                reason = _("Changez l’adresse « {slug} » : elle est déjà prise par {file}.")
                self.fault(lesson.path, 1, reason.format(slug=lesson.slug, file=slugs[lesson.slug]))
            seen.setdefault(lesson.code, lesson.path)
            slugs.setdefault(lesson.slug, lesson.path)

    def _check_questions(
        self, module: ModuleDocument, lessons: list[LessonDocument], questions: list[QuestionDraft]
    ) -> None:
        known = {lesson.code for lesson in lessons}
        for before, question in zip([None, *questions], questions, strict=False):
            if question.module_code != module.code:
                reason = _("Déplacez {code} : ce dossier est celui du module {module}.")
                self.fault(QUESTIONS, question.line, reason.format(code=question.code, module=module.code))
            elif question.lesson_code not in known and not self._is_faulty("lecons/"):
                reason = _("Corrigez la leçon de {code} : {lesson} n’est pas dans ce dossier.")
                self.fault(QUESTIONS, question.line, reason.format(code=question.code, lesson=question.lesson_code))
            if before is not None and before.code > question.code:
                reason = _("Rangez les questions dans l’ordre de leurs codes : {code} vient trop tard.")
                self.fault(QUESTIONS, question.line, reason.format(code=question.code))

    def _check_mentions(self, terms: list[TermDraft], questions: list[QuestionDraft]) -> None:
        known = {
            "terme": {term.slug for term in terms},
            "question": {question.code for question in questions},
            "image": set(self.files.images),
            "activité": set(self.files.packages),
        }
        places = {"terme": GLOSSARY, "question": QUESTIONS, "image": "images/", "activité": "activites/"}
        for mention in self.mentions:
            place = places.get(mention.kind)
            if place is None or self._is_faulty(place):
                continue
            if mention.name not in known[mention.kind]:
                reason = _("Ajoutez « {name} » à {place}, ou retirez-le d’ici.")
                self.fault(mention.file, mention.line, reason.format(name=mention.name, place=place))

    def _check_idle(self, terms: list[TermDraft]) -> None:
        """What nothing uses could not be exported again. A lesson that could not be read may have used it."""
        if self._is_faulty("lecons"):
            return
        used = {(mention.kind, mention.name) for mention in self.mentions}
        for term in terms:
            if ("terme", term.slug) not in used:
                reason = _("Retirez « {name} », ou employez-le : aucune leçon n’y renvoie.")
                self.fault(GLOSSARY, term.line, reason.format(name=term.slug))
        for name in self.files.images:
            if ("image", name) not in used:
                self.fault(f"images/{name}", 1, _("Retirez cette image : aucune leçon ne l’emploie."))
        for name in self.files.packages:
            if ("activité", name) not in used:
                self.fault(f"activites/{name}", 1, _("Retirez ce paquet : aucune leçon ne l’emploie."))

    def _is_faulty(self, path: str) -> bool:
        return any(fault.file.startswith(path) for fault in self.faults)


def first_difference(given: str, canonical: str) -> tuple[int, str] | None:
    """The first line that is not written in the one form, and what to do about it."""
    if given == canonical:
        return None
    pairs = zip_longest(given.split("\n"), canonical.split("\n"))
    for line, (found, expected) in enumerate(pairs, start=1):
        if found != expected:
            advice = _("Lancez « format_module », ou écrivez exactement : {expected}")
            if not expected:
                advice = _("Lancez « format_module », ou laissez cette ligne vide.")
            return line, advice.format(expected=expected)
    return None


def in_reading_order(faults: Iterable[Fault]) -> list[Fault]:
    return sorted(set(faults), key=lambda fault: (fault.file, fault.line, fault.reason))


def module_code(folder: Path) -> str:
    """The code that a folder's `module.md` gives, without reading the rest; empty when it cannot be read."""
    text = read_files(folder).texts.get(MODULE, "")
    document = read_module(without_foreign_endings(text), Reading(MODULE), folder.name) if text else None
    return document.code if document else ""
