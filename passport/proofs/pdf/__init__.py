"""A PDF that carries credentials and one electronic seal over every byte (PAdES B-B, or B-T with a time stamp).

`seal` adds one incremental update to a drawn page: language, attachments, and a certification signature that allows
no change (ETSI EN 319 142-1; ISO 32000-2 § 12.8). Nothing may follow. So the “photograph” of a status list, which its
holder asks for later, cannot be added to a sealed file: the page is drawn and sealed again, with one attachment more.
It costs a signature, which is why it is made in a task and kept while its list is current; in return there is one
kind of file, with one rule, that opens like any PDF and of which every reader says the same. A container around the
sealed file would have spared that signature, but readers would show a cover page and no seal.
"""

from passport.proofs.pdf.attachments import (
    DOCUMENT_NAME,
    DOCUMENT_TYPE,
    PHOTOGRAPH_NAME,
    TOKEN_NAME,
    TOKEN_TYPE,
    Attachment,
    attachments_of,
    keywords_of,
    read_attachments,
)
from passport.proofs.pdf.checking import Seal, check_seal
from passport.proofs.pdf.reading import LARGEST_PDF
from passport.proofs.pdf.sealing import seal

__all__ = [
    "DOCUMENT_NAME",
    "DOCUMENT_TYPE",
    "LARGEST_PDF",
    "PHOTOGRAPH_NAME",
    "TOKEN_NAME",
    "TOKEN_TYPE",
    "Attachment",
    "Seal",
    "attachments_of",
    "check_seal",
    "keywords_of",
    "read_attachments",
    "seal",
]
