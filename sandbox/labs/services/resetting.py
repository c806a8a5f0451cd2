"""« Tout remettre à zéro »: the sandbox as on the first day."""

from django.db import transaction

from cms.accounts.models import User
from sandbox.labs.models import LabRun
from sandbox.labs.services.leaving import forget_backup
from sandbox.labs.services.runs import restart
from sandbox.vault.models import Vault
from sandbox.vault.services import erase_vault


@transaction.atomic
def reset_sandbox(*, learner: User) -> None:
    """Erase the learner's vault, which withdraws every consent, and begin each lab again.

    Completions that already counted in a pathway go on counting.
    """
    vault = Vault.objects.of(learner).open().first()
    if vault is not None:
        erase_vault(vault=vault, because="remise à zéro")
    forget_backup(learner=learner)
    for run in LabRun.objects.of(learner):
        restart(run=run)
