"""What can be done with the survey of a module."""

from courses.surveys.services.answering import SurveyNotOpen, can_answer, delete_answer, export_answers, save_answer
from courses.surveys.services.reporting import LineOfReport, ModuleReport, StepCount, report_on, reports
from courses.surveys.services.tables import write_reports

__all__ = [
    "LineOfReport",
    "ModuleReport",
    "StepCount",
    "SurveyNotOpen",
    "can_answer",
    "delete_answer",
    "export_answers",
    "report_on",
    "reports",
    "save_answer",
    "write_reports",
]
