"""Lab 6 (report § 3.2.3 and § 3.2.2.3): the same five attacks on the two models, counted by really decrypting.

Model 1: one file per domain, sealed under that domain's key, each household under the domain's own pseudonym.
Model 2: one vault per inhabitant, sealed under its own data key, itself wrapped by the key of the provider that hosts
it. What an attacker gets is what opens with what he holds: nothing is assumed. What favours one model or the other
(number of providers, share of active vaults, life of a token) is an input, to be shown beside the result.
"""

import hmac
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import NamedTuple

import numpy as np
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from numpy.typing import NDArray

ATTACKS = ("disque", "cles-partielles", "toutes-les-cles", "agregateur", "mot-de-passe")
MODELS = (1, 2)
HOURS_A_MONTH = 720
Ints = NDArray[np.integer]


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What the comparison rests on; every field is shown to the learner and may be changed."""

    providers: int = 5
    active_share: float = 0.8  # of the vaults, those whose holder has given a consent that is still alive
    token_minutes: int = 5
    visits_a_month: int = 12  # how often an inhabitant opens the single front door
    hours_inside: int = 1  # how long the aggregator stays compromised
    stolen_domain: str = "energie"
    victim: int = 0  # the household whose password is stolen


@dataclass(frozen=True, slots=True)
class Loot:
    """What one attack brought: persons, domains of the richest person, records, persons with all domains joined."""

    persons: int
    domains: int
    records: int
    profiles: int


class _Row(NamedTuple):
    pseudonym: str
    sealed: bytes


class _Vault(NamedTuple):
    provider: int
    wrapped: bytes
    chunks: dict[str, bytes]
    scopes: tuple[str, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Stores:
    """Both models' stores, sealed, with the keys kept apart as each operator would keep them."""

    files: dict[str, tuple[_Row, ...]]
    domain_keys: dict[str, bytes]
    vaults: tuple[_Vault, ...]
    provider_keys: tuple[bytes, ...]
    given: Assumptions
    seed: bytes


@dataclass(slots=True)
class _Bag:
    """How many values opened, by person and domain; a domain in which a person has no record counts for nothing."""

    records: dict[str, dict[str, int]] = field(default_factory=dict)

    def put(self, person: str, domain: str, plain: bytes) -> None:
        if count := _count(plain):
            self.records.setdefault(person, {})[domain] = count

    def loot(self, domains: int) -> Loot:
        rich = [len(found) for found in self.records.values()]
        total = sum(sum(found.values()) for found in self.records.values())
        return Loot(len(rich), max(rich, default=0), total, sum(size == domains for size in rich))


def build_stores(series: Mapping[str, Sequence[Ints]], *, seed: bytes, given: Assumptions | None = None) -> Stores:
    """Seal the town twice. `series` gives, by domain, one array per household (Wh, L, g, or trips as whole numbers);
    a value under zero is no record. Keys and nonces come from `seed`: the same seed builds the same stores.
    """
    facts = given or Assumptions()
    domain_keys = {domain: _key(seed, "domaine", domain) for domain in series}
    provider_keys = tuple(_key(seed, "fournisseur", number) for number in range(facts.providers))
    plain = {domain: [_packed(values) for values in lines] for domain, lines in series.items()}
    households = range(len(next(iter(plain.values()))))
    files = {
        domain: tuple(_sealed_row(domain, number, plain[domain][number], domain_keys[domain]) for number in households)
        for domain in series
    }
    vaults = tuple(_sealed_vault(number, plain, provider_keys, seed) for number in households)
    return Stores(files, domain_keys, vaults, provider_keys, facts, seed)


def attack(stores: Stores, name: str, model: int) -> Loot:
    """Run one of `ATTACKS` on one model, by trying every key held on everything reached."""
    if name not in ATTACKS or model not in MODELS:
        raise ValueError((name, model))
    bag = _Bag()
    for person, domain, plain in (_files_attack if model == 1 else _vaults_attack)(stores, name):
        bag.put(person, domain, plain)
    return bag.loot(len(stores.files))


def matrix(stores: Stores) -> dict[tuple[str, int], Loot]:
    """All five attacks on both models."""
    return {(name, model): attack(stores, name, model) for name in ATTACKS for model in MODELS}


Opened = Iterator[tuple[str, str, bytes]]


def _files_attack(stores: Stores, name: str) -> Opened:
    given, keys = stores.given, stores.domain_keys
    households = range(len(stores.vaults))
    if name == "disque":
        yield from _open_files(stores, {}, households)
    elif name == "cles-partielles":
        yield from _open_files(stores, {given.stolen_domain: keys[given.stolen_domain]}, households)
    elif name == "toutes-les-cles":
        yield from _open_files(stores, keys, households)
    elif name == "agregateur":
        # An answer passes through the portal: one visit, one domain, for the visitors of these hours only.
        for number in _visitors(stores, households, minutes_before=0):
            domain = list(keys)[_draw(stores.seed, "domaine-visite", number) % len(keys)]
            yield from _open_files(stores, {domain: keys[domain]}, [number])
    else:
        yield from _open_files(stores, {given.stolen_domain: keys[given.stolen_domain]}, [given.victim])


def _open_files(stores: Stores, held: Mapping[str, bytes], households: Iterable[int]) -> Opened:
    """Try the keys held, and a guessed one, on these households' rows; whoever has all domain keys can join.

    Pseudonyms come from the domain keys: with all of them the join is recomputed, with fewer each row stands alone.
    """
    joined = len(held) == len(stores.domain_keys)
    guess = bytes(32)
    for domain, rows in stores.files.items():
        for number in households:
            row = rows[number]
            plain = _open(held.get(domain, guess), row.sealed, f"1|{domain}|{row.pseudonym}")
            if plain is not None:
                yield (str(_rejoined(number, domain, row, held)) if joined else row.pseudonym), domain, plain


def _rejoined(number: int, domain: str, row: _Row, held: Mapping[str, bytes]) -> int:
    """The household behind a row: its pseudonym is computed again from its number and the key."""
    if _pseudonym(domain, number, held[domain]) != row.pseudonym:
        raise ValueError(domain)
    return number


def _vaults_attack(stores: Stores, name: str) -> Opened:
    everybody = range(len(stores.vaults))
    if name == "disque":
        yield from _open_vaults(stores, (), everybody)
    elif name == "cles-partielles":
        # A provider's database holds only the vaults it hosts.
        hosted = [number for number, vault in enumerate(stores.vaults) if vault.provider == 0]
        yield from _open_vaults(stores, stores.provider_keys[:1], hosted)
    elif name == "toutes-les-cles":
        yield from _open_vaults(stores, stores.provider_keys, everybody)
    elif name == "agregateur":
        # No key there: the tokens seen in these hours, and those still alive when the intruder came in.
        active = [n for n in everybody if _share(stores.seed, "actif", n) < stores.given.active_share]
        for number in _visitors(stores, active, minutes_before=stores.given.token_minutes):
            yield from _answer(stores, number, stores.vaults[number].scopes)
    else:
        yield from _answer(stores, stores.given.victim, tuple(stores.files))


def _open_vaults(stores: Stores, held: Sequence[bytes], households: Iterable[int]) -> Opened:
    keys = held or (bytes(32),)
    for number in households:
        vault = stores.vaults[number]
        for key in keys:
            data_key = _open(key, vault.wrapped, f"2|{number}")
            if data_key is not None:
                yield from _chunks(vault, number, data_key, tuple(vault.chunks))


def _answer(stores: Stores, number: int, scopes: Sequence[str]) -> Opened:
    """What a vault itself opens for whoever presents a live token, or its holder's password: the scopes, no more."""
    vault = stores.vaults[number]
    data_key = _open(stores.provider_keys[vault.provider], vault.wrapped, f"2|{number}")
    if data_key is not None:
        yield from _chunks(vault, number, data_key, scopes)


def _chunks(vault: _Vault, number: int, data_key: bytes, domains: Sequence[str]) -> Opened:
    for domain in domains:
        plain = _open(data_key, vault.chunks[domain], f"2|{number}|{domain}")
        if plain is not None:
            yield str(number), domain, plain


def _visitors(stores: Stores, households: Iterable[int], *, minutes_before: int) -> list[int]:
    """Whose visit falls in the hours of the intrusion, or so shortly before that a token of it is still alive."""
    given = stores.given
    window = given.hours_inside * 60 + minutes_before
    between = HOURS_A_MONTH * 60 / max(given.visits_a_month, 1)
    return [number for number in households if _share(stores.seed, "visite", number) * between < window]


def _sealed_row(domain: str, number: int, plain: bytes, key: bytes) -> _Row:
    name = _pseudonym(domain, number, key)
    return _Row(name, _seal(key, plain, f"1|{domain}|{name}"))


def _sealed_vault(
    number: int, plain: Mapping[str, Sequence[bytes]], provider_keys: Sequence[bytes], seed: bytes
) -> _Vault:
    data_key, provider = _key(seed, "coffre", number), number % len(provider_keys)
    chunks = {domain: _seal(data_key, lines[number], f"2|{number}|{domain}") for domain, lines in plain.items()}
    how_many = 1 + _draw(seed, "portees", number) % len(chunks)
    wrapped = _seal(provider_keys[provider], data_key, f"2|{number}")
    return _Vault(provider, wrapped, chunks, tuple(chunks)[:how_many])


def _pseudonym(domain: str, number: int, key: bytes) -> str:
    return hmac.new(key, f"{domain}|{number}".encode(), sha256).hexdigest()[:16]


def _packed(values: Ints) -> bytes:
    return np.asarray(values).astype("<i4").tobytes()


def _count(plain: bytes) -> int:
    return int((np.frombuffer(plain, dtype="<i4") >= 0).sum())


def _seal(key: bytes, plain: bytes, about: str) -> bytes:
    """AES-256-GCM; one key never seals twice under the same `about`, so the nonce may come from it."""
    nonce = sha256(about.encode()).digest()[:12]
    return nonce + AESGCM(key).encrypt(nonce, plain, about.encode())


def _open(key: bytes, sealed: bytes, about: str) -> bytes | None:
    try:
        return AESGCM(key).decrypt(sealed[:12], sealed[12:], about.encode())
    except InvalidTag:
        return None


def _key(seed: bytes, kind: str, name: object) -> bytes:
    return hmac.new(seed, f"{kind}|{name}".encode(), sha256).digest()


def _draw(seed: bytes, kind: str, name: object) -> int:
    return int.from_bytes(_key(seed, kind, name)[:8])


def _share(seed: bytes, kind: str, name: object) -> float:
    return _draw(seed, kind, name) / 2**64
