"""Leaving well: a folder of plain files from which every issued credential still verifies, the platform stopped.

Nothing of a holder is in it: keys, status lists (numbers, not people), what was asked for each title, and how to check.
"""

from passport.credentials.exporting.composing import compose_site, last_end
from passport.credentials.exporting.writing import FolderOccupied, write_site

__all__ = ["FolderOccupied", "compose_site", "last_end", "write_site"]
