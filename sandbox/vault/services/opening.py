"""A learner's vault: found, or opened and filled with a year of a household of the town."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from cms.accounts.models import User
from sandbox.town import rules as town
from sandbox.vault.models import Chunk, Vault
from sandbox.vault.rules.aggregation import days_between
from sandbox.vault.rules.chunks import column
from sandbox.vault.rules.journal import HOLDER, Action
from sandbox.vault.rules.series import DOMAINS, Domain, Number, Record
from sandbox.vault.sealing import DataKey
from sandbox.vault.services.journalling import append
from sandbox.vault.services.rotating import give_key
from sandbox.vault.services.sealed import seal_column, seal_records

FIRST, LAST = date(town.YEAR, 1, 1), date(town.YEAR, 12, 31)
# A visit is noted once an hour: reading a page need not write.
VISIT = timedelta(hours=1)


def vault_of(learner: User) -> Vault | None:
    """The learner's open vault, if there is one."""
    return Vault.objects.of(learner).open().first()


@transaction.atomic
def open_vault(*, learner: User, persona: str | None = None) -> Vault:
    """The learner's vault, made at the first visit; a second call finds it and notes the visit.

    `persona` is one of the town's; without it, the learner's number draws one. Another learner with the same persona
    gets another household: answers differ.
    """
    User.objects.select_for_update(no_key=True).only("pk").get(pk=learner.pk)
    found = vault_of(learner)
    if found is not None:
        note_visit(vault=found)
        return found
    code = persona or town.PERSONAS[learner.pk % len(town.PERSONAS)].code
    vault = Vault.objects.create(holder=learner, persona=code, household=town.variant(code, learner.pk))
    Chunk.objects.bulk_create(first_chunks(vault, give_key(vault=vault)), batch_size=500)
    append(vault=vault, actor=HOLDER, action=Action.OPENING, first=FIRST, last=LAST)
    return vault


def note_visit(*, vault: Vault) -> None:
    """Whoever comes back is no longer idle."""
    now = timezone.now()
    if vault.warned_at is not None or now - vault.used_at > VISIT:
        Vault.objects.filter(pk=vault.pk).update(used_at=now, warned_at=None)
        vault.used_at, vault.warned_at = now, None


def first_chunks(vault: Vault, key: DataKey) -> Iterator[Chunk]:
    """A year of the household, sealed."""
    number = vault.household
    hours = town.hourly_energy(number, FIRST, LAST)
    for day, values in zip(days_between(FIRST, LAST), hours, strict=True):
        yield seal_column(vault, key, DOMAINS["energie"], day, column(values))
    water = [int(value) for value in town.daily_water(number)]
    waste = [None if value < 0 else int(value) for value in town.daily_waste(number)]
    yield from _months(vault, key, DOMAINS["eau"], water)
    yield from _months(vault, key, DOMAINS["dechets"], waste)
    trips: dict[date, list[Record]] = defaultdict(list)
    for trip in town.trips(number):
        trips[trip.day.replace(day=1)].append(trip_record(trip))
    for start, records in sorted(trips.items()):
        records.sort(key=lambda record: str(record["debut"]))
        yield seal_records(vault, key, DOMAINS["mobilite"], start, records)
    yield seal_records(vault, key, DOMAINS["logement"], FIRST, [profile_record(town.household(number))])


def trip_record(trip: town.Trip) -> Record:
    """A trip with everything the vault knows of it; `rules.aggregation.blurred` says what a zone scope leaves."""
    moment = datetime(trip.day.year, trip.day.month, trip.day.day, trip.minute // 60, trip.minute % 60)
    return {
        "debut": moment.isoformat(timespec="minutes"),
        "duree": int(trip.duration),
        "mode": str(trip.mode),
        "de_arret": None if trip.from_stop is None else int(trip.from_stop),
        "a_arret": None if trip.to_stop is None else int(trip.to_stop),
        "de_zone": int(trip.from_zone),
        "a_zone": int(trip.to_zone),
        "qualite": "mesuré",
    }


def profile_record(household: town.Household) -> Record:
    """The dwelling, as comparing needs it: neither address nor name."""
    return {
        "surface": int(household.surface),
        "occupants": int(household.occupants),
        "chauffage_electrique": bool(household.electric_heating),
        "eau_chaude_electrique": bool(household.electric_water),
        "zone": int(household.zone),
        "quartier": int(household.district),
    }


def _months(vault: Vault, key: DataKey, domain: Domain, values: Iterable[Number | None]) -> Iterator[Chunk]:
    months: dict[date, list[Number | None]] = defaultdict(list)
    for day, value in zip(days_between(FIRST, LAST), values, strict=True):
        months[day.replace(day=1)].append(value)
    for start, content in months.items():
        yield seal_column(vault, key, domain, start, column(content))
