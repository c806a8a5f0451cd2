"""Two ways to use the controls of a frame: a mouse, and keys alone. A journey takes one or the other."""

from time import monotonic

from playwright.sync_api import Frame, Locator, Page

MANY = 120  # presses of Tab, round the whole page
SOON = 20  # seconds, on a machine that does much else
IS_FOCUSED = "element => element === element.ownerDocument.activeElement"
# The page gives a frame the height that its content asks for, a moment later.
FITS = "() => Math.abs(innerHeight - document.querySelector('.h5p-content').getBoundingClientRect().height) < 2"
STANDS_STILL = """async () => {
  await document.fonts.ready;
  const places = () => JSON.stringify([...document.querySelectorAll("iframe")].map(each => each.getBoundingClientRect()));
  for (let before = ""; before !== places();) {
    before = places();
    await new Promise(done => setTimeout(done, 50));
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  }
}"""
WHERE = """() => {
  const at = document.hasFocus() ? document.activeElement : null;
  return [at ? [...document.querySelectorAll("*")].indexOf(at) : -1, at?.tagName ?? ""];
}"""
SAME_GROUP = "element => element.ownerDocument.activeElement.name === element.name"


class Mouse:
    def __init__(self, page: Page, frame: Frame) -> None:
        self.page, self.frame = page, frame

    def press(self, target: Locator) -> None:
        self.bring(target)
        target.click()

    def bring(self, target: Locator) -> None:
        """On screen and still. The frame is another process: a click sent while the page scrolls is lost on its way."""
        self.wait_for_the_frame()
        target.scroll_into_view_if_needed()
        self.wait_for_the_frame()

    def wait_for_the_frame(self) -> None:
        """Nobody clicks on what still moves: a page whose fonts arrive, a frame that grows, take buttons away."""
        self.frame.wait_for_function(FITS)
        self.page.evaluate(STANDS_STILL)

    def choose(self, radio: Locator) -> None:
        self.press(radio.locator("xpath=ancestor-or-self::label"))

    def pick(self, select: Locator, label: str) -> None:
        select.select_option(label=label)

    def write(self, field: Locator, text: str) -> None:
        self.press(field)
        self.page.keyboard.type(text)


class Keyboard:
    """Tab, Enter, Space, arrows and letters: nothing is clicked, nothing is focused by the test."""

    def __init__(self, page: Page, frame: Frame) -> None:
        self.page, self.frame = page, frame

    def press(self, button: Locator) -> None:
        self.reach(button)
        self.page.keyboard.press("Enter")

    def choose(self, radio: Locator) -> None:
        """Tab comes to a group at its ticked button, else at its first one; arrows go on from there."""
        self.reach(radio, SAME_GROUP)
        self.page.keyboard.press("Space")
        self.use_arrows(lambda: radio.evaluate(IS_FOCUSED))
        assert radio.is_checked()

    def pick(self, select: Locator, label: str) -> None:
        self.reach(select)
        wanted = select.evaluate("(list, label) => [...list.options].findIndex(one => one.label === label)", label)
        forward = wanted >= select.evaluate("list => list.selectedIndex")
        arrow = "ArrowDown" if forward else "ArrowUp"
        self.use_arrows(lambda: select.evaluate("list => list.selectedIndex") == wanted, arrow)

    def write(self, field: Locator, text: str) -> None:
        self.reach(field)
        self.page.keyboard.type(text)

    def reach(self, target: Locator, is_there: str = IS_FOCUSED) -> None:
        element = target.element_handle()
        for _ in range(MANY):
            if element.evaluate(is_there):
                return
            self.press_tab()
        raise AssertionError(f"Introuvable au clavier : {target}")

    def press_tab(self) -> None:
        """To the next control, and no key before it is there: page and frame hand focus over between two processes."""
        before, deadline = self.place(), monotonic() + SOON
        self.page.keyboard.press("Tab")
        while self.place() in (before, None):
            assert monotonic() < deadline, f"Le curseur ne quitte pas {before}"
            self.page.wait_for_timeout(10)

    def place(self) -> list[tuple[int, str]] | None:
        """Where focus is, in the page then in each frame; None while it is on its way from one to the other."""
        page, *frames = [tuple(frame.evaluate(WHERE)) for frame in self.page.frames]
        is_inside = any(tag not in ("", "BODY") for _rank, tag in frames)
        return [page, *frames] if is_inside or page[1] != "IFRAME" else None

    def use_arrows(self, is_there, arrow: str = "ArrowDown") -> None:
        for _ in range(MANY):
            if is_there():
                return
            self.page.keyboard.press(arrow)
        raise AssertionError("Hors d’atteinte avec les flèches")
