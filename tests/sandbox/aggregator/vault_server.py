"""The other side of the contract: a small HTTP server that answers as a vault does, with figures we can look for."""

import base64
import hashlib
import json
import secrets
import threading
from datetime import date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

ALL_SCOPES = [
    "energie:mois",
    "eau:mois",
    "dechets:mois",
    "logement:profil",
    "eau:jour",
    "mobilite:zone",
    "energie:heure",
    "mobilite:arret",
]
ALL_PURPOSES = ["cout", "comparaison", "fuite", "depart", "conseil-fin", "itineraire-exact"]
# Seven significant digits: nothing else in the program can look like them by chance.
CANARIES = [f"4183.{517 + 13 * number}" for number in range(24)]
TEXT_CANARY = "repere-textuel-coquelicot"


class VaultServer(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, client_id: str = "ma-ville", client_secret: str = "secret-du-service") -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.client_id, self.client_secret = client_id, client_secret
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.reset()
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    def reset(self) -> None:
        """As if nobody had ever come."""
        self.scopes, self.purposes = list(ALL_SCOPES), list(ALL_PURPOSES)
        self.codes: dict[str, dict] = {}
        self.access: set[str] = set()
        self.refresh: set[str] = set()
        self.calls: list[tuple[str, str, dict]] = []
        self.withdrawn = False
        self.paused = False
        self.refused: dict[str, tuple[int, str]] = {}
        self.lifetime = 300
        self.pseudonym = "p-0123456789abcdef"
        self.issuer = self.url

    def stop(self) -> None:
        self.shutdown()
        self.server_close()

    def answer_to(self, authorize_address: str, *, answer: dict | None = None) -> str:
        """What the inhabitant's browser brings back after agreeing on the vault's screen."""
        query = {name: values[0] for name, values in parse_qs(urlsplit(authorize_address).query).items()}
        assert query["response_type"] == "code"
        assert query["client_id"] == self.client_id
        assert query["code_challenge_method"] == "S256"
        code = secrets.token_urlsafe(12)
        self.codes[code] = query
        back = answer or {"code": code}
        return query["redirect_uri"] + "?" + urlencode(back | {"state": query["state"], "iss": self.issuer})

    def new_tokens(self) -> dict:
        access, refresh = secrets.token_urlsafe(24), secrets.token_urlsafe(24)
        self.access.add(access)
        self.refresh.add(refresh)
        return {
            "access_token": access,
            "refresh_token": refresh,
            "expires_in": self.lifetime,
            "token_type": "Bearer",
            "scope": " ".join(self.scopes),
        }

    def paths(self) -> list[str]:
        return [path for _, path, _ in self.calls]


class Handler(BaseHTTPRequestHandler):
    server: VaultServer

    def log_message(self, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        self.server.calls.append(("GET", parts.path, query))
        if parts.path == "/api/ville/v1/reperes/":
            return self.give(200, LANDMARKS)
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        if self.server.withdrawn or token not in self.server.access:
            return self.give(401, {"erreur": "invalid_token", "message": "L’autorisation a été retirée."})
        if parts.path == "/api/coffre/v1/consentement/":
            return self.give(200, self.terms())
        domain = parts.path.removeprefix("/api/coffre/v1/series/").strip("/")
        scope = f"{domain}:{query['pas']}"
        if scope in self.server.refused:
            status, message = self.server.refused[scope]
            return self.give(status, {"erreur": "insufficient_scope", "message": message})
        if scope not in self.server.scopes:
            return self.give(403, {"erreur": "insufficient_scope", "message": "Portée absente."})
        return self.give(200, series(domain, query["pas"], query["du"], query["au"]))

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        form = {name: values[0] for name, values in parse_qs(self.rfile.read(length).decode()).items()}
        self.server.calls.append(("POST", self.path, form))
        expected = base64.b64encode(f"{self.server.client_id}:{self.server.client_secret}".encode()).decode()
        if self.headers.get("Authorization") != f"Basic {expected}":
            return self.give(401, {"error": "invalid_client"})
        if self.path == "/oauth/revoke_token/":
            self.server.refresh.discard(form["token"])
            self.server.withdrawn = True
            return self.give(200, {})
        return self.exchange(form)

    def exchange(self, form: dict) -> None:
        if form["grant_type"] == "refresh_token":
            if self.server.withdrawn or form["refresh_token"] not in self.server.refresh:
                return self.give(400, {"error": "invalid_grant"})
            if self.server.paused:
                return self.give(400, {"error": "temporarily_unavailable"})
            self.server.refresh.remove(form["refresh_token"])
            return self.give(200, self.server.new_tokens())
        asked = self.server.codes.pop(form["code"], None)
        digest = hashlib.sha256(form["code_verifier"].encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if asked is None or asked["code_challenge"] != challenge or asked["redirect_uri"] != form["redirect_uri"]:
            return self.give(400, {"error": "invalid_grant"})
        return self.give(200, self.server.new_tokens())

    def terms(self) -> dict:
        return {
            "identifiant": self.server.pseudonym,
            "portees": self.server.scopes,
            "finalites": self.server.purposes,
            "du": "2025-01-01",
            "au": "2025-12-31",
            "jusqu_au": (datetime.now().astimezone() + timedelta(days=30)).isoformat(),
            "journal": {"seq": 41, "empreinte": "e3b0c44298fc1c149afbf4c8996fb924"},
        }

    def give(self, status: int, content: dict) -> None:
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def days(first: str, last: str) -> list[date]:
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    return [start + timedelta(days=number) for number in range((end - start).days + 1)]


def series(domain: str, step: str, first: str, last: str) -> dict:
    """Water carries the canaries, day after day; trips and the dwelling carry the label."""
    head = {"domaine": domain, "pas": step, "unite": "u", "du": first, "au": last}
    if domain == "logement":
        profile = {"occupants": 2, "chauffage_electrique": True, "quartier": 3, "etiquette": TEXT_CANARY}
        return head | {"releves": [profile]}
    if domain == "mobilite":
        minute = "07:45" if step == "zone" else "07:47"
        place = {"de_zone": 3, "a_zone": 8} if step == "zone" else {"de_arret": 12, "a_arret": 44}
        return head | {
            "releves": [
                {"debut": f"{day}T{minute}", "mode": "bus", "etiquette": TEXT_CANARY} | place
                for day in days(first, last)
            ]
        }
    if step == "heure":
        starts = [f"{day}T{hour:02}:00:00+01:00" for day in days(first, last) for hour in range(24)]
        values = [900 if start[11:13] == "19" else 100 for start in starts]
    elif step == "jour":
        starts = [day.isoformat() for day in days(first, last)]
        values = [float(CANARIES[number % len(CANARIES)]) for number in range(len(starts))]
    else:
        starts = [day.isoformat() for day in days(first, last) if day.day == 1]
        values = [300_000 if domain == "energie" else 9_000 for _ in starts]
    return head | {"debuts": starts, "valeurs": values, "qualite": ["mesuré"] * len(values)}


def group(size: int, district: int, median: int) -> dict:
    spread = {"q1": median // 2, "mediane": median, "q3": median * 2}
    return {
        "quartier": district,
        "occupants": 2,
        "chauffage_electrique": True,
        "effectif": size,
        "annee": spread,
        "mois": [spread] * 12,
    }


LANDMARKS = {
    "ville": "Valfictif",
    "annee": 2025,
    "plus_petit_groupe": 10,
    "tarifs": {
        "energie": {"centimes_par_kwh": 20, "abonnement_centimes_par_mois": 1200},
        "eau": {"centimes_par_m3": 400, "abonnement_centimes_par_mois": 400},
        "dechets": {"part_fixe_centimes_par_an": 9600, "centimes_par_levee": 190, "centimes_par_kg": 22},
    },
    "quartiers": [{"quartier": 3, "nom": "Les Halles"}, {"quartier": 4, "nom": "Le Port"}],
    "collectes": [
        {"quartier": 3, "jour": "lundi", "dates": [f"2025-{month:02}-28" for month in range(1, 13)] + ["2025-12-31"]},
        {"quartier": 4, "jour": "mardi", "dates": [f"2025-{month:02}-28" for month in range(1, 13)] + ["2025-12-31"]},
    ],
    "groupes": {"energie": {"unite": "Wh", "foyers": [group(4, 3, 1), group(412, 3, 400_000)]}},
    "departs": {
        "tranches": [
            {"heure": "07:20", "validations": 800},
            {"heure": "07:30", "validations": 100},
            {"heure": "07:40", "validations": 900},
            {"heure": "07:50", "validations": 1527},
            {"heure": "08:00", "validations": 1400},
        ]
    },
    "reseau": "/api/ville/v1/reseau.zip",
}
