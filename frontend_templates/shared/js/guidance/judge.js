/**
 * Judge a measure by the facts: suitable, possible, unsuitable or open, each rule saying why.
 *
 * @typedef {import("./condition.js").Condition} Condition
 * @typedef {import("./facts.js").Facts} Facts
 * @typedef {{reading: string, installation?: string | null, application?: string | null}} Dates days as in 2026-07-30
 * @typedef {"reading" | "installation" | "application"} Turns
 * @typedef {object} Rule
 * @property {Condition} [rules_out]
 * @property {Condition} [requires]
 * @property {Condition} [favours]
 * @property {Condition} [needs_check]
 * @property {Turns} [turns_on]
 * @property {string} [valid_from]
 * @property {string} [valid_to]
 * @typedef {{key: string, rules?: Rule[]}} Measure
 * @typedef {"speaks_for" | "on_condition" | "undecided" | "speaks_against" | "not_in_force"} Effect
 * @typedef {{effect: Effect, facts: string[], missing: string[]}} Reason
 * @typedef {"suitable" | "possible" | "open" | "unsuitable"} Outcome
 * @typedef {object} Judgement
 * @property {string} measure
 * @property {Outcome} outcome
 * @property {Reason[]} reasons in the order of the measure's rules
 * @property {number[]} conditions places of the reasons to be named after "possible, if"
 * @property {string | null} decides the one missing fact that would decide most
 */
import { weigh } from "./condition.js";

/**
 * @param {Measure} measure
 * @param {Facts} facts
 * @param {Dates} dates
 * @returns {Judgement}
 */
export function judge(measure, facts, dates) {
  const reasons = (measure.rules ?? []).map((rule) => weighRule(rule, facts, dates));
  const effects = new Set(reasons.map((reason) => reason.effect));
  const judgement = { measure: measure.key, reasons, conditions: [], decides: null };
  if (effects.has("speaks_against")) return { ...judgement, outcome: "unsuitable" };
  if (effects.has("undecided")) return { ...judgement, outcome: "open", decides: deciding(reasons) };
  const conditions = reasons.flatMap((reason, place) => (reason.effect === "on_condition" ? [place] : []));
  return { ...judgement, conditions, outcome: conditions.length > 0 ? "possible" : "suitable" };
}

/**
 * @param {Rule} rule
 * @param {Facts} facts
 * @param {Dates} dates
 * @returns {Reason}
 */
function weighRule(rule, facts, dates) {
  const turnsOn = rule.turns_on ?? "reading";
  const inForce = isInForce(rule, dates[turnsOn] ?? null);
  if (inForce === false) return { effect: "not_in_force", facts: [`date.${turnsOn}`], missing: [] };
  const { condition, hard, badIfTrue } = kindOf(rule);
  const { truth, facts: named } = weigh(condition, facts);
  const day = rule.valid_from === undefined && rule.valid_to === undefined ? [] : [`date.${turnsOn}`];
  if (truth !== null && truth !== badIfTrue) return { effect: "speaks_for", facts: named, missing: [] };
  const missing = [...(truth === null ? named : []), ...(inForce === null ? day : [])];
  if (missing.length > 0) {
    return { effect: hard ? "undecided" : "on_condition", facts: truth === null ? [] : named, missing };
  }
  return { effect: hard ? "speaks_against" : "on_condition", facts: [...named, ...day], missing };
}

/**
 * Null where that turns on a date not known yet.
 *
 * @param {Rule} rule
 * @param {string | null} day
 * @returns {boolean | null}
 */
function isInForce({ valid_from: from, valid_to: to }, day) {
  if (from === undefined && to === undefined) return true;
  if (day === null) return null;
  return (from === undefined || from <= day) && (to === undefined || day <= to);
}

/**
 * @param {Rule} rule
 * @returns {{condition: Condition, hard: boolean, badIfTrue: boolean}}
 */
function kindOf({ rules_out: rulesOut, requires, favours, needs_check: needsCheck }) {
  if (rulesOut !== undefined) return { condition: rulesOut, hard: true, badIfTrue: true };
  if (requires !== undefined) return { condition: requires, hard: true, badIfTrue: false };
  if (favours !== undefined) return { condition: favours, hard: false, badIfTrue: false };
  return { condition: /** @type {Condition} */ (needsCheck), hard: false, badIfTrue: true };
}

/**
 * The missing fact that alone settles most undecided rules, then the one named by most, then the first.
 *
 * @param {Reason[]} reasons
 * @returns {string}
 */
function deciding(reasons) {
  const undecided = reasons.filter((reason) => reason.effect === "undecided").map((reason) => reason.missing);
  const weights = [...new Set(undecided.flat())].map((name) => ({
    name,
    alone: undecided.filter((missing) => missing.length === 1 && missing[0] === name).length,
    named: undecided.filter((missing) => missing.includes(name)).length,
  }));
  return weights.reduce((best, other) =>
    other.alone > best.alone || (other.alone === best.alone && other.named > best.named) ? other : best,
  ).name;
}
