"""Reading files of strangers: bounded, and whatever is wrong is a refusal."""

import asyncio
import io
import logging
import struct
import zlib
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final, TypeVar

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.decode_limits import DecodeLimits, DocumentDecodeBudget, StreamDecodeLimits
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader

from passport.proofs.reasons import Reason, Refused

# In bytes: ours weigh about 55 kB, and reading takes up to a second for each 250 kB of a file made to be slow.
LARGEST_PDF: Final = 256 * 1024
LIMITS: Final = DecodeLimits(
    per_stream=StreamDecodeLimits(max_output_size=2 * 1024 * 1024),
    document_budget=DocumentDecodeBudget(base_allowance=8 * 1024 * 1024, max_ratio=8),
)
# What pyHanko and asn1crypto raise, besides their own errors, on files made to trip them.
STUMBLES: Final = (
    PdfError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, AssertionError,
    RecursionError, NotImplementedError, OSError, zlib.error, struct.error,
)  # fmt: skip

# They write down what they find in files of strangers, names and all; what is refused is told by `Refused` alone.
for _library in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_library).setLevel(logging.CRITICAL)

T = TypeVar("T")


def reading(pdf: bytes, read: Callable[[PdfFileReader], T], *, otherwise: Reason) -> T:
    """What `read` makes of the file; `otherwise` is why it is refused when the file opens and makes `read` stumble."""
    if len(pdf) > LARGEST_PDF:
        raise Refused(Reason.TOO_LARGE)
    reason = Reason.PDF_UNREADABLE
    try:
        reader = PdfFileReader(io.BytesIO(pdf), decode_limits=LIMITS)
        if reader.encrypted:
            raise Refused(reason)
        reason = otherwise
        return read(reader)
    except STUMBLES as stumble:
        raise Refused(reason) from stumble


def dereferenced(node: generic.PdfObject) -> Any:
    return node.get_object() if isinstance(node, generic.IndirectObject) else node


def at(node: generic.DictionaryObject, *path: str) -> Any:
    """What lies at the end of the path, or None. Unlike `get`, indexing follows references."""
    for step in path:
        if step not in node:
            return None
        node = node[step]
    return node


def run(work: Coroutine[Any, Any, T]) -> T:
    """To its end; in a thread of its own where a loop already runs, as under an asynchronous server."""
    if not _loop_is_running():
        return asyncio.run(work)
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


def _loop_is_running() -> bool:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True
