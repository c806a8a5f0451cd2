"""From the bytes of a file to a verdict, check by check."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any, Final

from passport.proofs.reasons import Reason, Refused
from passport.verify.authenticity import authenticate
from passport.verify.facts import read_facts
from passport.verify.issuer import Issuer
from passport.verify.reading import Kind, read
from passport.verify.sealed import Sealed, open_sealed
from passport.verify.statuses import Answer, entry_of, look_up
from passport.verify.verdict import OF_A_SEALED_FILE, OF_EVERY_FILE, Check, Facts, Finding, State, Verdict

CREDENTIAL_TYPE: Final = "OpenBadgeCredential"


def judge(content: bytes, *, issuer: Issuer, now: datetime) -> Verdict:
    """What this file is worth at that moment. Never raises for what a file holds."""
    examination = Examination(issuer, now)
    try:
        body, facts, sealed = examination.authenticate(content)
    except Refused:
        return Verdict(State.REFUSED, examination.findings())
    state = examination.dates(facts)
    answer = examination.status(body, sealed.photographs if sealed else ())
    return Verdict(
        conclude(state, answer, examination), examination.findings(), facts, answer.as_of if answer else None
    )


def conclude(by_dates: State, answer: Answer | None, examination: "Examination") -> State:
    """The gravest first: what is revoked is revoked for ever, what has ended has ended whatever its status."""
    if answer is not None and answer.revoked:
        return State.REVOKED
    if by_dates is not State.VALID:
        return by_dates
    if examination.failed:
        return State.REFUSED
    return State.VALID if answer is not None and answer.doubt is None else State.CANNOT_TELL


class Examination:
    """The checks of one file, and what each found."""

    def __init__(self, issuer: Issuer, now: datetime) -> None:
        self.issuer, self.now = issuer, now
        self.failed = False
        self._found: dict[Check, Finding] = {}
        self._expected: Sequence[Check] = OF_EVERY_FILE

    @contextmanager
    def opening(self, check: Check, *, part: str = "", settles: bool = True) -> Iterator[None]:
        """What is refused inside is refused by this check; `part` names the attachment that is looked at."""
        try:
            yield
        except Refused as refusal:
            place = f"{part}#{refusal.place}" if part else refusal.place
            self._found[check] = Finding(check, False, refusal.reason, place)
            self.failed = True
            raise
        if settles:
            self._found[check] = Finding(check, True)

    def findings(self) -> tuple[Finding, ...]:
        """One for each check of such a file, those that nothing was known of included."""
        return tuple(self._found.get(check, Finding(check, None)) for check in self._expected)

    def authenticate(self, content: bytes) -> tuple[dict[str, Any], Facts, Sealed | None]:
        """Raises Refused at the first check that does not hold."""
        with self.opening(Check.FILE):
            presented = read(content)
        if presented.kind is Kind.SEALED:
            return self._sealed(content)
        body = self._credential(presented.text)
        return body, self._facts(body), None

    def _credential(self, text: str, part: str = "") -> dict[str, Any]:
        return authenticate(
            text,
            issuer=self.issuer,
            kind=CREDENTIAL_TYPE,
            opening=partial(self.opening, part=part),
        )

    def _facts(self, body: dict[str, Any]) -> Facts:
        with self.opening(Check.FORM):
            return read_facts(body)

    def _sealed(self, content: bytes) -> tuple[dict[str, Any], Facts, Sealed]:
        self._expected = OF_A_SEALED_FILE
        with self.opening(Check.SEAL):
            sealed = open_sealed(content, trust_roots=self.issuer.trust_roots, now=self.now)
        with self.opening(Check.ATTACHMENTS):
            parts = sealed.credentials()
        bodies = [self._credential(text, name) for name, text in parts]
        with self.opening(Check.ATTACHMENTS):
            if any(body != bodies[0] for body in bodies):
                raise Refused(Reason.ATTACHMENTS_DIFFER)
        facts = self._facts(bodies[0])
        with self.opening(Check.PRINTED):
            sealed.check_printed(facts.credential_id, self.issuer.number_of(facts.credential_id))
        return bodies[0], replace(facts, number=sealed.number), sealed

    def dates(self, facts: Facts) -> State:
        state = State.VALID
        if self.now < facts.valid_from:
            state = State.NOT_YET
            self._found[Check.DATES] = Finding(Check.DATES, False, Reason.NOT_YET, "/validFrom")
        elif self.now >= facts.valid_until:
            state = State.EXPIRED
            self._found[Check.DATES] = Finding(Check.DATES, False, Reason.EXPIRED, "/validUntil")
        else:
            self._found[Check.DATES] = Finding(Check.DATES, True)
        return state

    def status(self, body: dict[str, Any], photographs: Sequence[str]) -> Answer | None:
        """None when no list could tell; a list out of date answers with a doubt."""
        try:
            with self.opening(Check.STATUS, settles=False):
                entry = entry_of(body)
        except Refused:
            return None
        try:
            answer = look_up(entry, issuer=self.issuer, photographs=photographs, now=self.now)
        except Refused as refusal:
            if refusal.reason is Reason.INDEX_OUT_OF_RANGE:
                self.failed = True
                self._found[Check.STATUS] = Finding(Check.STATUS, False, refusal.reason, refusal.place)
            else:
                self._found[Check.LIST] = Finding(Check.LIST, None, refusal.reason, refusal.place)
            return None
        in_date = answer.doubt is None
        self._found[Check.LIST] = Finding(Check.LIST, True if in_date else None, answer.doubt)
        if answer.revoked:
            self._found[Check.STATUS] = Finding(Check.STATUS, False, Reason.REVOKED)
        elif in_date:
            self._found[Check.STATUS] = Finding(Check.STATUS, True)
        return answer
