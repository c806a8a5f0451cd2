"""Asking the vault, coming back, holding and giving back."""

import threading

from tests.sandbox.aggregator.conftest import Browser


def test_two_tabs_may_ask_at_the_same_time(browser, vault):
    first, second = browser.ask(), browser.ask()

    for address in (second, first):
        back = browser.get(vault.answer_to(address), allow_redirects=False, timeout=15)
        assert back.status_code == 302


def test_an_answer_to_no_request_of_this_browser_is_refused(program, browser, vault):
    with Browser(program, vault) as victim:
        stolen = vault.answer_to(browser.ask())

        page = victim.get(stolen, allow_redirects=False, timeout=15)

    assert page.status_code == 400
    assert "Recommencer" in page.text
    assert "/oauth/token/" not in vault.paths()


def test_an_answer_of_another_vault_is_refused(browser, vault):
    vault.issuer = "http://autre.example"

    page = browser.get(vault.answer_to(browser.ask()), allow_redirects=False, timeout=15)

    assert page.status_code == 400
    assert "Recommencer" in page.text
    assert "/oauth/token/" not in vault.paths()


def test_refusing_is_an_answer_as_good_as_another(browser, vault):
    page = browser.get(
        vault.answer_to(browser.ask(), answer={"error": "access_denied"}), allow_redirects=False, timeout=15
    )

    assert page.status_code == 200
    assert "c’est votre droit" in page.text


def test_a_code_that_no_longer_serves_offers_to_start_again(browser, vault):
    address = vault.answer_to(browser.ask())
    vault.codes.clear()

    page = browser.get(address, allow_redirects=False, timeout=15)

    assert page.status_code == 400
    assert "Recommencer" in page.text


def test_tokens_travel_sealed_in_a_cookie_that_scripts_cannot_read(browser, vault):
    browser.agree()

    cookies = {cookie.name: cookie for cookie in browser.cookies}

    link = cookies["ma_ville_lien"]
    assert link.has_nonstandard_attr("HttpOnly")
    assert link.get_nonstandard_attr("SameSite") == "Lax"
    assert not any(token in cookie.value for token in [*vault.access, *vault.refresh] for cookie in cookies.values())
    assert {name.split("_")[0] for name in cookies} == {"ma"}


def test_a_short_lived_token_is_renewed_without_asking_again(browser, vault):
    vault.lifetime = 1
    browser.agree()

    assert "allumée" in browser.see("/").text
    assert "allumée" in browser.see("/").text
    renewals = [form for method, _, form in vault.calls if form.get("grant_type") == "refresh_token"]
    assert len(renewals) == 2


def test_two_tabs_renew_the_same_token_once(program, browser, vault):
    vault.lifetime = 1
    browser.agree()
    pages = []

    def open_a_tab() -> None:
        with Browser(program, vault) as tab:
            tab.cookies.update(browser.cookies)
            pages.append(tab.see("/").text)

    tabs = [threading.Thread(target=open_a_tab) for _ in range(3)]
    for tab in tabs:
        tab.start()
    for tab in tabs:
        tab.join()

    assert all("allumée" in page for page in pages)
    assert sum(form.get("grant_type") == "refresh_token" for _, _, form in vault.calls) == 1


def test_a_suspended_authorisation_is_kept_until_it_is_restored(browser, vault):
    vault.lifetime = 1
    browser.agree()
    vault.paused = True

    assert "Vous avez suspendu l’autorisation." in browser.see("/").text
    assert "ma_ville_lien" in browser.cookies

    vault.paused = False
    assert "allumée" in browser.see("/").text


def test_a_renewal_that_the_vault_refuses_ends_the_link(browser, vault):
    vault.lifetime = 1
    browser.agree()
    vault.withdrawn = True

    assert "L’autorisation a été retirée ou a expiré." in browser.see("/").text
    assert "ma_ville_lien" not in browser.cookies


def test_forgetting_tells_the_vault_and_empties_the_browser(browser, vault):
    browser.agree()

    page = browser.forget()

    assert page.status_code == 200
    assert "Votre coffre le sait" in page.text
    assert vault.withdrawn
    assert "ma_ville_lien" not in browser.cookies


def test_no_redirect_of_the_vault_is_followed(browser, vault):
    vault.refused["eau:jour"] = (302, "ailleurs")
    browser.agree()

    assert browser.see("/").status_code == 200
