"""The organisation exercise, the exit-cost calculator and the clause workshop: without JavaScript, from end to end."""

import pytest

from tests.courses.tools import organisation
from tests.courses.tools.clause_answers import FRAME, SITTINGS
from tests.courses.tools.exit_cost import CONTRACT, EXPENSES
from tests.journeys.test_accessibility import Inspector


class Visitor:
    """Fills what a page asks, by hand; an inspector who sees with scripts looks at the same page."""

    def __init__(self, open_browser, **screen):
        self.page = open_browser(java_script_enabled=False, **screen)
        self.inspector = Inspector(open_browser(**screen))

    def fill(self, answers):
        form = self.page.locator("form:has(input[name=etape])")
        for name, value in answers.items():
            values = value if isinstance(value, list) else [value]
            fields = form.locator(f"[name='{name}']")
            kind = fields.first.evaluate("field => field.type")
            if kind in ("radio", "checkbox"):
                for one in values:
                    form.locator(f"[name='{name}'][value='{one}']").check()
            elif kind == "select-one":
                fields.select_option(value)
            else:
                fields.fill(value)
        return self

    def go_on(self):
        with self.page.expect_navigation():  # without scripts nothing else tells that the answer is here
            self.page.locator("form:has(input[name=etape]) section button.bouton").first.click()
        self.look(self.page.title())
        return self

    def look(self, name):
        """The same page, where axe can run: what was posted has no address."""
        self.inspector.page.route(
            "**/copie/", lambda route: route.fulfill(body=self.page.content(), content_type="text/html")
        )
        self.inspector.page.goto("/copie/")
        self.inspector.look(name)
        self.inspector.page.unroute("**/copie/")

    def read(self):
        return " ".join(self.page.locator("main").inner_text().replace("\u202f", "\u00a0").split())

    def file(self, button):
        with self.page.expect_download() as download:
            self.page.get_by_role("button", name=button).click()
        return download.value


@pytest.fixture(params=[(1280, "light"), (320, "dark")], ids=["wide and light", "at 400 % and dark"])
def visitor(request, open_browser):
    width, scheme = request.param
    return Visitor(open_browser, viewport={"width": width, "height": 900}, color_scheme=scheme)


def test_four_modes_are_ranked_and_contested_without_a_script(visitor):
    visitor.page.goto("/outils/organisation/")
    visitor.look("organisation")
    visitor.go_on()
    assert "17 points à corriger" in visitor.read()
    for step in organisation.STEPS:
        visitor.fill(step).go_on()

    assert "Premier : collégiale" in visitor.read()
    assert visitor.file("En PDF").suggested_filename == "organisation-vaubrise-agglomeration.pdf"
    assert visitor.inspector.faults == []


def test_an_exit_is_costed_without_a_script(visitor):
    visitor.page.goto("/outils/cout-de-sortie/")
    visitor.look("coût de sortie")
    visitor.go_on()
    visitor.fill(CONTRACT).go_on().fill({**EXPENSES, "objets-low": "61"}).go_on()
    assert "1 point à corriger" in visitor.read()
    visitor.fill({"objets-low": "40"}).go_on()

    assert "Indice de dépendance : 1,9, rouge" in visitor.read()
    assert visitor.file("En Markdown").suggested_filename == "cout-de-sortie-le-reseau-des-capteurs-de-bennes.md"
    assert visitor.inspector.faults == []


def test_a_clause_is_written_weakened_and_mended_without_a_script(visitor):
    visitor.page.goto("/outils/atelier-de-clause/")
    visitor.look("atelier de clause")
    visitor.go_on()
    visitor.fill(FRAME).go_on()
    for sitting in SITTINGS:
        visitor.fill({**sitting, "essai": "possible"} if "essai" in sitting else sitting).go_on()
    assert "Possible, donc jamais fait." in visitor.read()

    visitor.page.get_by_role("button", name="Modifier mes réponses").click()
    visitor.page.get_by_role("button", name="Modifier Réversibilité : aider, essayer, effacer").click()
    visitor.fill({"essai": "annuel"}).go_on()

    assert "Cette clause tient" in visitor.read()
    assert visitor.file("En PDF").suggested_filename.startswith("atelier-de-clause-")
    assert visitor.inspector.faults == []
