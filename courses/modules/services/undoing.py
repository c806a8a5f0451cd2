"""What is written beside the database has to be taken back when the transaction is not kept."""

from abc import ABC, abstractmethod
from types import TracebackType
from typing import Self


class UndoneOnFailure(ABC):
    """Leaving it through an exception discards what it wrote; the rows went with the transaction."""

    @abstractmethod
    def discard(self) -> None:
        """Take away the files that were added."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            self.discard()
