"""What signing adds to the desk: the names of what was done to keys, in its reports."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

from passport.signing.rules import Act
from passport.signing.services.keys import LOG_ACTIONS


@hooks.register("register_log_actions")
def log_of_keys(actions: LogActionRegistry) -> None:
    actions.register_action(LOG_ACTIONS[Act.GENERATE], _("Créer une clef"), _("Clef créée"))
    actions.register_action(LOG_ACTIONS[Act.ACTIVATE], _("Activer une clef"), _("Clef activée"))
    actions.register_action(LOG_ACTIONS[Act.RETIRE], _("Retirer une clef"), _("Clef retirée"))
    actions.register_action(LOG_ACTIONS[Act.COMPROMISE], _("Déclarer une clef compromise"), _("Clef compromise"))
    actions.register_action(LOG_ACTIONS[Act.REWRAP], _("Changer la phrase d’une clef"), _("Phrase changée"))
