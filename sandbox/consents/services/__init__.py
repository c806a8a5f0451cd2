"""What changes or reads a consent, use case by use case."""

from sandbox.consents.services.answering import Caller, CallRefused, answer_series, identify
from sandbox.consents.services.clients import register_clients, secret_of
from sandbox.consents.services.deciding import give, journal_refusal, refuse
from sandbox.consents.services.ending import (
    ConsentIsOver,
    NotTheHolder,
    expire_now,
    pause,
    resume,
    withdraw,
    withdraw_all,
)
from sandbox.consents.services.pseudonyms import pseudonym
from sandbox.consents.services.receipts import receipt_of, receipts_of
from sandbox.consents.services.volume import unusual_calls

__all__ = [
    "CallRefused",
    "Caller",
    "ConsentIsOver",
    "NotTheHolder",
    "answer_series",
    "expire_now",
    "give",
    "identify",
    "journal_refusal",
    "pause",
    "pseudonym",
    "receipt_of",
    "receipts_of",
    "refuse",
    "register_clients",
    "resume",
    "secret_of",
    "unusual_calls",
    "withdraw",
    "withdraw_all",
]
