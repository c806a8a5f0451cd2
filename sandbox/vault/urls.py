"""The addresses of one's own vault. None holds a number: the vault is that of whoever is signed in."""

from django.urls import path

from sandbox.vault.views import deciding, journal, moving, reading

app_name = "vault"
urlpatterns = [
    path("", reading.index, name="index"),
    path("donnees/<slug:domain>/", reading.series, name="series"),
    path("journal/", journal.journal, name="journal"),
    path("journal/verifier/", journal.verification, name="verification"),
    path("journal/journal.jsonl", journal.lines, name="journal_lines"),
    path("journal/journal.csv", journal.table, name="journal_table"),
    path("journal/verifier_journal.py", journal.script, name="journal_script"),
    path("choix/", deciding.habits, name="habits"),
    path("apporter/", moving.bring, name="bring"),
    path("apporter/confirmer/", moving.confirm, name="confirm"),
    path("exporter/", moving.export, name="export"),
    path("effacer/", deciding.erase, name="erase"),
    path("effacer/fait/", deciding.erased, name="erased"),
]
