"""Every lab by keyboard: each control is reached, and focus is where the page speaks to whoever answered."""

import pytest

from sandbox.labs.catalogue import LABS
from tests.journeys.by_keyboard import FOCUSED, arrive, go_to_step, pick, press
from tests.journeys.in_the_sandbox import lab

MOST_TABS = 150
PARTITIONS = lab("cloisonnement")
# One stop per radio group, as browsers do: the ticked one, else the first on the way down.
CONTROLS = """() => {
  const seen = new Set(), stops = [];
  const all = 'a[href], button, input:not([type=hidden]), select, textarea, summary';
  for (const it of document.querySelectorAll(`main :is(${all})`)) {
    if (!it.checkVisibility()) continue;
    const group = it.type === 'radio' ? `${it.form.action} ${it.name}` : null;
    if (group && seen.has(group)) continue;
    if (group) seen.add(group);
    it.dataset.stop = stops.length;
    stops.push(group || it.id || it.textContent.trim() || it.name);
    if (group) for (const other of it.form.elements[it.name]) other.dataset.stop = it.dataset.stop;
  }
  return stops;
}"""
# Nothing once focus has left the page's own part; "" on a region that scrolls, which browsers stop at too.
STOP = "() => document.activeElement.closest('main') ? document.activeElement.dataset.stop ?? '' : null"


@pytest.fixture
def page(visit):
    return visit[0]


def test_every_control_of_every_lab_is_reached_by_tab_in_reading_order(page):
    for each in LABS:
        page.goto(lab(each.slug))
        stops = page.evaluate(CONTROLS)
        page.locator("main").focus()
        reached = []
        for _ in range(MOST_TABS):
            page.keyboard.press("Tab")
            stop = page.evaluate(STOP)
            if stop is None:
                break
            if stop and stop not in reached[-1:]:
                reached.append(stop)

        assert len(stops) > 3, each.slug
        assert reached == [str(number) for number in range(len(stops))], (each.slug, stops)


def test_after_an_answer_the_next_tab_is_in_the_step_that_was_answered(page):
    arrive(page, PARTITIONS)
    go_to_step(page, "regler")
    pick(page, "step", "mois")
    pick(page, "zone_known", "non")
    press(page, "Calculer")

    page.keyboard.press("Tab")

    assert page.evaluate(FOCUSED)["step"] == "regler"


def test_a_refused_answer_is_explained_where_focus_lands(page):
    arrive(page, PARTITIONS)
    go_to_step(page, "justifier")
    press(page, "Déposer ma demande")

    assert page.evaluate("() => document.activeElement.id") == "erreurs"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate(FOCUSED)["name"] == "purpose"
