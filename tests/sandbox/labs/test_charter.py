"""Lab 10: twelve choices that hold together."""

from sandbox.labs.rules.charter import ARTICLES, CONTRADICTIONS, FIGURES, contradictions_in, option_of, review

SOUND = {
    "modele": "par-domaine",
    "croisements": "necessite",
    "conservation": "aucune",
    "finesse": "comptages",
    "seuil": "dix",
    "licence": "interet",
    "fuite": "tous",
    "aide": "guichets",
    "refus": "egal",
    "journal": "habitant",
    "depart": "essai",
    "controle": "audit",
}


def test_twelve_articles_each_with_a_choice_to_make() -> None:
    assert len(ARTICLES) == 12
    assert len({article.code for article in ARTICLES}) == 12
    for article in ARTICLES:
        assert len({option.code for option in article.options}) >= 2


def test_every_option_rests_on_a_known_figure() -> None:
    assert {option.figure for article in ARTICLES for option in article.options} <= FIGURES.keys()


def test_every_contradiction_is_between_two_existing_options_of_two_articles() -> None:
    for clash in CONTRADICTIONS:
        assert option_of(*clash.one)
        assert option_of(*clash.other)
        assert clash.one[0] != clash.other[0]
        assert clash.reason
    pairs = {frozenset((clash.one, clash.other)) for clash in CONTRADICTIONS}
    assert len(pairs) == len(CONTRADICTIONS)


def test_no_option_is_impossible_to_choose_soundly() -> None:
    """Each option belongs to some charter without a contradiction, so none is a trap."""
    for article in ARTICLES:
        for option in article.options:
            assert sound_with(article.code, option.code), (article.code, option.code)


def sound_with(article: str, option: str) -> bool:
    choices = {article: option}
    for other in (one for one in ARTICLES if one.code != article):
        free = [one.code for one in other.options if not contradictions_in({**choices, other.code: one.code})]
        if not free:
            return False
        preferred = SOUND[other.code]
        choices[other.code] = preferred if preferred in free else free[0]
    return not contradictions_in(choices)


def test_a_sound_charter_with_one_argument_is_complete() -> None:
    assert review(SOUND, {"seuil": "x" * 300}).is_complete


def test_an_argument_one_character_short_is_not_enough() -> None:
    assert not review(SOUND, {"seuil": "x" * 299}).argued
    assert not review(SOUND, {"seuil": "x" + " " * 400 + "y"}).argued
    assert not review(SOUND, {"unknown": "x" * 300}).argued
    assert not review(SOUND).is_complete


def test_a_missing_or_unknown_choice_is_named() -> None:
    choices = {**SOUND, "seuil": "onze"}
    del choices["aide"]

    assert review(choices, {"modele": "x" * 300}).missing == ("seuil", "aide")


def test_no_retention_and_a_mere_declaration_contradict() -> None:
    found = review({**SOUND, "controle": "declaration"}, {"modele": "x" * 300})

    assert [(clash.one, clash.other) for clash in found.contradictions] == [
        (("conservation", "aucune"), ("controle", "declaration"))
    ]
    assert not found.is_complete


def test_open_hourly_lines_contradict_a_licence_against_reidentification() -> None:
    clashes = contradictions_in({"finesse": "horaire", "licence": "interdit"})

    assert len(clashes) == 1
    assert "ré-identification" in clashes[0].reason
