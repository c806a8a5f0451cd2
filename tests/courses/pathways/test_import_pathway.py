"""A pathway as a file: read, refused with file and line, saved whole or not at all."""

import pytest
from django.core.management import CommandError, call_command

from courses.pathways.format import parse_pathway
from courses.pathways.models import Pathway, PathwayLesson
from courses.pathways.services import Outcome, import_pathway
from courses.pathways.writing import write_pathway
from tests.courses.modules.factories import LessonPageFactory, ModulePageFactory
from tests.courses.pathways.factories import PathwayFactory, PathwayModuleFactory

pytestmark = pytest.mark.django_db

GOOD = """\
code: elu
public: elu
titre: Parcours des élus et des élues
résumé: Les questions à poser.
promesse: Décider en connaissance de cause.
version: "2026.1"
avertissement: Un seul module est ouvert.
modules:
  - module: SEC
    seuil: 60
    faciles: 3
    moyennes: 3
    exigeantes: 2
    obligatoires:
      - SEC-1
      - SEC-2
    conseillées:
      - SEC-3
"""


ASKING = f"""\
{GOOD}productions:
  - code: fiche-de-decision
    titre: Une fiche de décision
    consigne: |
      Choisissez un projet réel.

      - Une réponse honnête suffit.
    parties:
      - code: projet
        titre: Le projet
        aide: "Le besoin\u00a0: sans outil."
        mots: 250
      - code: annexe
        titre: L’annexe
        facultative: oui
  - code: note
    titre: Une note
    demande: conseillée
    consigne: Une page.
    parties:
      - code: note
        titre: La note
"""


@pytest.fixture
def module():
    module = ModulePageFactory(code="SEC")
    for number in (1, 2, 3):
        LessonPageFactory(parent=module, code=f"SEC-{number}")
    return module


@pytest.fixture
def write(tmp_path):
    def write(text):
        path = tmp_path / "elu.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def refusal(path):
    """What the command prints when it refuses the file."""
    with pytest.raises(CommandError) as caught:
        call_command("import_pathway", path)
    return str(caught.value).replace("\N{NO-BREAK SPACE}", " ")


class TestAGoodFile:
    def test_makes_an_open_pathway(self, module, write):
        assert import_pathway(path=write(GOOD)) is Outcome.CREATED

        pathway = Pathway.objects.live().get(slug="elu")
        row = pathway.modules.get()
        assert (row.threshold_percent, row.length) == (60, 8)
        asked = PathwayLesson.objects.values_list("lesson__code", "requirement").order_by("lesson__code")
        assert list(asked) == [("SEC-1", "obligatoire"), ("SEC-2", "obligatoire"), ("SEC-3", "conseillée")]

    def test_asks_for_activities_and_changes_nothing_the_second_time(self, module, write, lab):
        text = f"{GOOD}    activités: [LAB-91]\n    activités-conseillées: []\n"
        import_pathway(path=write(text))

        assert [str(asked) for asked in Pathway.objects.get().modules.get().activities.all()] == ["LAB-91 obligatoire"]
        assert import_pathway(path=write(text)) is Outcome.UNCHANGED

    def test_may_only_advise_an_activity_then_ask_for_none(self, module, write, lab):
        import_pathway(path=write(f"{GOOD}    activités-conseillées: [LAB-91]\n"))
        (asked,) = Pathway.objects.get().modules.get().activities.all()

        assert str(asked) == "LAB-91 conseillée"
        assert import_pathway(path=write(GOOD)) is Outcome.UPDATED
        assert not Pathway.objects.get().modules.get().activities.exists()

    def test_changes_nothing_the_second_time(self, module, write):
        import_pathway(path=write(GOOD))
        before = Pathway.objects.get().latest_revision_id

        assert import_pathway(path=write(GOOD)) is Outcome.UNCHANGED
        assert Pathway.objects.get().latest_revision_id == before

    def test_changes_what_the_file_changed_and_keeps_the_rest(self, module, write):
        import_pathway(path=write(GOOD))
        row = Pathway.objects.get().modules.get()

        outcome = import_pathway(path=write(GOOD.replace("seuil: 60", "seuil: 70").replace("      - SEC-2\n", "")))

        changed = Pathway.objects.get().modules.get()
        assert outcome is Outcome.UPDATED
        assert (changed.pk, changed.threshold_percent, changed.lessons.count()) == (row.pk, 70, 2)

    def test_drops_a_module_that_is_no_longer_asked_for(self, module, write):
        pathway = PathwayFactory(slug="elu", audience="elu")
        PathwayModuleFactory(pathway=pathway)

        import_pathway(path=write(GOOD))

        assert [row.module.code for row in Pathway.objects.get().modules.all()] == ["SEC"]

    def test_leaves_a_pathway_that_editors_closed_closed(self, module, write):
        import_pathway(path=write(GOOD))
        Pathway.objects.get().unpublish()

        import_pathway(path=write(GOOD.replace("seuil: 60", "seuil: 70")))

        assert not Pathway.objects.get().live

    def test_is_left_aside_when_only_what_is_missing_is_wanted(self, module, write, capsys):
        PathwayFactory(slug="elu", audience="elu", title="Le nôtre")

        call_command("import_pathway", write(GOOD), if_missing=True)

        assert Pathway.objects.get().title == "Le nôtre"
        assert "laissé tel quel" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("before", "after", "complaint"),
    [
        ("seuil: 60", "seuil: 120", "elu.yaml, ligne 10 : on attend un nombre entier de 1 à 100."),
        ("seuil: 60", "seuil: soixante", "elu.yaml, ligne 10 : on attend un nombre entier de 1 à 100."),
        ("    seuil: 60\n", "", "elu.yaml, ligne 9 : la clé « seuil » manque."),
        ("faciles: 3", "facile: 3", "elu.yaml, ligne 11 : la clé « facile » n’est pas connue."),
        ("titre: ", "titre: Un\ntitre: ", "elu.yaml, ligne 4 : la clé « titre » est écrite deux fois."),
        ("public: elu", "public: maire", "elu.yaml, ligne 2 : le public est l’un de : elu, cadre, eleve."),
        ("code: elu", "code: Élu", "elu.yaml, ligne 1 : le code s’écrit en minuscules"),
        ("module: SEC", "module: XYZ", "elu.yaml, ligne 9 : le module « XYZ » n’existe pas."),
        ("- SEC-2", "- SEC-9", "elu.yaml, ligne 16 : la leçon « SEC-9 » n’existe pas dans le module « SEC »."),
        ("- SEC-3", "- SEC-1", "elu.yaml, ligne 18 : « SEC-1 » est écrit deux fois."),
        ("titre: Parcours", "titre: [Parcours", "ce n’est pas du YAML lisible."),
        ("modules:\n", "modules:\n  - 12\n", "elu.yaml, ligne 9 : on attend des lignes « clé : valeur »."),
        ("obligatoires:\n", "obligatoires: SEC-1\n    conseillees:\n", "elu.yaml, ligne 14 : on attend une liste."),
        ("faciles: 3\n    moyennes: 3\n    exigeantes: 2", "faciles: 0\n    moyennes: 0\n    exigeantes: 0", "est nul"),
        (
            "    conseillées:\n      - SEC-3\n",
            "    activités: [LAB-99]\n",
            "elu.yaml, ligne 17 : l’activité « LAB-99 » n’existe pas.",
        ),
        ("conseillées:\n", "activités: LAB-1\n    conseillées:\n", "elu.yaml, ligne 17 : on attend une liste."),
        (
            "conseillées:\n",
            "activités: [LAB-1]\n    activités-conseillées: [LAB-1]\n    conseillées:\n",
            "elu.yaml, ligne 18 : « LAB-1 » est écrit deux fois.",
        ),
        (GOOD, "", "elu.yaml, ligne 1 : on attend des lignes « clé : valeur »."),
        ("version: ", "productions: rien\nversion: ", "elu.yaml, ligne 6 : on attend une liste."),
        (
            GOOD,
            ASKING.replace("mots: 250", "mots: 3"),
            "elu.yaml, ligne 30 : on attend un nombre entier de 50 à 10000.",
        ),
        (
            GOOD,
            ASKING.replace("demande: conseillée", "demande: un peu"),
            "elu.yaml, ligne 36 : on attend « obligatoire »",
        ),
        (GOOD, ASKING.replace("code: annexe", "code: projet"), "elu.yaml, ligne 31 : « projet » est écrit deux fois."),
        (
            GOOD,
            ASKING.replace("code: note\n    t", "code: fiche-de-decision\n    t"),
            "elu.yaml, ligne 34 : « fiche-de-",
        ),
        (GOOD, ASKING.replace("code: projet", "code: Le projet"), "elu.yaml, ligne 27 : le code s’écrit en minuscules"),
        (GOOD, ASKING.replace("    consigne: Une page.\n", ""), "elu.yaml, ligne 34 : la clé « consigne » manque."),
        (GOOD, ASKING.replace("aide: ", "conseil: "), "elu.yaml, ligne 29 : la clé « conseil » n’est pas connue."),
        (
            GOOD,
            ASKING.replace("facultative: oui", "facultative: peut-être"),
            "ligne 33 : on attend « oui » ou « non ».",
        ),
        (
            GOOD,
            ASKING + "      - code: x\n        titre: x\n" * 8,
            "elu.yaml, ligne 55 : une production a 8 parties au plus.",
        ),
        (GOOD, "code: !!python/object/apply:os.system [ls]", "la clé « public » manque."),
    ],
)
def test_a_wrong_file_is_refused_with_its_line(module, write, before, after, complaint):
    assert complaint in refusal(write(GOOD.replace(before, after)))
    assert not Pathway.objects.exists()


class TestProductions:
    def test_are_asked_for_in_order_with_their_parts(self, module, write):
        import_pathway(path=write(ASKING))

        sheet, note = Pathway.objects.get().assignments.all()
        assert (sheet.code, sheet.is_required, note.is_required) == ("fiche-de-decision", True, False)
        assert sheet.instructions == "Choisissez un projet réel.\n\n- Une réponse honnête suffit."
        parts = [(part.code, part.most_words, part.is_optional) for part in sheet.parts.all()]
        assert parts == [("projet", 250, False), ("annexe", None, True)]

    def test_imported_twice_change_nothing(self, module, write):
        import_pathway(path=write(ASKING))

        assert import_pathway(path=write(ASKING)) is Outcome.UNCHANGED

    def test_that_change_keep_their_row(self, module, write):
        import_pathway(path=write(ASKING))
        before = Pathway.objects.get().assignments.get(code="note")

        assert import_pathway(path=write(ASKING.replace("Une page.", "Une page au plus."))) is Outcome.UPDATED

        after = Pathway.objects.get().assignments.get(code="note")
        assert (after.pk, after.instructions) == (before.pk, "Une page au plus.")

    def test_that_go_take_nothing_from_whoever_handed_them_in(self, module, write):
        from tests.courses.assignments.factories import decided

        import_pathway(path=write(ASKING))
        done = decided(Pathway.objects.get().assignments.get(code="note"))

        import_pathway(path=write(GOOD))

        assert not Pathway.objects.get().assignments.exists()
        done.refresh_from_db()
        assert done.is_accepted


class TestAnExport:
    def exported(self, tmp_path):
        path = tmp_path / "sortie.yaml"
        call_command("export_pathway", "elu", path)
        return path.read_text()

    @pytest.mark.parametrize("text", [GOOD, ASKING], ids=["without production", "with productions"])
    def test_gives_back_the_same_bytes(self, module, write, tmp_path, text):
        import_pathway(path=write(text))

        assert self.exported(tmp_path) == text

    def test_is_written_on_the_screen_without_a_file(self, module, write, capsys):
        import_pathway(path=write(GOOD))
        capsys.readouterr()

        call_command("export_pathway", "elu")

        assert capsys.readouterr().out == GOOD

    def test_of_what_an_editor_typed_can_be_imported_again(self, module, write, tmp_path):
        import_pathway(path=write(ASKING))
        pathway = Pathway.objects.get()
        pathway.assignments.filter(code="note").update(instructions='Une page.\r\n\r\n- oui: "non" # peut-être  \r\n')
        pathway.title = "Élus : l’essentiel"
        pathway.save()
        text = self.exported(tmp_path)

        assert import_pathway(path=write(text)) is Outcome.UNCHANGED
        assert self.exported(tmp_path) == text

    def test_of_an_unknown_pathway_is_refused(self):
        with pytest.raises(CommandError, match="Aucun parcours"):
            call_command("export_pathway", "maire")

    @pytest.mark.parametrize("name", ["elu", "cadre", "eleve"])
    def test_would_write_our_own_files_as_they_are(self, name, settings):
        text = (settings.BASE_DIR / "courses/content/parcours" / f"{name}.yaml").read_text()

        draft = parse_pathway(text, name)

        assert write_pathway(draft) == text
        assert draft.assignments


def test_every_fault_is_told_at_once_in_reading_order(module, write):
    told = refusal(write(GOOD.replace("seuil: 60", "seuil: 0").replace("public: elu", "public: maire")))

    assert "Points à corriger : 2" in told
    assert told.index("ligne 2") < told.index("ligne 10")


def test_a_lesson_of_another_module_is_refused(module, write):
    LessonPageFactory(parent=ModulePageFactory(code="LIB"), code="LIB-1")

    assert "la leçon « LIB-1 » n’existe pas dans le module « SEC »" in refusal(write(GOOD.replace("SEC-2", "LIB-1")))


def test_a_second_pathway_for_the_same_public_is_refused(module, write):
    PathwayFactory(slug="autre", audience="elu")

    assert "un autre parcours existe déjà pour ce public" in refusal(write(GOOD))


def test_a_refused_change_leaves_the_pathway_as_it_was(module, write):
    import_pathway(path=write(GOOD))

    refusal(write(GOOD.replace("seuil: 60", "seuil: 70").replace("SEC-2", "SEC-9")))

    assert Pathway.objects.get().modules.get().threshold_percent == 60


def test_a_file_that_does_not_exist_is_refused(tmp_path):
    assert "ne se lit pas" in refusal(tmp_path / "rien.yaml")


def test_a_file_in_another_encoding_is_refused(tmp_path):
    (tmp_path / "elu.yaml").write_bytes(GOOD.encode("latin-1"))

    assert "ne se lit pas en UTF-8" in refusal(tmp_path / "elu.yaml")
