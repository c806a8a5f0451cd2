"""What the labs show, one module per lab."""

from typing import Final

from sandbox.labs.views.charter import CharterPage
from sandbox.labs.views.lab_page import LabPage
from sandbox.labs.views.leaks import LeaksPage
from sandbox.labs.views.leaving import LeavingPage
from sandbox.labs.views.nudge import NudgePage
from sandbox.labs.views.partitions import PartitionsPage
from sandbox.labs.views.reidentification import ReidentificationPage
from sandbox.labs.views.retention import RetentionPage
from sandbox.labs.views.revocation import RevocationPage
from sandbox.labs.views.unified_service import UnifiedServicePage
from sandbox.labs.views.visit import VisitPage

LAB_PAGES: Final[dict[str, type[LabPage]]] = {
    page.lab.slug: page
    for page in (
        VisitPage,
        UnifiedServicePage,
        RevocationPage,
        LeavingPage,
        CharterPage,
        RetentionPage,
        PartitionsPage,
        LeaksPage,
        ReidentificationPage,
        NudgePage,
    )
}
