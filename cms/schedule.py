"""What Celery beat runs, and when; Paris time. Each task is safe to run twice."""

from typing import Any, Final

from celery.schedules import crontab

CELERY_BEAT_SCHEDULE: Final[dict[str, dict[str, Any]]] = {
    "build-town": {
        "task": "sandbox.town.tasks.build_town",
        "schedule": crontab(hour=2, minute=10),
    },
    "precompute-labs": {
        "task": "sandbox.labs.tasks.precompute_labs",
        "schedule": crontab(hour=2, minute=20),
    },
    "catch-up-progress": {
        "task": "courses.progress.tasks.catch_up_progress",
        "schedule": crontab(hour=2, minute=50),
    },
    "issue-missing-credentials": {
        "task": "passport.credentials.tasks.issue_missing_credentials",
        "schedule": crontab(hour=3, minute=10),
    },
    "sign-missing-credentials": {
        "task": "passport.credentials.tasks.sign_missing_credentials",
        "schedule": crontab(hour=3, minute=0),
    },
    "remind-of-ending": {
        "task": "passport.credentials.tasks.remind_of_ending",
        "schedule": crontab(hour=8, minute=30),
    },
    "erase-due-accounts": {
        "task": "cms.accounts.tasks.erase_due_accounts",
        "schedule": crontab(hour=3, minute=30),
    },
    "clear-expired-tokens": {
        "task": "sandbox.consents.tasks.clear_expired_tokens",
        "schedule": crontab(hour=4, minute=10),
    },
    "tidy-vaults": {
        "task": "sandbox.vault.tasks.tidy_vaults",
        "schedule": crontab(hour=3, minute=50),
    },
    "recover-vault-keys": {
        "task": "sandbox.vault.tasks.recover_vault_keys",
        "schedule": crontab(hour=4, minute=20),
    },
    "remove-unused-h5p": {
        "task": "courses.h5p.tasks.remove_unused_h5p",
        "schedule": crontab(hour=4, minute=30),
    },
    "tidy-productions": {
        "task": "courses.assignments.tasks.tidy_productions",
        "schedule": crontab(hour=4, minute=40),
    },
    "close-overdue-attempts": {
        "task": "courses.quizzes.tasks.close_overdue_attempts",
        "schedule": crontab(minute="*/10"),
    },
}
