"""What somebody does without a mouse: Tab, Space, arrows, Enter and typing, from wherever focus is."""

from typing import Any

from playwright.sync_api import Page

FOCUSED = """() => {
  const it = document.activeElement;
  return {
    tag: it.tagName, kind: it.type, name: it.name || "", value: it.value || "", text: it.innerText || "", ticked: it.checked,
    step: it.closest("section")?.querySelector("[id^=etape-]")?.id.slice(6) ?? "",
  };
}"""
FAR = 60  # more presses than this, and the page would need a shorter way
MOST_CHOICES = 30


def tab_until(page: Page, is_there, most: int = FAR) -> dict[str, Any]:
    """Press Tab until the focused element is the one that is looked for."""
    for _ in range(most):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if is_there(focused):
            return focused
    raise AssertionError(f"Introuvable au clavier ; dernier élément : {focused}")


def reach(page: Page, words: str) -> None:
    """Go as far as a button or a link."""
    tab_until(page, lambda it: it["tag"] in ("BUTTON", "A", "SUMMARY") and words in it["text"])


def press(page: Page, words: str) -> None:
    reach(page, words)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def open_tab(page: Page, words: str) -> Page:
    """Follow a link that opens a tab of its own."""
    reach(page, words)
    with page.context.expect_page() as opened:
        page.keyboard.press("Enter")
    opened.value.wait_for_load_state()
    return opened.value


def arrive(page: Page, address: str) -> None:
    """Come to a page and skip to its content, as its first link allows."""
    page.goto(address)
    reach(page, "Aller au contenu")
    page.keyboard.press("Enter")


def go_to_step(page: Page, code: str) -> None:
    """Just before the first control of a step: the next Tab is on it."""
    tab_until(page, lambda it: it["step"] == code)
    page.keyboard.press("Shift+Tab")


def write(page: Page, name: str, text: str) -> None:
    tab_until(page, lambda it: it["name"] == name)
    page.keyboard.type(text)


def write_day(page: Page, name: str, day: str) -> None:
    """A date such as 2025-05-13: its three boxes are in the order of the browser's own language."""
    tab_until(page, lambda it: it["name"] == name)
    year, month, number = day.split("-")
    for typed in (number + month + year, month + number + year):
        page.keyboard.type(typed)
        if page.evaluate(FOCUSED)["value"] == day:
            return
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Shift+Tab")
    raise AssertionError(f"Date impossible à écrire : {day}")


def tick(page: Page, name: str, *values: str) -> None:
    wanted = set(values)
    while wanted:
        focused = tab_until(page, lambda it: it["name"] == name and it["value"] in wanted)
        page.keyboard.press("Space")
        assert page.evaluate(FOCUSED)["ticked"]
        wanted.remove(focused["value"])


def pick(page: Page, name: str, value: str) -> None:
    """One choice among the round buttons of a name."""
    tab_until(page, lambda it: it["name"] == name)
    page.keyboard.press("Space")
    arrow_until(page, "ArrowDown", value)
    assert page.evaluate(FOCUSED)["ticked"]


def choose(page: Page, name: str, value: str) -> None:
    """One line of a list."""
    tab_until(page, lambda it: it["name"] == name)
    arrow_until(page, "ArrowDown", value)


def slide(page: Page, name: str, value: int) -> None:
    focused = tab_until(page, lambda it: it["name"] == name)
    arrow_until(page, "ArrowRight" if int(focused["value"]) < value else "ArrowLeft", str(value))


def arrow_until(page: Page, arrow: str, value: str) -> None:
    for _ in range(MOST_CHOICES):
        if page.evaluate(FOCUSED)["value"] == value:
            return
        page.keyboard.press(arrow)
    raise AssertionError(f"Valeur hors d’atteinte : {value}")
