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
