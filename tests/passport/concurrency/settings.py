"""The settings of the programs that these tests start: letters go to a folder, tasks to a queue of their own."""

from tests.settings import *  # noqa: F403
from tests.settings import CELERY_TASK_DEFAULT_QUEUE as OF_THE_RUN

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
CELERY_TASK_DEFAULT_QUEUE = f"{OF_THE_RUN}-processes"
