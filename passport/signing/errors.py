"""Why something could not be signed: refusals that we foresaw, with what to do next."""

from django.utils.translation import gettext_lazy as _

from cms.foundation.errors import DomainError


class NoActiveKey(DomainError):
    """Nothing can be signed: `kind` has no active key, and production makes none by itself."""

    user_message = _(
        "Aucune clef active pour « {kind} » : créez-en une avec « manage.py signing_keys generate {kind} », "
        "puis activez-la."
    )


class KeyUnreadable(DomainError):
    """The private key `name` is missing, or does not open with the passphrase in use."""

    user_message = _(
        "La clef privée « {name} » est introuvable ou ne s’ouvre pas : vérifiez SIGNING_KEY_DIR et "
        "SIGNING_KEY_PASSPHRASE."
    )


class PassphraseMissing(DomainError):
    user_message = _("SIGNING_KEY_PASSPHRASE est obligatoire en production : aucune clef n’est gardée en clair.")


class NewPassphraseMissing(DomainError):
    user_message = _(
        "Donnez la nouvelle phrase dans la variable d’environnement SIGNING_KEY_NEW_PASSPHRASE, jamais sur la ligne "
        "de commande."
    )


class SamePassphrase(DomainError):
    user_message = _("SIGNING_KEY_NEW_PASSPHRASE et SIGNING_KEY_PASSPHRASE sont la même phrase : rien à changer.")


class KeystoreUnwritable(DomainError):
    """No file could be prepared; none was touched."""

    user_message = _("SIGNING_KEY_DIR ne s’écrit pas : rien n’a été changé. Vérifiez la place et les droits.")


class RewrapInterrupted(DomainError):
    """Some files have the new passphrase, the others still the old one."""

    user_message = _(
        "Changement interrompu : {left} clef(s) ont encore l’ancienne phrase. Gardez les deux phrases, "
        "ôtez la cause et relancez la même commande."
    )


class ActRefused(DomainError):
    """The state of the key does not allow this."""

    user_message = _("La clef « {name} » est {state} : cet acte n’est pas possible.")


class TooSoon(DomainError):
    """A pending key is published for a day before it signs; `until` says when it may."""

    user_message = _(
        "La clef « {name} » est publiée depuis moins de vingt-quatre heures : attendez jusqu’au {until}, "
        "ou passez outre avec --sans-attendre."
    )


class SealUnusable(DomainError):
    """The certificate, its file or the device does not do what a seal needs; `why` says what is wrong."""

    user_message = _("Ce cachet ne peut pas servir : {why}")
