"""Leaving well: a folder of plain files from which every issued credential still verifies, the platform stopped.

Nothing of a holder is in it: keys, status lists (which tell of numbers, not of people), what was asked, and how to check.
"""

from passport.credentials.exporting.composing import compose_site, last_end
from passport.credentials.exporting.writing import FolderOccupied, write_site

__all__ = ["FolderOccupied", "compose_site", "last_end", "write_site"]
