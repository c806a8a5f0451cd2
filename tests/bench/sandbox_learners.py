"""A learner's browser: pages of the platform, pages of « Ma ville », and the way from one to the other."""

import base64
import hashlib
import math
import random
import re
import secrets
import time
from collections import defaultdict
from urllib.parse import parse_qs, urlencode, urlsplit

import requests
from django.conf import settings
from django.urls import reverse

from cms.accounts.models import User
from sandbox.consents.services import secret_of
from tests.bench.people import CSRF_SECRET, Person, sign_in

CLIENT, TRIES = "ma-ville", 5
UNAVAILABLE = 503
KEY = re.compile(r'name="demande" value="([^"]+)"')


class TimeIsUp(Exception):
    """The session in the training room ends."""


def arrive(count: int, name: str) -> list["Learner"]:
    """Learners who have just signed in, without a vault yet."""
    return [
        Learner(sign_in(User.objects.create_user(f"{name}-{number}@demo.example", name=f"Personne {number}")))
        for number in range(count)
    ]


class Learner:
    """Seconds spent are kept by the kind of page: `plateforme`, `agrégateur` or `API`.

    `pause` is the longest that this learner looks at a page, in seconds; after `leaves_at` no other page is asked for.
    """

    def __init__(self, person: Person) -> None:
        self.user, self.pause, self.unavailable = person.user, 0.0, 0
        self.leaves_at = math.inf
        self.seconds: dict[str, list[float]] = defaultdict(list)
        self.site, self.town, self.service = requests.Session(), requests.Session(), requests.Session()
        self.site.headers["Cookie"] = person.cookie
        for session in (self.site, self.town, self.service):
            session.trust_env = False

    def see(self, path: str) -> requests.Response:
        """A page of the platform."""
        return self._ask("plateforme", self.site, "GET", settings.SITE_URL + path)

    def send(self, path: str, **data: object) -> requests.Response:
        """A form of the platform, and the page it leads to on the platform."""
        response = self.post(path, data)
        location = response.headers.get("Location", "")
        return self.see(urlsplit(location).path) if location.startswith("/") else response

    def see_town(self, path: str) -> requests.Response:
        """A page of the aggregator."""
        return self._ask("agrégateur", self.town, "GET", settings.AGGREGATOR_URL + path)

    def call(self, path: str, headers: dict[str, str]) -> requests.Response:
        """The API of the vault, as a service calls it."""
        return self._ask("API", self.service, "GET", settings.SITE_URL + path, headers=headers)

    def authorise(self, *boxes: str) -> requests.Response:
        """From « Ma ville » to the consent screen and back: its page, lit.

        When the vault was too slow for « Ma ville », which waits five seconds, one asks again as its page says.
        """
        for _ in range(TRIES):
            asking = self.see_town("/demander/").headers["Location"]
            back = self.tick(asking.removeprefix(settings.SITE_URL), *boxes)
            if self.see_town(back.removeprefix(settings.AGGREGATOR_URL)).status_code == 302:
                return self.see_town("/")
        raise SystemExit("« Ma ville » n’obtient pas d’accès.")

    def tick(self, path: str, *boxes: str) -> str:
        """Answer yes to some boxes of a consent screen; where the browser is sent with the code."""
        key = KEY.search(self.see(path).text)[1]
        answer = {"demande": key, "cases": boxes, "duree": 30, "reponse": "autoriser"}
        return self.post(reverse("consents:authorize"), answer).headers["Location"]

    def token(self, *boxes: str) -> str:
        """An access token, obtained as the service obtains it."""
        verifier = secrets.token_urlsafe(48)
        digest = hashlib.sha256(verifier.encode()).digest()
        callback = f"{settings.AGGREGATOR_URL}/retour/"
        query = {
            "response_type": "code",
            "client_id": CLIENT,
            "redirect_uri": callback,
            "scope": " ".join(dict.fromkeys(box.partition("|")[2] for box in boxes)),
            "state": "banc",
            "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
            "code_challenge_method": "S256",
        }
        back = self.tick(f"{reverse('consents:authorize')}?{urlencode(query)}", *boxes)
        form = {
            "grant_type": "authorization_code",
            "code": parse_qs(urlsplit(back).query)["code"][0],
            "redirect_uri": callback,
            "code_verifier": verifier,
        }
        response = requests.post(
            settings.SITE_URL + reverse("consents:token"), data=form, auth=(CLIENT, secret_of(CLIENT)), timeout=30
        )
        return response.json()["access_token"]

    def post(self, path: str, data: dict[str, object] | None = None) -> requests.Response:
        body = {"csrfmiddlewaretoken": CSRF_SECRET, **(data or {})}
        return self._ask("plateforme", self.site, "POST", settings.SITE_URL + path, data=body)

    def _ask(self, kind: str, session: requests.Session, method: str, url: str, **more: object) -> requests.Response:
        time.sleep(random.uniform(0, self.pause))
        start = time.perf_counter()
        if start > self.leaves_at:
            raise TimeIsUp
        response = session.request(method, url, allow_redirects=False, timeout=30, **more)
        self.seconds[kind].append(time.perf_counter() - start)
        if kind == "agrégateur" and response.status_code == UNAVAILABLE:
            self.unavailable += 1
        elif response.status_code >= 400:
            raise SystemExit(f"{method} {urlsplit(url).path} : réponse {response.status_code}")
        return response
