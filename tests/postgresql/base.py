"""TRUNCATE writes new files for each table and its indexes and waits for the disk; here most tables are empty."""

from collections.abc import Iterable
from typing import Any

from django.db.backends.postgresql import base, operations


class DatabaseOperations(operations.DatabaseOperations):
    def sql_flush(
        self, style: Any, tables: Iterable[str], *, reset_sequences: bool = False, allow_cascade: bool = False
    ) -> list[str]:
        """Delete the rows, in any order: foreign keys are checked when the transaction ends."""
        if reset_sequences:
            return super().sql_flush(style, list(tables), reset_sequences=reset_sequences, allow_cascade=allow_cascade)
        return [f"DELETE FROM {self.quote_name(table)};" for table in tables]


class DatabaseWrapper(base.DatabaseWrapper):
    ops_class = DatabaseOperations
