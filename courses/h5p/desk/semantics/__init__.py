"""The editor of contents, made from semantics.json: a tree of Wagtail blocks, and the way back to content.json."""

from courses.h5p.desk.semantics.building import editor_for
from courses.h5p.desk.semantics.controls import Workshop
from courses.h5p.desk.semantics.store import Store, can_be_written, languages_of
from courses.h5p.desk.semantics.structures import GroupControl

__all__ = ["GroupControl", "Store", "Workshop", "can_be_written", "editor_for", "languages_of"]
