"""What happens in another process or thread is waited for, never guessed at."""

import time
from collections.abc import Callable


def wait_until(happens: Callable[[], bool], seconds: float = 15) -> bool:
    """Whether it happened in time, looked at twenty times a second."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if happens():
            return True
        time.sleep(0.05)
    return False
