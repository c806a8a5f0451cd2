"""The page of “Ma ville”: useful without anything, richer with leave, alive when something fails."""

import re

from tests.sandbox.aggregator.conftest import Browser, state, tile

TILES = ("cout", "comparaison", "fuite", "depart", "conseil-fin", "itineraire-exact")


def text(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_without_authorisation_the_page_is_useful_and_reads_nobody(browser, vault):
    page = browser.see("/")

    assert page.status_code == 200
    assert {state(page.text, code) for code in TILES} == {"éteinte"}
    assert "Les Halles et Le Port" in page.text
    assert "/api/ville/v1/reseau.zip" in page.text
    assert "0,20" in page.text
    assert vault.paths() == ["/api/ville/v1/reperes/"]


def test_with_every_authorisation_each_tile_says_its_sentence(browser):
    browser.agree()

    page = browser.see("/").text

    assert {state(page, code) for code in TILES} == {"allumée"}
    # 12 + 300 × 0.2 = 72 ; 4 + 9 × 4 = 40 ; 8 + 9 × 0.22 = 9.98
    assert "121,98\u00a0€" in tile(page, "cout")
    assert "25\u00a0% de moins" in tile(page, "comparaison")
    assert "412\u00a0foyers" in tile(page, "comparaison")
    assert "Aucune fuite repérée" in tile(page, "fuite")
    assert "7\u00a0h\u00a030" in tile(page, "depart")
    assert "19\u00a0h" in tile(page, "conseil-fin")
    assert "n°\u00a012" in tile(page, "itineraire-exact")
    assert "e3b0c44298fc1c14" in page


def test_one_call_for_each_series_and_never_two(browser, vault):
    browser.agree()
    vault.calls.clear()

    browser.see("/")

    asked = [(path, query.get("pas")) for _, path, query in vault.calls]
    assert len(asked) == len(set(asked)) == 10


def test_a_purpose_that_was_not_agreed_to_leaves_its_tile_dark(browser, vault):
    vault.scopes, vault.purposes = ["energie:mois"], ["cout"]
    browser.agree("/demander/?tuile=cout")

    page = browser.see("/").text

    assert state(page, "cout") == "allumée"
    assert "Non compté" in tile(page, "cout")
    assert state(page, "comparaison") == "éteinte"
    assert "le profil de votre logement" in tile(page, "comparaison")
    assert not any("logement" in path for path in vault.paths())


def test_a_tile_asks_for_its_own_scopes_and_those_that_are_lit(browser, vault):
    vault.scopes, vault.purposes = ["eau:jour"], ["fuite"]

    assert "scope=eau%3Ajour&" in browser.ask("/demander/?tuile=fuite")
    browser.agree("/demander/?tuile=fuite")
    assert "finalites=fuite+depart" in browser.ask("/demander/?tuile=depart")
    assert browser.see("/demander/?tuile=inconnue").status_code == 400


def test_a_source_that_refuses_says_so_in_its_tile_and_the_rest_lives_on(browser, vault):
    browser.agree()
    vault.refused["eau:jour"] = (403, "L’habitant a suspendu cette lecture.")

    page = browser.see("/").text

    assert state(page, "fuite") == "en panne"
    assert "L’habitant a suspendu cette lecture." in tile(page, "fuite")
    assert "tel:+33261910033" in tile(page, "fuite")
    assert state(page, "cout") == "allumée"


def test_a_withdrawn_authorisation_turns_the_tiles_off_and_says_why(browser, vault):
    browser.agree()
    vault.withdrawn = True

    page = browser.see("/").text

    assert {state(page, code) for code in TILES} == {"éteinte"}
    assert "L’autorisation a été retirée ou a expiré." in page


def test_the_page_stands_when_the_vault_is_down(own_pair):
    vault, program = own_pair
    with Browser(program, vault) as browser:
        browser.agree()
        vault.stop()

        page = browser.see("/")

    assert page.status_code == 200
    assert "Votre coffre ne répond pas." in page.text
    assert "Information indisponible." in page.text


def test_the_way_back_says_when_the_vault_is_down(own_pair):
    vault, program = own_pair
    with Browser(program, vault) as browser:
        address = vault.answer_to(browser.ask())
        vault.stop()

        page = browser.get(address, allow_redirects=False, timeout=15)

    assert page.status_code == 503
    assert "Le coffre ne répond pas" in page.text


def test_what_every_page_says_to_the_browser(browser, program):
    for path in ("/", "/a-propos/", "/suivi/", "/sante/", "/inconnue/"):
        headers = browser.see(path).headers

        assert headers["Cache-Control"] == "no-store", path
        assert headers["Referrer-Policy"] == "no-referrer", path
        assert "default-src 'none'" in headers["Content-Security-Policy"], path
        assert "unsafe" not in headers["Content-Security-Policy"], path
        assert not any(name.lower().startswith("x-donnees") for name in headers), path
    assert browser.see("/static/maville/ville.css").headers["Cache-Control"].startswith("max-age")


def test_error_pages_are_in_french_and_point_somewhere(browser, program):
    missing = browser.see("/nulle-part/")
    assert missing.status_code == 404
    assert "Cette page n’existe pas" in missing.text
    assert browser.post(f"{program.url}/oublier/", timeout=15).status_code == 403
    assert browser.see("/oublier/").status_code == 405


def test_pages_have_one_title_and_named_landmarks(browser):
    for path in ("/", "/a-propos/", "/suivi/", "/inconnue/"):
        page = browser.see(path).text

        assert page.count("<h1") == 1, path
        assert '<main id="contenu"' in page, path
        assert 'lang="fr"' in page, path


def test_following_the_reads_shows_the_door_close(browser, vault):
    browser.agree()
    assert "Lue" in text(browser.see("/suivi/").text)
    vault.withdrawn = True

    page = browser.see("/suivi/").text

    assert page.count('<th scope="row">') == 2
    assert "Refusée" in text(page)
    assert "ms" in page
    assert '<meta http-equiv="refresh" content="2">' in page
    assert "http-equiv" not in browser.see("/suivi/?pause").text
