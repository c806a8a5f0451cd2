from argparse import ArgumentParser
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.accounts.models import Audience
from courses.pathways.rules import ACTIVITIES, PICTURES, DrawFacts, ModuleFacts, course_faults
from courses.pathways.services import draw_facts, module_facts
from courses.questions.kinds import Kind


class Command(BaseCommand):
    help = "Dit ce que contient le cours : leçons, mots, images, questions, copies que chaque évaluation peut tirer."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="Dit les règles qui ne sont pas tenues ; échoue s’il y en a une."
        )

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        modules, draws = module_facts(), draw_facts()
        if not modules:
            raise CommandError("Aucun module en ligne : importez-en un par « import_module DOSSIER ».")
        self.table("Les leçons", *lessons_table(modules))
        self.table("Les questions", *questions_table(modules))
        if draws:
            self.table("Les évaluations", *draws_table(draws))
        if check and (faults := course_faults(modules, draws)):
            raise CommandError("\n".join([f"Règles non tenues : {len(faults)}.", *(f"- {one}" for one in faults)]))
        if check:
            self.stdout.write("Toutes les règles sont tenues.")

    def table(self, title: str, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        lines = [list(headings), *([str(cell) for cell in row] for row in rows)]
        widths = [max(len(line[place]) for line in lines) for place in range(len(headings))]
        self.stdout.write(title)
        for line in lines:
            cells = [
                cell.ljust(width) if place == 0 else cell.rjust(width)
                for place, (cell, width) in enumerate(zip(line, widths, strict=True))
            ]
            self.stdout.write("  ".join(cells).rstrip())
        self.stdout.write("")


def lessons_table(modules: Sequence[ModuleFacts]) -> tuple[Sequence[str], list[Sequence[object]]]:
    headings = ("Module", "Leçons", "Mots", "En court", "Images", "Activités", "Sources", "À vérifier")
    rows: list[Sequence[object]] = [
        (
            module.code,
            len(module.lessons),
            sum(lesson.words for lesson in module.lessons),
            sum(lesson.short_words for lesson in module.lessons if lesson.has_short_version),
            sum(lesson.count(PICTURES) for lesson in module.lessons),
            sum(lesson.count(ACTIVITIES) for lesson in module.lessons),
            len(module.sources),
            sum(lesson.to_check for lesson in module.lessons),
        )
        for module in modules
    ]
    return headings, rows


def questions_table(modules: Sequence[ModuleFacts]) -> tuple[Sequence[str], list[Sequence[object]]]:
    headings = ("Module", "Total", *Kind.values, *Audience.values)
    rows: list[Sequence[object]] = [
        (
            module.code,
            sum(module.kinds.values()),
            *(module.kinds.get(kind, 0) for kind in Kind.values),
            *(module.audiences.get(audience, 0) for audience in Audience.values),
        )
        for module in modules
    ]
    return headings, rows


def draws_table(draws: Sequence[DrawFacts]) -> tuple[Sequence[str], list[Sequence[object]]]:
    headings = ("Parcours", "Module", "Tirées", "En banque", "Fois", "Copies différentes")
    rows: list[Sequence[object]] = [
        (draw.pathway, draw.module, draw.wanted, draw.available, written(draw.fold), grouped(draw.papers))
        for draw in draws
    ]
    return headings, rows


def written(fold: float) -> str:
    return f"{fold:.1f}".replace(".", ",")


def grouped(number: int) -> str:
    return f"{number:,}".replace(",", "\u00a0")
