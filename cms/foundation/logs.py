"""What must not be read in a log."""

import logging
import re

VERIFIED_NUMBER = re.compile(r"^/v/.+", re.IGNORECASE)


class HideVerifiedNumbers(logging.Filter):
    """Nobody should be able to tell from a log which passport was checked, mistyped or not."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(
                VERIFIED_NUMBER.sub("/v/…", arg) if isinstance(arg, str) else arg for arg in record.args
            )
        return True
