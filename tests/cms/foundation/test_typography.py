import pytest
from django.template import Context, Template
from django.utils.safestring import mark_safe

from cms.foundation.typography import french, french_html

CASES = [
    ("l'eau d'Orne", "l’eau d’Orne"),
    ("aujourd'hui...", "aujourd’hui…"),
    ("« Bonjour »", "«\u00a0Bonjour\u00a0»"),
    ("«Bonjour»", "«\u00a0Bonjour\u00a0»"),
    ("Attention : deux points", "Attention\u00a0: deux points"),
    ("Attention: deux points", "Attention\u00a0: deux points"),
    ("Vous venez ?", "Vous venez\u202f?"),
    ("Vous venez?", "Vous venez\u202f?"),
    ("Oui ; non !", "Oui\u202f; non\u202f!"),
    ("« Vous venez ? »", "«\u00a0Vous venez\u202f?\u00a0»"),
    ("16 % et 12€", "16\u00a0% et 12\u00a0€"),
    ("1 840 habitants", "1\u202f840\u00a0habitants"),
    ("1 234 567 euros", "1\u202f234\u202f567\u00a0euros"),
    ("le 12 mars 2026", "le 12\u00a0mars\u00a02026"),
    ("le 1er avril", "le 1er\u00a0avril"),
    ("à 9 h 14", "à 9\u00a0h\u00a014"),
    ("la proposition n° 17", "la proposition n°\u00a017"),
    ("art. 5, art. L. 2122-1, § 3.2", "art.\u00a05, art.\u00a0L. 2122-1, §\u00a03.2"),
    ("12 l d’eau", "12\u00a0l d’eau"),
    ("40 Ko, 10 minutes, 3 km", "40\u00a0Ko, 10\u00a0minutes, 3\u00a0km"),
    # left alone
    ("l’état de l’art. La suite", "l’état de l’art. La suite"),
    ("depuis 2020 l’agence, en 2017 s’arrête", "depuis 2020 l’agence, en 2017 s’arrête"),
    ("Le 02 61 91 00 18", "Le 02 61 91 00 18"),
    ("voir https://exemple.fr/?a=1;b=2 : ici", "voir https://exemple.fr/?a=1;b=2\u00a0: ici"),
    ("écrire à l'adresse a.b@mairie.fr !", "écrire à l’adresse a.b@mairie.fr\u202f!"),
    ("le numéro 7K3M-9QXT-2HPA", "le numéro 7K3M-9QXT-2HPA"),
    ("à 10:30, ratio 3:1", "à 10:30, ratio 3:1"),
    ("en 2016, 250 communes", "en 2016, 250 communes"),
    ("déjà\u00a0: bon\u202f?", "déjà\u00a0: bon\u202f?"),
    ("", ""),
]


@pytest.mark.parametrize(("typed", "shown"), CASES)
def test_french_spaces_and_signs(typed, shown):
    assert french(typed) == shown


@pytest.mark.parametrize("typed", [typed for typed, _shown in CASES])
def test_applied_twice_it_changes_nothing_more(typed):
    assert french(french(typed)) == french(typed)
    assert french_html(french_html(typed)) == french_html(typed)


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<p>L'eau : <b>oui</b> !</p>", "<p>L’eau\u00a0: <b>oui</b>\u202f!</p>"),
        ("<code>a ? b : c</code> ?", "<code>a ? b : c</code>\u202f?"),
        ('<a href="/x?a=1;b" title="quoi ?">lien</a>', '<a href="/x?a=1;b" title="quoi ?">lien</a>'),
        ('<input value="l\'eau ?">', '<input value="l\'eau ?">'),
        ("Pierre &amp; fils ; l&#x27;eau", "Pierre &amp; fils\u202f; l’eau"),
        ("le 1er mars", "le 1<sup>er</sup>\u00a0mars"),
        ("fin.&nbsp;Suite", "fin.\u00a0Suite"),
    ],
)
def test_in_html_only_the_text_changes(html, shown):
    assert french_html(html) == shown
    assert french_html(french_html(html)) == shown


def test_the_filter_escapes_what_is_not_trusted():
    template = Template("{{ plain|typo }} {{ trusted|typo }}")

    shown = template.render(Context({"plain": "<b> ?", "trusted": mark_safe("<b>quoi ?</b>")}))

    assert shown == "&lt;b&gt;\u202f? <b>quoi\u202f?</b>"
