"""What was found in an uploaded log, as a workbook to correct the log by."""

from grievances.models import LogImport
from laborrel.documents.workbook import Column, Sheet, write_workbook


def findings_workbook(log: LogImport) -> bytes:
    """One row per finding, in the order of the lines."""
    columns = [
        Column("Line"),
        Column("Column"),
        Column("What is wrong", width=60),
        Column("What to do", width=50),
        Column("Kind"),
    ]
    rows = [
        [
            finding["line"] or None,
            finding["column"],
            finding["says"],
            finding["do"],
            "Fault" if finding["is_fault"] else "Remark",
        ]
        for finding in log.findings
    ]
    return write_workbook([Sheet("Findings", columns, rows)], title=f"Findings in {log.file_name}")
