"""What lessons say of the report is looked for in it, at the place they name."""

import io

import pytest
from django.core.management import CommandError, call_command

from courses.modules.rules.sources import Claim, Report, copied, findings
from tests.courses.modules.folders import a_folder, change, plain

TEXT = """\
SYNTHESE
Une ville qui apprend compte 12 quartiers.
Proposition n° 5 :
Former les élus à la sécurité.
INTRODUCTION
Le rapport commence ici.
1.1. Grandir
La ville de demain accueille 1 179,7 millions d’objets.
1.1.1. Mesurer
On compte « ce qui se voit » et 70 % du reste.
Encadré 3 : Des exemples
Le syndicat a payé 10 M€ au lieu de 240 M€.
1.2. Décider
Le maire décide avec ses services, après avoir lu le dossier que les agents ont préparé pour lui et pour eux.
"""


@pytest.fixture(scope="module")
def report():
    return Report(TEXT)


def told(report, **claim):
    return [plain(finding.reason) for finding in findings(report, [Claim("ESS-1", **claim)])]


@pytest.mark.parametrize(
    ("reference", "text"),
    [
        ("§ 1.1", "accueille 1\u00a0179,7 millions d'objets"),
        ("Rapport de 2017, § 1.1", "On compte ce qui se voit"),  # a section holds those below it
        ("§ 1.2 et 1.1.1, « Mesurer »", "le maire décide avec ses services"),
        ("Encadré 3, d’après le syndicat", "Le syndicat a payé 10 M€"),
        ("Proposition n° 5", "former les élus"),
        ("Rapport de 2017, Synthèse", "une ville qui apprend"),
        ("Rapport de 2017, Introduction", "Le rapport commence ici."),
    ],
)
def test_a_quotation_is_found_where_it_is_said_to_be_whatever_its_typography(report, reference, text):
    assert told(report, reference=reference, text=text) == []


@pytest.mark.parametrize(
    ("reference", "text", "reason"),
    [
        ("§ 1.2", "ce qui se voit", "citation trouvée ailleurs dans le rapport : ce qui se voit"),
        ("§ 1.1", "ce qui se cache", "citation trouvée nulle part : ce qui se cache"),
        ("§ 1.1.1", "Le maire décide", "citation trouvée ailleurs dans le rapport : Le maire décide"),
        ("§ 4.2", "Le maire décide", "référence introuvable dans le rapport : § 4.2"),
        ("Le rapport", "Le maire décide", "référence introuvable dans le rapport : Le rapport"),
    ],
)
def test_a_quotation_that_is_elsewhere_or_nowhere_is_told(report, reference, text, reason):
    assert told(report, reference=reference, text=text) == [reason]


def test_a_figure_is_looked_for_as_a_whole_number(report):
    assert told(report, reference="§ 1.1", numbers=("1179,7", "70")) == []
    assert told(report, reference="Encadré 3", numbers=("24",)) == ["nombre trouvé nulle part : 24 (Encadré 3)"]
    assert told(report, reference="§ 1.2", numbers=("70",)) == ["nombre trouvé ailleurs dans le rapport : 70 (§ 1.2)"]


def test_twelve_words_in_a_row_are_taken_from_the_report_unless_they_are_in_quotation_marks(report):
    taken = "après avoir lu le dossier que les agents ont préparé pour lui"
    places = [("A", f"On agit {taken} seul."), ("B", f"On agit « {taken} » seul."), ("C", taken.replace("lui", "elle"))]

    assert [finding.place for finding in copied(report.runs(), places)] == ["A"]


@pytest.fixture
def files(tmp_path):
    """The report, and a module whose quotation and figure are in it."""
    folder = a_folder(tmp_path)
    first = "lecons/1-la-premiere.md"
    change(
        folder,
        first,
        "texte: Les mots exacts du rapport.\nréférence: § 3.2.1.2",
        "texte: ce qui se voit\nréférence: § 1.1.1",
    )
    change(folder, first, 'nombre: "218"', 'nombre: "240"')
    change(folder, first, "source: ANSSI, 2025", "source: Rapport de 2017, Encadré 3")
    (tmp_path / "rapport.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path / "rapport.txt", folder


def check(*arguments, **options):
    out = io.StringIO()
    call_command("check_sources", *map(str, arguments), stdout=out, **options)
    return plain(out.getvalue())


def test_the_command_says_that_all_is_there(files):
    assert "Tout ce qui nomme le rapport s’y trouve." in check(*files)


def test_the_command_fails_on_what_it_does_not_find_unless_a_reason_is_given(files, tmp_path):
    change(files[1], "lecons/1-la-premiere.md", 'nombre: "240"', 'nombre: "230"')
    admitted = tmp_path / "admis.yaml"
    admitted.write_text("- leçon: ESS-1\n  nombres: [230]\n  raison: 240 moins 10.\n", encoding="utf-8")

    with pytest.raises(CommandError, match="1"):
        check(*files)
    assert "admis : 240 moins 10." in check(*files, admitted=admitted)


def test_the_command_says_what_it_cannot_read(files, tmp_path):
    with pytest.raises(CommandError, match="UTF-8"):
        check(tmp_path / "absent.txt", files[1])
    with pytest.raises(CommandError, match="on attend une liste"):
        check(*files, admitted=files[0])
    change(files[1], "lecons/1-la-premiere.md", "minutes: 10", "minutes: beaucoup")
    with pytest.raises(CommandError, match="ligne 4"):
        check(*files)
