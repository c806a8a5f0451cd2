"""The keys of the issuer, from a shell: what each act touches is said before it is done."""

import getpass
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cms.foundation.errors import DomainError
from passport.signing import keystore
from passport.signing.models import SigningKey
from passport.signing.rules import Act, Kind
from passport.signing.services import (
    Change,
    activate_key,
    compromise_key,
    describe_change,
    describe_generation,
    describe_rewrap,
    generate_key,
    import_seal,
    register_device_seal,
    retire_key,
    rewrap_keys,
)
from passport.signing.services.describing import uses_of

REFUSED: Final = 1
KIND_WITHOUT_KEY: Final = 2
NOT_CONFIRMED: Final = 3


class Command(BaseCommand):
    help = (
        "Crée, active, retire ou déclare compromise une clef de signature, les liste, ou change leur phrase ; "
        "« --essai » dit sans faire."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True, metavar="ACTE")
        acts.add_parser("list", help="les clefs, leur état et ce qui repose sur elles (code 2 : un usage n’en a pas)")
        generate = acts.add_parser("generate", help="créer une clef, en attente")
        generate.add_argument("kind", type=Kind, choices=list(Kind), metavar="USAGE", help="ed25519, es256 ou seal")
        generate.add_argument("--cachet", type=Path, metavar="FICHIER", help="un cachet acheté : .p12, .pfx ou PEM")
        generate.add_argument("--chaine", type=Path, metavar="PEM", help="les certificats au-dessus du cachet")
        generate.add_argument("--phrase", type=Path, metavar="FICHIER", help="où lire la phrase secrète du cachet")
        generate.add_argument("--materiel", type=Path, metavar="PEM", help="les certificats d’un cachet sur matériel")
        activate = self._on_a_key(acts.add_parser("activate", help="faire signer cette clef, à la place de l’active"))
        activate.add_argument("--sans-attendre", action="store_true", help="même publiée depuis moins d’un jour")
        self._on_a_key(acts.add_parser("retire", help="ne plus signer avec elle ; ce qu’elle a signé reste valide"))
        self._on_a_key(acts.add_parser("compromise", help="ne plus croire ce qu’elle a signé, et la remplacer"))
        acts.add_parser("rewrap", help="chiffrer les clefs par la nouvelle phrase, lue dans SIGNING_KEY_NEW_PASSPHRASE")
        for each in Act:
            act = acts.choices[each]
            act.add_argument("--essai", action="store_true", help="dire ce qui serait touché, et ne rien changer")
            act.add_argument("--oui", action="store_true", help="ne pas demander de confirmation")
            act.add_argument("--note", default="", help="pourquoi ; gardé avec l’acte")

    @staticmethod
    def _on_a_key(parser: ArgumentParser) -> ArgumentParser:
        parser.add_argument("name", metavar="CLEF", help="son nom, comme « es256-2026a »")
        return parser

    def handle(self, *args: Any, act: str, **options: Any) -> None:
        if act == "list":
            self._list()
            return
        try:
            if act == Act.REWRAP:
                self._rewrap(**options)
            else:
                self._do(Act(act), **options)
        except DomainError as refusal:
            raise CommandError(str(refusal), returncode=REFUSED) from None

    def _do(self, act: Act, *, essai: bool, oui: bool, note: str, **options: Any) -> None:
        if act is Act.GENERATE:
            change = describe_generation(options["kind"])
        else:
            change = describe_change(self._find(options["name"]), act)
        self._say(change)
        if change.refusal:
            raise CommandError(change.refusal, returncode=REFUSED)
        if change.wait and not options.get("sans_attendre"):
            raise CommandError(_("{wait} Ou passez outre avec --sans-attendre.").format(wait=change.wait))
        if change.wait:
            self.stdout.write(self.style.WARNING(_("Attention : {wait}").format(wait=change.wait)))
        if essai:
            self.stdout.write(_("Essai : rien n’a été changé."))
            return
        self._confirm(oui)
        self._act(change, who=self._who(), note=note, options=options)

    def _rewrap(self, *, essai: bool, oui: bool, note: str, **options: Any) -> None:
        found = describe_rewrap()
        self._say_names(_("À chiffrer par la nouvelle phrase"), found.old)
        self._say_names(_("Chiffrées par elle déjà"), found.new)
        variables = [keystore.variable_of(name) for name in found.in_environment]
        self._say_names(_("Dans l’environnement, à chiffrer vous-même"), variables)
        if not found.old:
            self.stdout.write(_("Rien à changer."))
        elif essai:
            self.stdout.write(_("Essai : rien n’a été changé."))
            return
        else:
            self._confirm(oui)
            changed = rewrap_keys(who=self._who(), note=note)
            self._say_names(_("Phrase changée"), changed)
        self.stdout.write(
            _("Donnez maintenant la nouvelle phrase à SIGNING_KEY_PASSPHRASE, et ôtez SIGNING_KEY_NEW_PASSPHRASE.")
        )

    def _say_names(self, label: str, names: Sequence[str]) -> None:
        if names:
            self.stdout.write(_("{label} : {names}").format(label=label, names=", ".join(names)))

    @staticmethod
    def _who() -> str:
        return _("{user}, en ligne de commande").format(user=getpass.getuser())

    def _act(self, change: Change, *, who: str, note: str, options: dict[str, Any]) -> None:
        if change.key is None:
            key = self._generate(change.kind, who=who, note=note, options=options)
            self.stdout.write(_("Clef créée, en attente : {name}").format(name=key.name))
        elif change.act is Act.ACTIVATE:
            activate_key(key=change.key, who=who, note=note, without_waiting=options["sans_attendre"])
            self.stdout.write(_("Clef active : {name}").format(name=change.key.name))
        elif change.act is Act.RETIRE:
            retire_key(key=change.key, who=who, note=note)
            self.stdout.write(_("Clef retirée : {name}").format(name=change.key.name))
        else:
            successor = compromise_key(key=change.key, who=who, note=note)
            self.stdout.write(_("Clef compromise : {name}").format(name=change.key.name))
            if successor is None:
                self.stderr.write(_("Plus aucune clef n’est active pour cet usage."))
            else:
                self.stdout.write(_("Clef active : {name}").format(name=successor.name))

    @staticmethod
    def _generate(kind: Kind, *, who: str, note: str, options: dict[str, Any]) -> SigningKey:
        if (options["cachet"] or options["materiel"]) and kind is not Kind.SEAL:
            raise CommandError(_("« --cachet » et « --materiel » ne vont qu’avec l’usage « seal »."))
        if options["materiel"]:
            return register_device_seal(certificates=options["materiel"], who=who, note=note)
        if options["cachet"]:
            password = Command._read_phrase(options["phrase"])
            return import_seal(file=options["cachet"], chain=options["chaine"], password=password, who=who, note=note)
        return generate_key(kind=kind, who=who, note=note)

    @staticmethod
    def _read_phrase(file: Path | None) -> str:
        """Asked at the terminal when no file holds it: never on the command line, which other accounts can read."""
        if file is not None:
            try:
                return file.read_text().rstrip("\n")
            except OSError:
                raise CommandError(_("Le fichier de la phrase secrète ne se lit pas."), returncode=REFUSED) from None
        return getpass.getpass(_("Phrase secrète du cachet : ")) if sys.stdin.isatty() else ""

    @staticmethod
    def _find(name: str) -> SigningKey:
        key = SigningKey.objects.filter(name=name).first()
        if key is None:
            known = ", ".join(SigningKey.objects.oldest_first().values_list("name", flat=True))
            raise CommandError(
                _("Aucune clef « {name} ». Clefs connues : {known}.").format(name=name, known=known or "–")
            )
        return key

    def _say(self, change: Change) -> None:
        for sentence in change.consequences:
            self.stdout.write(f"- {sentence}")
        for label, number in change.touched.items():
            self.stdout.write(_("  {label} : {number}").format(label=label, number=number))

    @staticmethod
    def _confirm(already: bool) -> None:
        if already:
            return
        if not sys.stdin.isatty():
            raise CommandError(_("Personne pour confirmer : ajoutez --oui."), returncode=NOT_CONFIRMED)
        if input(_("Continuer ? [o/N] ")).strip().lower() not in {"o", "oui"}:
            raise CommandError(_("Rien n’a été changé."), returncode=NOT_CONFIRMED)

    def _list(self) -> None:
        keys = list(SigningKey.objects.oldest_first())
        for key in keys:
            self.stdout.write(f"{key.name} : {key.get_kind_display()}, {key.get_state_display()}")
            for label, moment in (
                (_("créée"), key.created_at),
                (_("activée"), key.activated_at),
                (_("retirée"), key.retired_at),
                (_("compromise"), key.compromised_at),
            ):
                if moment is not None:
                    self.stdout.write(f"  {label} : {date_format(timezone.localtime(moment), 'j F Y à H:i')}")
            for label, number in uses_of(key).items():
                self.stdout.write(f"  {label} : {number}")
            if key.held_by == SigningKey.Holder.KEYSTORE and not keystore.has(key.name):
                self.stdout.write(self.style.WARNING(_("  clef privée introuvable")))
            elif key.held_by == SigningKey.Holder.KEYSTORE and not keystore.opens(key.name):
                self.stdout.write(self.style.WARNING(_("  clef privée qui ne s’ouvre pas avec la phrase donnée")))
        active = {key.kind for key in keys if key.state == SigningKey.State.ACTIVE}
        if missing := [kind for kind in Kind if kind not in active]:
            message = _("Aucune clef active pour : {kinds}").format(kinds=", ".join(missing))
            raise CommandError(message, returncode=KIND_WITHOUT_KEY)
