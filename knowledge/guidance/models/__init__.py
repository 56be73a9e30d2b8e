from .fact import GuidanceFact, plain_fact
from .measure import Measure, MeasurePage, plain_measure
from .page import GuidanceIndexPage, GuidancePage
from .parameter import CalculationParameter
from .use import FlowUse

__all__ = [
    "CalculationParameter", "FlowUse", "GuidanceFact", "GuidanceIndexPage", "GuidancePage", "Measure", "MeasurePage",
    "plain_fact", "plain_measure",
]  # fmt: skip
