"""The words of notes. What the engine's review finds is told here in the editors' language."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from knowledge.guidance.engine.review import Code
from knowledge.guidance.engine.review.findings import WARNINGS as ENGINE_WARNINGS

UNREADABLE = "unreadable"
CHANGED_KEY = "changed_key"
NOT_PUBLISHED = "not_published"
GONE = "gone"
MISSING_RATE = "missing_rate"
EXPIRED_RATE = "expired_rate"
MISSING_ALT = "missing_alt"
NO_TRANSLATION = "no_translation"
LONG_SENTENCE = "long_sentence"
FACT_USED = "fact_used"
OPTION_USED = "option_used"
KEY_IN_USE = "key_in_use"

MESSAGES = {
    Code.DUPLICATE_KEY: _("The key %(key)s is used twice. Every step needs a key of its own."),
    Code.UNKNOWN_FACT: _("There is no published fact %(fact)s."),
    Code.UNKNOWN_OPTION: _("The fact %(fact)s has no option “%(option)s”."),
    Code.WRONG_TYPE: _("The fact %(fact)s can't be compared with “%(value)s” in this way."),
    Code.UNKNOWN_MEASURE: _("There is no published measure %(measure)s."),
    Code.NO_SUCH_STEP: _("A route leads to “%(target)s”, and there is no such step."),
    Code.ROUTE_NEVER_TAKEN: _("A route is never taken: one before it has no condition."),
    Code.UNREACHABLE_STEP: _("No answers lead here: nobody ever sees this step."),
    Code.CIRCLE: _("The routes lead in a circle: %(steps)s."),
    Code.DEAD_END: _("From here no result can be reached."),
    Code.NO_WAY_ON: _(
        "The answer “%(answer)s” has no way on. Add a route for it, or a last route without a condition."
    ),
    Code.RANGE_GAP: _("The number %(answer)s has no way on: the conditions of the routes leave a gap."),
    Code.NO_CONTACT: _("This outcome names nobody who helps, or a page that is not published."),
    Code.MANY_QUESTIONS: _("One way has %(count)s questions. More than %(most)s tire people."),
    Code.UNREACHABLE_MEASURE: _(
        "Whatever is answered, %(measure)s is never possible: its rules contradict each other."
    ),
    Code.CONTRADICTION: _("A rule of %(measure)s never counts: other rules exclude it."),
    Code.NEVER_ASKED: _("%(measure)s depends on the fact %(fact)s, and no step asks for it. It stays open."),
    Code.NOT_PROVEN: _("There are more than %(most)s cases: not all could be checked."),
    Code.FAILED_PERSONA: _("%(measure)s is “%(actual)s”, expected was “%(expected)s”."),
    Code.LOST_PERSONA: _("The path is now: %(actual)s. Expected was: %(expected)s."),
    UNREADABLE: _("Something is missing here or can't be read (%(field)s). The rest is checked when this is mended."),
    CHANGED_KEY: _(
        "The key was “%(before)s” and is now “%(after)s”. Addresses and counts name it: it must stay once published."
    ),
    NOT_PUBLISHED: _("%(measure)s is not published yet."),
    GONE: _("Something that was chosen here is not there any more. Choose again."),
    MISSING_RATE: _("%(measure)s uses the number “%(rate)s”, and there is none."),
    EXPIRED_RATE: _("%(measure)s uses the number “%(rate)s”, which was valid until %(day)s only."),
    MISSING_ALT: _("The picture of %(measure)s has no alternative text."),
    NO_TRANSLATION: _("There is no published translation: %(languages)s. Readers get German words."),
    LONG_SENTENCE: _("A sentence has %(count)s words: “%(start)s …”. At most %(most)s are easy to read."),
    FACT_USED: _("The key, or what an answer is, must stay: %(where)s uses this fact."),
    OPTION_USED: _("The option “%(option)s” must stay: %(where)s uses it."),
    KEY_IN_USE: _("The address must stay: %(where)s uses this measure."),
}
WARNINGS = frozenset({*ENGINE_WARNINGS, NO_TRANSLATION, LONG_SENTENCE})
# The values that are keys of facts.
FACTS = frozenset({"fact"})
OUTCOMES = {
    "suitable": _("suitable"), "possible": _("possible, if ..."), "unsuitable": _("unsuitable"), "open": _("open"),
}  # fmt: skip
