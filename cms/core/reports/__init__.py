"""What needs somebody's attention: one list a report, limited to a person's municipalities."""

from .registry import Report, Row, register_report, report_named, reports_for

__all__ = ["Report", "Row", "register_report", "report_named", "reports_for"]
