from django.utils.translation import gettext_lazy as _

from cms.core.reports import Report, register_report

from .reports import rates_to_check

register_report(
    Report("rates", _("Rates to check"), _("Expired, or confirmed by nobody."), "calendar-check", rates_to_check)
)
