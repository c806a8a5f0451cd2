"""The course in figures, and the rules that it must keep."""

import io
from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command

from courses.modules.models import ModulePage
from courses.modules.services import import_module
from courses.pathways.rules import BandFacts, DrawFacts, LessonFacts, ModuleFacts, course_faults
from courses.pathways.services import draw_facts, module_facts
from tests.courses.modules.factories import the_home
from tests.courses.modules.folders import a_folder, change, plain
from tests.courses.pathways.factories import PathwayFactory, PathwayModuleFactory

BLOCKS = ("brief", "case", "key_figure", "chart", "advice", "since_2017", "takeaway", "sheet", "terms", "h5p")
EVERYTHING = dict.fromkeys(BLOCKS, 1)
LESSON = LessonFacts("ESS-1", 1200, 600, True, EVERYTHING, 4, frozenset({"Rapport"}), 0)
DRAW = DrawFacts(
    "elu", "ESS", (BandFacts("faciles", 3, 15), BandFacts("exigeantes", 2, 10)), 900, required=("ESS-1",), is_short=True
)


def faults(lesson=LESSON, draw=DRAW, **module):
    return [plain(fault) for fault in course_faults([ModuleFacts("ESS", "Essai", (lesson,), **module)], [draw])]


def without(*kinds):
    return replace(LESSON, blocks={kind: count for kind, count in EVERYTHING.items() if kind not in kinds})


def test_a_course_that_keeps_every_rule_has_no_fault():
    assert faults() == []


@pytest.mark.parametrize(
    ("lesson", "told"),
    [
        (replace(LESSON, words=899), "ESS-1 : 899 mots ; il en faut de 900 à 1500."),
        (replace(LESSON, words=1501), "ESS-1 : 1501 mots"),
        (without("brief"), "il manque un résumé de trente secondes"),
        (without("chart"), "il manque une image, un graphique ou un schéma"),
        (without("h5p"), "il manque une activité"),
        (replace(LESSON, training=3), "3 question(s) d’entraînement"),
        (replace(LESSON, has_short_version=False), "un parcours en version courte la demande"),
    ],
)
def test_what_a_lesson_lacks_is_told(lesson, told):
    assert [told in fault for fault in faults(lesson)] == [True]


def test_an_activity_of_any_kind_is_enough():
    assert faults(replace(without("h5p"), blocks={**without("h5p").blocks, "activity": 1})) == []


def test_a_bank_below_five_times_its_paper_is_a_fault_band_by_band():
    draw = replace(DRAW, bands=(BandFacts("faciles", 3, 15), BandFacts("exigeantes", 2, 9)))

    assert faults(draw=draw) == ["ESS, parcours elu : 9 questions exigeantes ; il en faut 10 (5 fois les 2 tirées)."]
    assert draw.fold == 4.5


def test_a_bank_that_draws_no_paper_is_a_fault():
    assert "aucune copie" in faults(draw=replace(DRAW, papers=0))[0]


def test_a_question_that_stands_on_a_doubtful_fact_is_a_fault():
    assert "Q-ESS-07" in faults(doubtful_questions=("Q-ESS-07",))[0]


def test_what_is_to_be_read_first_exists_and_comes_before():
    lessons = (
        replace(LESSON, prerequisites=("ESS-2",)),
        replace(LESSON, code="ESS-2", prerequisites=("ESS-9", "ESS-1")),
    )

    told = [plain(fault) for fault in course_faults([ModuleFacts("ESS", "Essai", lessons)], [])]

    assert told == [
        "ESS-1 : ESS-2 est à lire d’abord ; elle vient après.",
        "ESS-2 : ESS-9 est à lire d’abord ; elle n’existe pas.",
    ]


@pytest.fixture
def course(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    the_home()
    folder = a_folder(tmp_path)
    change(folder, "lecons/2-la-seconde.md", "Revenez", "Ceci reste **à vérifier** : l’œuvre n’est pas là. Revenez")
    import_module(folder=folder)
    module = ModulePage.objects.get(code="ESS")
    pathway = PathwayFactory(is_short=True)
    PathwayModuleFactory(pathway=pathway, module=module, required=list(module.lessons))
    return module


def report(*options):
    out = io.StringIO()
    call_command("course_report", *options, stdout=out)
    return plain(out.getvalue())


def test_facts_are_those_of_the_pages_and_of_the_bank(course):
    (module,) = module_facts()
    first, second = module.lessons

    assert (first.training, first.blocks["chart"], second.to_check) == (1, 1, 1)
    # « Le détail », nine words; the diagram, fifteen.
    assert first.words - first.short_words == 9 + 15
    assert (first.has_short_version, second.has_short_version) == (False, True)
    assert {"ANSSI, 2025", "§ 3.2.1.2", "Tableau 1"} <= module.sources
    assert module.kinds == {"choix-unique": 1}
    (draw,) = draw_facts()
    assert (draw.wanted, draw.available, draw.papers) == (1, 1, 1)


def test_the_report_is_printed_whole(course):
    told = report()

    assert "Les leçons" in told
    assert "choix-unique" in told
    assert "Copies différentes" in told


def test_a_check_fails_and_tells_each_broken_rule(course):
    with pytest.raises(CommandError) as refused:
        report("--check")

    told = plain(str(refused.value))
    assert "ESS-2 : il manque un cas concret." in told
    assert "il en faut 5 (5 fois les 1 tirées)" in told


def test_a_site_without_a_module_says_what_to_do(db):
    with pytest.raises(CommandError, match="import_module"):
        report()
