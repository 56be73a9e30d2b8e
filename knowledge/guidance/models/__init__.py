from .fact import GuidanceFact, plain_fact
from .faults import FlowFault, PersonaOverride
from .measure import Measure, MeasurePage, plain_measure
from .page import GuidanceIndexPage, GuidancePage
from .parameter import CalculationParameter
from .use import FlowUse

__all__ = [
    "CalculationParameter", "FlowFault", "FlowUse", "GuidanceFact", "GuidanceIndexPage", "GuidancePage", "Measure",
    "MeasurePage", "PersonaOverride", "plain_fact", "plain_measure",
]  # fmt: skip
