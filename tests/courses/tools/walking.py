"""Somebody who fills a tool page after page, and looks at what each one says."""

from typing import Any

from django.http import HttpResponse

from tests.courses.tools.conftest import Desk


class Walk(Desk):
    @property
    def heading(self) -> str:
        return self.soup.select_one("#etape").get_text(strip=True)

    @property
    def faults(self) -> list[str]:
        return [item.get_text(strip=True) for item in self.soup.select("#erreurs li")]

    def value_of(self, name: str) -> str:
        found = self.soup.select_one(f"[name={name!r}]")
        if found.name == "textarea":
            return found.get_text().strip()
        if found.name == "select":
            chosen = found.select_one("option[selected]")
            return chosen["value"] if chosen else ""
        return found.get("value", "")

    def fill(self, answers: dict[str, Any], **more: str) -> "Walk":
        """Continue with these answers; `aller="peser"` is the button of another step."""
        self.send(**answers, **more)
        return self

    def take(self, action: str) -> HttpResponse:
        """What a button of the result gives, without leaving the page."""
        return self.client.post(self.address(action), self.hidden)
