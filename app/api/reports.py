"""Finished reports."""

from flask import Response, send_file

from app.api import told
from app.api.asked import Pages
from app.api.datasets import block
from app.api.operation import Call, Operation, Reply
from app.api.problems import ROOT
from services.domain.reporting import FinishedReport
from services.policy import Permission


def all_reports(call: Call) -> Reply:
    """The newest first."""
    found = call.services.reports.all(call.actor)
    return Reply(told.Reports(total=len(found), reports=[_facts(one) for one in block(found, call.query)]))


def file(call: Call) -> Response:
    """As it was made."""
    found = call.services.reports.file(call.actor, call.path["report"])
    return send_file(found.path, mimetype=found.media_type, as_attachment=True, download_name=found.name)


def _facts(report: FinishedReport) -> told.ReportFacts:
    return told.ReportFacts(
        id=report.id,
        title=report.title,
        template=report.template,
        format=report.format,
        language=report.language,
        dataset=report.dataset,
        file_name=report.file_name,
        size=report.size,
        sha256=report.sha256,
        made_by=report.made_by,
        made_at=report.made_at,
        file=f"{ROOT}/reports/{report.id}/file",
    )


OPERATIONS = (
    Operation(
        "listReports", "GET", "/reports", "The finished reports", Permission.REPORT, all_reports, told.Reports, Pages
    ),
    Operation("getReport", "GET", "/reports/{report}/file", "The file of a report", Permission.REPORT, file, None),
)
