"""How easy a text is to read, measured and told."""

import io

import pytest
from django.core.management import CommandError, call_command

from courses.modules.rules.reading import BASE, ease_of, sentences_of, syllables
from tests.courses.modules.folders import a_folder, change, plain

# Counted by hand.
SYLLABLES = (
    "écrit 2, élus 2, idée 2, données 2, à 1, eau 1, rue 1, rues 1, ville 1, carte 1, communes 2, publique 2, guide 1, "
    "question 2, quelqu’un 2, aujourd’hui 3, l’eau 1, qu’il 1, rendez-vous 3, vous-même 2, société 3, réalité 4, "
    "coopérer 4, poésie 3, naïf 2, client 2, oublier 3, prière 2, moyen 2, payer 2, essaient 2, étaient 2, peuvent 1, "
    "document 3, développement 5, vient 1, argent 2, président 3, incident 3, souvent 2, mangeait 2, août 1, œuvre 1, "
    "réversibilité 6, système 2, DGS 3, RGPD 4, 2017 4, H5P 3, action 2, lieu 1, territoire 3"
)
HARD = (
    "L’interopérabilité organisationnelle conditionne systématiquement la réversibilité contractuelle des "
    "infrastructures numériques intercommunales mutualisées, indépendamment des responsabilités administratives."
)


@pytest.mark.parametrize("word", SYLLABLES.split(", "))
def test_syllables_are_counted_as_they_are_said(word):
    written, count = word.split()

    assert syllables(written) == int(count)


@pytest.mark.parametrize(
    ("paragraph", "sentences"),
    [
        ("Un. Deux ! Trois ? Quatre…", ["Un.", "Deux !", "Trois ?", "Quatre…"]),
        ("Il dit : « Non ! » Puis il part.", ["Il dit : « Non ! »", "Puis il part."]),
        ("Selon l’art. L. 2122-1, M. Untel paie 3,5 €.", ["Selon l’art. L. 2122-1, M. Untel paie 3,5 €."]),
        ("Voir le § 3.2.1. Élus, lisez-le.", ["Voir le § 3.2.1.", "Élus, lisez-le."]),
        ("Et la version 2.0 du site", ["Et la version 2.0 du site"]),
        ("…", []),
    ],
)
def test_a_sentence_ends_where_a_reader_stops(paragraph, sentences):
    assert sentences_of(paragraph) == sentences


def test_the_ease_is_that_of_kandel_and_moles():
    ease = ease_of(["La carte est là. La rue aussi."])

    assert (ease.words, ease.sentences, ease.syllables) == (7, 2, 8)
    assert ease.score == pytest.approx(207 - 1.015 * 7 / 2 - 73.6 * 8 / 7)


def test_the_end_of_a_paragraph_ends_a_sentence():
    assert ease_of(["Un point", "Un autre"]).sentences == 2


def test_nothing_to_read_is_easy():
    assert ease_of([]).score == BASE
    assert ease_of(["", "…"]).is_easy


def test_long_words_and_long_sentences_are_hard():
    assert ease_of([HARD]).score < 0
    assert ease_of(["Le car est plein. Il part tout de suite."]).score > 90


def test_a_brief_is_easy_only_if_each_of_its_sentences_is_short():
    short = "Le car est plein et le bus est vide"

    assert ease_of([f"{short}. {short}."]).is_easy
    assert not ease_of([f"{short} et {short} et {short}."]).is_easy


def check(folder, **options):
    out = io.StringIO()
    call_command("check_reading", str(folder), stdout=out, **options)
    return plain(out.getvalue())


def test_the_command_tells_the_mean_of_each_text_and_its_hardest_paragraphs(tmp_path):
    folder = a_folder(tmp_path)
    change(folder, "lecons/2-la-seconde.md", "Revenez à", f"{HARD} {HARD} Revenez à")

    told = check(folder)

    assert "essai/lecons/1-la-premiere.md : " in told
    assert "essai/lecons/2-la-seconde.md, ligne 12 : " in told
    assert f"16 mots dans « {HARD} »" in told


def test_the_command_shows_as_many_paragraphs_as_asked(tmp_path):
    folder = a_folder(tmp_path)
    change(folder, "lecons/2-la-seconde.md", "Revenez à", f"{HARD} {HARD} Revenez à")

    assert "ligne 12" not in check(folder, count=0)


def test_a_hard_brief_is_refused_with_its_place(tmp_path):
    folder = a_folder(tmp_path)
    change(folder, "lecons/1-la-premiere.md", "texte: Un pare-feu filtre.", f"texte: {HARD}")

    with pytest.raises(CommandError) as refused:
        check(folder)

    assert "essai/lecons/1-la-premiere.md, ligne 22 : " in plain(str(refused.value))
