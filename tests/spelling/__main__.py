import sys

import django

django.setup()  # the formats of the course know Wagtail's blocks

from tests.spelling.report import main  # noqa: E402 - after the apps are ready

sys.exit(main())
