"""Two lessons that hold an activity each, and the same two pages with the plain same-origin player in its place."""

import os
import random
import shutil
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

from bs4 import BeautifulSoup

PLAYER_FILES = Path("node_modules/h5p-standalone/dist")
OWN = "Chercher avant d’innover"
# As heavy as a set of questions of the H5P Hub: eleven libraries, 28 scripts (850 KB), 20 style sheets (170 KB).
SUPPORTS, SCRIPTS_EACH, STYLES_EACH, SCRIPT_BYTES, STYLE_BYTES = 9, 3, 2, 31_000, 9_000


class Played(NamedTuple):
    """One activity: its lesson, and the page where the plain player plays it."""

    name: str
    lesson: str
    plain: str
    key: str


def prepare(folder: Path) -> list[Played]:
    """Publish the lessons and lay the plain pages below `folder`; the site is not served yet."""
    from courses.h5p.models import Activity
    from tests.courses.h5p import building

    own = Activity.objects.get(title=OWN).current_revision
    revisions = {
        "une mise en ordre (un de nos types)": own,
        "une suite de six questions, onze bibliothèques": building.stored(
            {"content": [building.part(f"Question {number}") for number in range(1, 7)]},
            main="Test.Suite 1.0",
            libraries=[building.demo(), building.suite(needs=["H5P.Demo 1.0", *SUPPORT_NAMES]), *supports()],
        ),
    }
    for path in filter(None, os.environ.get("BENCH_H5P", "").split(os.pathsep)):
        revisions[f"{Path(path).name} (BENCH_H5P)"] = uploaded(Path(path))
    shutil.copytree(PLAYER_FILES, folder / "player")
    lessons = [lesson_with(*each) for each in zip(revisions.items(), lesson_pages(), strict=False)]
    for number, revision in enumerate(revisions.values(), start=1):
        unpack(revision, folder / str(number) / "h5p")
    return [
        Played(name, page.url, f"/banc/{number}/index.html", key)
        for number, (name, page, key) in enumerate(lessons, start=1)
    ]


def uploaded(path: Path):
    from courses.h5p.services import upload_package

    with path.open("rb") as file:
        return upload_package(file=file, by=None)


def lesson_pages():
    """Lessons of the demonstration, those without an activity of their own."""
    from courses.modules.models import LessonPage

    return [page for page in LessonPage.objects.live().order_by("path") if not page.plays_h5p]


def lesson_with(named, page):
    """The lesson, published again with the activity first, so that it is near as soon as the page opens."""
    from courses.h5p.models import Placement

    name, revision = named
    block = {"activity": revision.activity, "instruction": "", "required": False, "threshold": None, "file_name": ""}
    page.body.insert(0, ("h5p", block))
    page.save_revision().publish()
    return name, page, str(Placement.objects.get(page=page).key)


def unpack(revision, folder: Path) -> None:
    """As the documentation of the plain player says: all the files of the package, side by side."""
    from courses.h5p.services import build_package

    with build_package(revision=revision) as package, ZipFile(package) as archive:
        archive.extractall(folder)


def plain_page(lesson: bytes, played: Played) -> bytes:
    """The lesson as a visitor reads it, with the plain player where the sealed frame was."""
    soup = BeautifulSoup(lesson, "html.parser")
    folder = played.plain.rpartition("/")[0]
    place = soup.select_one("[data-h5p]")
    place.replace_with(BeautifulSoup('<div id="h5p-container"></div>', "html.parser"))
    soup.select_one("script[data-player]").decompose()
    script = BeautifulSoup(
        f"""<script src="/banc/player/main.bundle.js"></script><script>
        document.addEventListener("DOMContentLoaded", () => {{
          new H5PStandalone.H5P(document.getElementById("h5p-container"), {{
            h5pJsonPath: "{folder}/h5p",
            frameJs: "/banc/player/frame.bundle.js",
            frameCss: "/banc/player/styles/h5p.css",
          }});
        }});
        </script>""",
        "html.parser",
    )
    soup.body.append(script)
    return str(soup).encode()


def compress(folder: Path) -> None:
    """What static files can have: gzip and brotli, made once."""
    from whitenoise.compress import Compressor

    compressor = Compressor(quiet=True)
    for path in list(folder.rglob("*")):
        if path.is_file() and compressor.should_compress(path.name):
            list(compressor.compress(str(path)))


SUPPORT_NAMES = [f"Test.Appui{number} 1.0" for number in range(1, SUPPORTS + 1)]


def supports() -> list[dict[str, bytes]]:
    from tests.courses.h5p import building

    found = []
    for name in SUPPORT_NAMES:
        scripts = {f"scripts/{n}.js": code(f"{name} {n}").encode() for n in range(SCRIPTS_EACH)}
        styles = {f"styles/{n}.css": rules(f"{name} {n}").encode() for n in range(STYLES_EACH)}
        found.append(
            building.library(
                name,
                script="",
                style="",
                fields=None,
                runnable=0,
                extra={**scripts, **styles},
                preloadedJs=[{"path": path} for path in scripts],
                preloadedCss=[{"path": path} for path in styles],
            )
        )
    return found


def words(seed: str, count: int) -> list[str]:
    """Always the same for a seed, and about as hard to compress as names in a program."""
    dice = random.Random(seed)
    syllables = [first + second for first in "bcdfglmnprstv" for second in "aeiou"]
    # The underscore keeps them apart from the words of the language itself: « case », « delete »…
    lexicon = ["".join(dice.choices(syllables, k=dice.randint(2, 4))) + "_" for _ in range(count // 6 + 1)]
    return dice.choices(lexicon, k=count)


def code(seed: str) -> str:
    lines, names = [], iter(words(seed, SCRIPT_BYTES))
    size = 0
    while size < SCRIPT_BYTES:
        one, two, three, four = (next(names) for _ in range(4))
        lines.append(f"  Part.prototype.{one} = function ({two}) {{ return this.{three}.concat({two}, '{four}'); }};")
        size += len(lines[-1]) + 1
    return "(function () {\n  function Part() {}\n" + "\n".join(lines) + "\n})();\n"


def rules(seed: str) -> str:
    lines, names = [], iter(words(seed, STYLE_BYTES))
    size = 0
    while size < STYLE_BYTES:
        lines.append(f".h5p-{next(names)} .{next(names)} {{ margin: 0 {len(lines) % 7}px; display: block; }}")
        size += len(lines[-1]) + 1
    return "\n".join(lines)
