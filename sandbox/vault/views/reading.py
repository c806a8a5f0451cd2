"""What a vault holds, and its curves."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from cms.accounts.http import AuthenticatedRequest
from cms.foundation.errors import DomainError
from cms.foundation.numbers import rounded
from cms.foundation.templatetags.ui import heure, jour
from sandbox.town.rules import NAME
from sandbox.vault.charts import Bar, BarChart
from sandbox.vault.forms import YEAR_FIRST, YEAR_LAST, PeriodForm
from sandbox.vault.models import Vault
from sandbox.vault.rules.journal import HOLDER
from sandbox.vault.rules.series import DOMAINS, Number, Record, SeriesAnswer, SeriesRequest
from sandbox.vault.services import inventory, read_series
from sandbox.vault.views.own import page, with_own_vault
from sandbox.vault.wording import STEPS, counted, origin_words

DOMAIN_TITLES = {
    "energie": gettext_lazy("Électricité"),
    "eau": gettext_lazy("Eau"),
    "dechets": gettext_lazy("Déchets"),
    "mobilite": gettext_lazy("Déplacements"),
    "logement": gettext_lazy("Logement"),
}
UNITS = {"energie": ("kWh", 1000), "eau": ("L", 1), "dechets": ("kg", 1000)}
# Each step, and the period shown at first.
FIRST_PERIODS = {
    "heure": (date(2025, 1, 14), date(2025, 1, 14)),
    "jour": (date(2025, 1, 1), date(2025, 1, 31)),
    "mois": (YEAR_FIRST, YEAR_LAST),
    "zone": (date(2025, 1, 13), date(2025, 1, 19)),
    "arret": (date(2025, 1, 13), date(2025, 1, 19)),
    "profil": (YEAR_FIRST, YEAR_FIRST),
}


@require_safe
@with_own_vault
def index(request: AuthenticatedRequest, vault: Vault) -> HttpResponse:
    """The inventory, and last year at a glance."""
    sets = [
        (row, DOMAIN_TITLES.get(row.domain, row.domain), counted(row.count), origin_words(row.origin))
        for row in inventory(vault)
    ]
    year = read_series(
        vault=vault,
        request=SeriesRequest("energie", "mois", YEAR_FIRST, YEAR_LAST),
        actor=HOLDER,
        journal=False,
    )
    return page(request, "vault/index.html", {"vault": vault, "sets": sets, "town": NAME, "chart": chart_of(year)})


@require_safe
@with_own_vault
def series(request: AuthenticatedRequest, vault: Vault, domain: str) -> HttpResponse:
    """One series over a period, by hour, day or month. A holder's own look is a line of the journal too."""
    if domain not in DOMAINS:
        raise Http404
    steps = DOMAINS[domain].steps[::-1]
    step = request.GET.get("pas") or steps[0]
    first, last = FIRST_PERIODS.get(step, (YEAR_FIRST, YEAR_LAST))
    initial = {"pas": step, "du": first, "au": last}
    asked = {key: request.GET.get(key) or initial[key] for key in initial} if request.GET else initial
    choices = [(code, str(STEPS[code]).capitalize()) for code in steps]
    form = PeriodForm(asked, domain=domain, steps=choices)
    context: dict[str, Any] = {"vault": vault, "domain": domain, "title": DOMAIN_TITLES[domain], "form": form}
    answer = answer_to(vault, form)
    if answer is not None:
        context |= {
            "answer": answer,
            "chart": chart_of(answer) if domain in UNITS else None,
            "trips": [trip_words(record) for record in answer.records] if domain == "mobilite" else [],
            "profile": profile_words(answer.records[0]) if domain == "logement" and answer.records else [],
        }
    return page(
        request,
        "vault/series.html",
        context,
        title=str(DOMAIN_TITLES[domain]),
        status=200 if form.is_valid() else 422,
    )


def answer_to(vault: Vault, form: PeriodForm) -> SeriesAnswer | None:
    """What the vault answers; a refusal is said in the form."""
    if not form.is_valid():
        return None
    try:
        return read_series(vault=vault, request=form.wish, actor=HOLDER)
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        return None


MODES = {
    "tram": gettext_lazy("tram"),
    "bus": gettext_lazy("bus"),
    "car": gettext_lazy("voiture"),
    "bike": gettext_lazy("vélo"),
    "walk": gettext_lazy("à pied"),
}


def trip_words(record: Record) -> dict[str, Any]:
    """A trip in words, as finely as the step shows it."""
    moment = datetime.fromisoformat(record["debut"])

    def place(end: str) -> str:
        stop = record.get(f"{end}_arret")
        if stop is not None:
            return _("arrêt {stop}").format(stop=stop)
        return _("zone {zone}").format(zone=record[f"{end}_zone"])

    return {
        "day": moment.date(),
        "hour": heure(moment.time()),
        "mode": MODES.get(record["mode"], record["mode"]),
        "origin": place("de"),
        "destination": place("a"),
    }


def profile_words(record: Record) -> list[tuple[str, str]]:
    """The dwelling, line by line."""
    yes = {True: _("électrique"), False: _("autre")}
    return [
        (_("Surface"), _("{surface} m²").format(surface=record["surface"])),
        (_("Occupants"), str(record["occupants"])),
        (_("Chauffage"), yes[record["chauffage_electrique"]]),
        (_("Eau chaude"), yes[record["eau_chaude_electrique"]]),
        (_("Zone"), str(record["zone"])),
        (_("Quartier"), str(record["quartier"])),
    ]


def chart_of(answer: SeriesAnswer) -> BarChart:
    """A measured series as bars, with one sentence saying what one sees."""
    unit, divisor = UNITS[answer.domain]
    bars = [
        Bar(start_words(start, answer.step), None if value is None else value / divisor, figure(value, divisor))
        for start, value in zip(answer.starts, answer.values, strict=True)
    ]
    known = [(bar.value, bar) for bar in bars if bar.value is not None]
    if known:
        total = rounded(sum(value for value, _bar in known))
        highest = max(known, key=lambda pair: pair[0])[1]
        sentence = _("{total} {unit} en tout ; le plus haut : {figure} {unit}, {when}.").format(
            total=total, unit=unit, figure=highest.text, when=highest.label
        )
    else:
        sentence = _("Aucune valeur sur cette période.")
    title = _("{what}, {step}").format(what=str(DOMAIN_TITLES[answer.domain]), step=STEPS[answer.step])
    return BarChart(f"g-{answer.domain}-{answer.step}", title, sentence, _("Quand"), unit, bars)


def start_words(start: date | datetime, step: str) -> str:
    if isinstance(start, datetime):
        return _("{hour} h").format(hour=timezone.localtime(start).hour)
    if step == "mois":
        return (_("janv."), _("févr."), _("mars"), _("avr."), _("mai"), _("juin"), _("juil."), _("août"), _("sept."),
                _("oct."), _("nov."), _("déc."))[start.month - 1]  # fmt: skip
    return jour(start).rsplit("\u00a0", 1)[0]


def figure(value: Number | None, divisor: int) -> str:
    if value is None:
        return ""
    places = 0 if divisor == 1 or value >= 100 * divisor else 2 if value < 10 * divisor else 1
    return rounded(Decimal(str(value)) / divisor, places)
