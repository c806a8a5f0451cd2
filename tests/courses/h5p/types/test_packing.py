"""What `pack_h5p_types` writes."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from courses.h5p.services import own_types
from courses.h5p.services.own_types import pack_examples, pack_types

COURSE = settings.BASE_DIR / "courses" / "content"
MODULES = sorted(folder.name for folder in (COURSE / "activites").iterdir())


def entries(data):
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def french_words(files, library):
    semantics = json.loads(files[f"{library}/semantics.json"])
    place = [field["name"] for field in semantics].index("l10n")
    names = [field["name"] for field in semantics[place]["fields"]]
    texts = json.loads(files[f"{library}/language/fr.json"])["semantics"][place]["fields"]
    return {name: text["default"] for name, text in zip(names, texts, strict=True)}


@pytest.mark.parametrize("name", pack_types())
def test_a_type_alone_has_its_libraries_at_the_root_and_nothing_to_play(name):
    files = entries(pack_types()[name])
    own = name.removesuffix(".h5p")

    assert {file.partition("/")[0] for file in files} == {own, "Passeport.Socle-1.0"}
    assert f"{own}/library.json" in files
    assert not [file for file in files if "/." in file or file.endswith("/")]


@pytest.mark.parametrize("name", pack_examples())
def test_an_example_brings_its_content_its_words_in_french_and_its_libraries(name):
    files = entries(pack_examples()[name])
    metadata, content = json.loads(files["h5p.json"]), json.loads(files["content/content.json"])

    needed = [f"{one['machineName']}-1.0" for one in metadata["preloadedDependencies"]]
    assert needed[0] == "Passeport.Socle-1.0"
    assert needed[-1] == f"{metadata['mainLibrary']}-1.0"
    assert all(f"{one}/library.json" in files for one in needed)
    assert metadata["language"] == "fr"
    assert content["l10n"] == french_words(files, needed[-1])


def test_packing_twice_gives_the_same_bytes():
    assert pack_types() | pack_examples() == pack_types() | pack_examples()
    for data in (pack_types() | pack_examples()).values():
        with ZipFile(BytesIO(data)) as archive:
            assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_command_writes_the_types_and_the_examples_when_asked(tmp_path, capsys):
    call_command("pack_h5p_types", vers=tmp_path / "types")
    call_command("pack_h5p_types", vers=tmp_path / "tout", exemples=True)

    assert {file.name for file in (tmp_path / "types").iterdir()} == set(pack_types())
    assert {file.name for file in (tmp_path / "tout").iterdir()} == set(pack_types()) | set(pack_examples())
    assert "Passeport.Ordre-1.0.h5p" in capsys.readouterr().out


def test_a_folder_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "fichier").write_text("")

    with pytest.raises(CommandError, match="dossier où vous pouvez écrire"):
        call_command("pack_h5p_types", vers=tmp_path / "fichier")


def test_the_package_of_a_lesson_that_plays_an_example_is_the_one_that_the_command_packs():
    name = "ouvrir-un-jeu-de-donnees.h5p"

    assert entries((COURSE / "donnees" / "activites" / name).read_bytes()) == entries(pack_examples()[name])


@pytest.mark.parametrize("module", MODULES)
def test_the_packages_of_our_own_lessons_are_those_that_the_command_packs_from_their_contents(module, tmp_path):
    call_command("pack_h5p_types", vers=tmp_path, depuis=COURSE / "activites" / module)
    committed = COURSE / module / "activites"

    assert {file.name for file in tmp_path.iterdir()} == {file.name for file in committed.iterdir()}
    for file in committed.iterdir():
        assert entries(file.read_bytes()) == entries((tmp_path / file.name).read_bytes()), file.name


def test_an_example_that_leads_learners_nowhere_is_not_packed(tmp_path, monkeypatch, capsys):
    example = json.loads((own_types.EXAMPLES / "choisir-outil-achat.json").read_text(encoding="utf-8"))
    example["content"]["statements"][2]["category"] = 7
    (tmp_path / "exemples").mkdir()
    (tmp_path / "exemples" / "faux.json").write_text(json.dumps(example), encoding="utf-8")
    monkeypatch.setattr(own_types, "EXAMPLES", tmp_path / "exemples")

    with pytest.raises(CommandError):
        call_command("pack_h5p_types", vers=tmp_path / "tout", exemples=True)

    assert "faux.json, Affirmation 3\u00a0: la catégorie 7 n’existe pas\u00a0; il y en a 6." in capsys.readouterr().err
    assert not (tmp_path / "tout").exists()
