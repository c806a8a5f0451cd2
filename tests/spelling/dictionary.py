"""The French dictionary, from npm, read by Hunspell."""

from django.conf import settings
from hunspell import Hunspell

FOLDER = settings.NODE_MODULES / "dictionary-fr"


def french_dictionary() -> Hunspell:
    return Hunspell("index", hunspell_data_dir=str(FOLDER))
