"""The life of keys: made, activated, retired. Each act is one transaction, and leaves an event."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from passport.signing import keystore, seals
from passport.signing.errors import ActRefused, NoActiveKey, TooSoon
from passport.signing.models import KeyEvent, SigningKey
from passport.signing.rules import BECOMES, Act, Kind, State, may_become, next_name, remaining_wait

if TYPE_CHECKING:
    from cms.accounts.models import User

RSA_BITS: Final = 3072
LOG_ACTIONS: Final = {act: f"signing.{act}" for act in Act}
_DATES: Final = {
    State.ACTIVE: "activated_at",
    State.RETIRED: "retired_at",
    State.COMPROMISED: "compromised_at",
}


def active_key(kind: Kind) -> SigningKey:
    """The key that signs. A laptop and the demonstration make their first themselves; production never does.

    Raises NoActiveKey.
    """
    key = SigningKey.objects.active(kind).first()
    if key is None and not settings.PRODUCTION:
        _make_and_activate(kind)
        key = SigningKey.objects.active(kind).first()
    if key is None:
        raise NoActiveKey(kind=kind)
    return key


def ensure_keys() -> None:
    """One active key of each kind: made on a laptop and in the demonstration. Raises NoActiveKey in production."""
    for kind in Kind:
        active_key(kind)


def generate_key(*, kind: Kind, by: "User | None" = None, who: str = "", note: str = "") -> SigningKey:
    """A new key, pending: published at once, used once it is activated. A seal's certificate is issued by our own root.

    Raises PassphraseMissing.
    """
    private = _new_private_key(kind)
    certificates = ""
    if kind is Kind.SEAL:
        certificates = seals.issue_certificate(private.public_key())
    return _keep(kind, private, certificates=certificates, by=by, who=who, note=note)


def import_seal(
    *,
    file: Path,
    chain: Path | None = None,
    password: str = "",
    by: "User | None" = None,
    who: str = "",
    note: str = "",
) -> SigningKey:
    """A seal bought from a trust provider, pending: PKCS#12, or PEM with the chain beside. Its key enters the keystore.

    Raises SealUnusable, PassphraseMissing.
    """
    private, certificates = seals.read_seal(file, chain, password)
    return _keep(Kind.SEAL, private, certificates=certificates, by=by, who=who, note=note)


def register_device_seal(*, certificates: Path, by: "User | None" = None, who: str = "", note: str = "") -> SigningKey:
    """A seal whose key stays on a device (PKCS#11), pending: its certificates, its own first, as PEM.

    Raises SealUnusable.
    """
    chain = seals.read_certificates(certificates)
    public = seals.check_certificate(chain[0])
    with transaction.atomic():
        return _record(
            _free_name(Kind.SEAL, Kind.SEAL),
            Kind.SEAL,
            public,
            certificates=seals.write_certificates(chain),
            held_by=SigningKey.Holder.DEVICE,
            by=by,
            who=who,
            note=note,
        )


@transaction.atomic
def activate_key(
    *, key: SigningKey, by: "User | None" = None, who: str = "", note: str = "", without_waiting: bool = False
) -> SigningKey:
    """From now on it signs; the one it replaces is retired, and what that one signed still verifies.

    Raises ActRefused, TooSoon, and KeyUnreadable rather than let a key sign that cannot.
    """
    key = lock_kind(key)
    refuse_unless_allowed(key, Act.ACTIVATE)
    if not without_waiting and (free_at := may_sign_from(key)) > timezone.now():
        raise TooSoon(name=key.name, until=date_format(timezone.localtime(free_at), "j F Y à H:i"))
    if key.held_by == SigningKey.Holder.KEYSTORE:
        keystore.private_key(key.name)
    replaced = SigningKey.objects.active(Kind(key.kind)).first()
    if replaced is not None:
        change_state(replaced, Act.RETIRE, by=by, who=who, note=_("Remplacée par %(name)s") % {"name": key.name})
    return change_state(key, Act.ACTIVATE, by=by, who=who, note=note)


@transaction.atomic
def retire_key(*, key: SigningKey, by: "User | None" = None, who: str = "", note: str = "") -> SigningKey:
    """It signs nothing more, and what it signed still verifies. Raises ActRefused."""
    key = lock_kind(key)
    refuse_unless_allowed(key, Act.RETIRE)
    return change_state(key, Act.RETIRE, by=by, who=who, note=note)


def lock_kind(key: SigningKey) -> SigningKey:
    """The key as it is now, with every key of its kind locked: two acts on a kind come one after the other."""
    kin = SigningKey.objects.select_for_update().filter(kind=key.kind).oldest_first()
    return next(each for each in kin if each.pk == key.pk)


def may_sign_from(key: SigningKey) -> datetime:
    """When a pending key will have been published long enough; a seal is published nowhere that keeps it."""
    is_first = not SigningKey.objects.filter(kind=key.kind).exclude(activated_at=None).exists()
    now = timezone.now()
    return now + remaining_wait(key.created_at, now, is_first_of_its_kind=is_first or key.kind == Kind.SEAL)


def refuse_unless_allowed(key: SigningKey, act: Act) -> None:
    """Raises ActRefused when the state of the key does not allow the act."""
    if not may_become(State(key.state), BECOMES[act]):
        raise ActRefused(name=key.name, state=SigningKey.State(key.state).label)


def change_state(key: SigningKey, act: Act, *, by: "User | None", who: str, note: str) -> SigningKey:
    """Write the state, its date and the event; inside the transaction of a service that decided it."""
    state = BECOMES[act]
    key.state = SigningKey.State(state.value)
    setattr(key, _DATES[state], timezone.now())
    key.save(update_fields=["state", _DATES[state]])
    record_act(key, act, by=by, who=who, note=note)
    return key


def _make_and_activate(kind: Kind) -> None:
    """Whoever is quicker makes it, as the table allows one active key; the others find theirs."""
    key = None
    who = _("la plateforme, pour un poste de travail")
    try:
        with transaction.atomic():
            if not SigningKey.objects.active(kind).exists():
                key = generate_key(kind=kind, who=who)
                change_state(key, Act.ACTIVATE, by=None, who=who, note="")
    except IntegrityError:
        if key is not None:
            keystore.discard(key.name)


def _new_private_key(kind: Kind) -> keystore.PrivateKey:
    if kind is Kind.PROOF:
        return Ed25519PrivateKey.generate()
    if kind is Kind.TOKEN and settings.SIGNING_TOKEN_ALGORITHM == "RS256":  # noqa: S105
        return rsa.generate_private_key(public_exponent=65537, key_size=RSA_BITS)
    return ec.generate_private_key(ec.SECP256R1())


def _keep(
    kind: Kind, private: keystore.PrivateKey, *, certificates: str, by: "User | None", who: str, note: str
) -> SigningKey:
    """In the keystore first, then in the table: a row without its key could be activated."""
    is_rsa_token = kind is Kind.TOKEN and isinstance(private, rsa.RSAPrivateKey)
    name = _store("rs256" if is_rsa_token else kind, kind, private)
    try:
        with transaction.atomic():
            return _record(name, kind, private.public_key(), certificates=certificates, by=by, who=who, note=note)
    except BaseException:
        keystore.discard(name)
        raise


def _store(prefix: str, kind: Kind, private: keystore.PrivateKey) -> str:
    while True:
        name = _free_name(prefix, kind)
        try:
            keystore.store(name, private)
        except FileExistsError:  # another process took the name since
            continue
        return name


def _free_name(prefix: str, kind: Kind) -> str:
    taken = [*SigningKey.objects.filter(kind=kind).values_list("name", flat=True), *keystore.names()]
    return next_name(prefix, timezone.localdate().year, taken)


def _record(
    name: str,
    kind: Kind,
    public: seals.PublicKey,
    *,
    certificates: str,
    by: "User | None",
    who: str,
    note: str,
    held_by: str = SigningKey.Holder.KEYSTORE,
) -> SigningKey:
    key = SigningKey.objects.create(
        name=name,
        kind=kind,
        public=public.public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        ).decode(),
        certificates=certificates,
        held_by=held_by,
    )
    record_act(key, Act.GENERATE, by=by, who=who, note=note)
    return key


def record_act(key: SigningKey, act: Act, *, by: "User | None", who: str, note: str) -> None:
    """The event of the key, and the line of the journal; in the transaction of a service that does the act."""
    author = who or (by.name or by.email if by else _("la plateforme"))
    KeyEvent.objects.create(key=key, act=act, by=by, who=author, note=note)
    log(key, LOG_ACTIONS[act], user=by, data={"who": author, "note": note})
