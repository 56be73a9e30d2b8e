from .conditions import ConditionBlock, FactBlock
from .personas import PersonasBlock
from .rules import GrantsBlock, OptionsBlock, RulesBlock
from .steps import FlowMeasuresBlock, NextStepsBlock, StepsBlock

__all__ = [
    "ConditionBlock", "FactBlock", "FlowMeasuresBlock", "GrantsBlock", "NextStepsBlock", "OptionsBlock",
    "PersonasBlock", "RulesBlock", "StepsBlock",
]  # fmt: skip
