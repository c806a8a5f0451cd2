from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from courses.modules.rules.reading import EASY, LONGEST_SENTENCE, words_of
from courses.modules.services import FileEase, Measured, hard_briefs, hardest, measure_texts


class Command(BaseCommand):
    requires_system_checks = []
    help = "Mesure si les textes du cours sont faciles à lire, et montre les paragraphes les plus difficiles."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folders", nargs="+", type=Path, metavar="DOSSIER", help="les dossiers à relire")
        parser.add_argument(
            "--nombre", dest="count", type=int, default=10, metavar="N", help="combien de paragraphes montrer"
        )

    def handle(self, *args: Any, folders: list[Path], count: int, **options: Any) -> None:
        files = list(measure_texts(folders))
        self.stdout.write(_("Facilité de lecture (Kandel et Moles) : de 0, très difficile, à 100, très facile."))
        for file in files:
            self.stdout.write(mean_of(file))
        self.stdout.write(_("Les plus difficiles :"))
        for paragraph in hardest(files, count):
            self.stdout.write(told(paragraph))
        if briefs := hard_briefs(files):
            rule = _("Un résumé de trente secondes vaut {easy} au moins, sans phrase de plus de {longest} mots.")
            heading = rule.format(easy=round(EASY), longest=LONGEST_SENTENCE)
            raise CommandError("\n".join([heading, *map(told, briefs)]))


def mean_of(file: FileEase) -> str:
    ease = file.ease
    line = _("{score}  {file} : {length} mots par phrase")
    return line.format(score=f"{ease.score:3.0f}", file=file.file, length=written(ease.words / ease.sentences))


def told(paragraph: Measured) -> str:
    """Where it is, how hard, and the two reasons: its words, and its longest sentence."""
    ease = paragraph.ease
    line = _("{score}  {file}, ligne {line} : {weight} syllabes par mot ; {count} mots dans « {longest} »")
    return line.format(
        score=f"{ease.score:3.0f}",
        file=paragraph.file,
        line=paragraph.line,
        weight=written(ease.syllables / ease.words),
        count=len(words_of(ease.longest)),
        longest=ease.longest,
    )


def written(number: float) -> str:
    return f"{number:.1f}".replace(".", ",")
