/**
 * Conditions on facts in three-valued logic: true, false, or null for want of the facts it names.
 *
 * @typedef {import("./facts.js").Answer} Answer
 * @typedef {import("./facts.js").Facts} Facts
 * @typedef {import("./facts.js").Range} Range
 * @typedef {import("./facts.js").Scalar} Scalar
 * @typedef {{truth: boolean | null, facts: string[]}} Verdict the facts it rests on; where unknown, the facts it lacks
 * @typedef {Record<string, any>} Condition a JsonLogic subset: and, or, not, ==, !=, <, <=, >, >=, in, var
 */
import { isRange } from "./facts.js";

/** @type {Record<string, (value: number, bound: number) => boolean>} */
const ORDER = {
  "<": (value, bound) => value < bound,
  "<=": (value, bound) => value <= bound,
  ">": (value, bound) => value > bound,
  ">=": (value, bound) => value >= bound,
};

/**
 * @param {Condition} condition
 * @param {Facts} facts
 * @returns {Verdict}
 */
export function weigh(condition, facts) {
  const [[word, body]] = Object.entries(condition);
  if (word === "and") return weighParts(body, facts, false);
  if (word === "or") return weighParts(body, facts, true);
  if (word === "not") {
    const verdict = weigh(body, facts);
    return { truth: verdict.truth === null ? null : !verdict.truth, facts: verdict.facts };
  }
  if (word === "var") return { truth: flag(facts.get(body)), facts: [body] };
  const [{ var: fact }, operand] = body;
  return { truth: compare(word, facts.get(fact), operand), facts: [fact] };
}

/**
 * The facts that a condition names.
 *
 * @param {Condition | undefined} condition
 * @returns {string[]}
 */
export function namesOf(condition) {
  if (condition === undefined) return [];
  const [[word, body]] = Object.entries(condition);
  if (word === "var") return [body];
  return word === "and" || word === "or" ? body.flatMap(namesOf) : namesOf(word === "not" ? body : body[0]);
}

/**
 * One part that is `deciding` decides; else an unknown one leaves it unknown.
 *
 * @param {Condition[]} parts
 * @param {Facts} facts
 * @param {boolean} deciding
 * @returns {Verdict}
 */
function weighParts(parts, facts, deciding) {
  const verdicts = parts.map((part) => weigh(part, facts));
  const truths = verdicts.map((verdict) => verdict.truth);
  const truth = truths.includes(deciding) ? deciding : truths.includes(null) ? null : !deciding;
  const restsOn = verdicts.filter((verdict) => verdict.truth === truth).flatMap((verdict) => verdict.facts);
  return { truth, facts: [...new Set(restsOn)] };
}

/**
 * @param {Answer | undefined} answer
 * @returns {boolean | null}
 */
function flag(answer) {
  if (answer?.state === "not_applicable") return false;
  return typeof answer?.value === "boolean" ? answer.value : null;
}

/**
 * What does not apply has no value: it differs from every value and stands in no order.
 *
 * @param {string} operator
 * @param {Answer | undefined} answer
 * @param {any} operand
 * @returns {boolean | null}
 */
function compare(operator, answer, operand) {
  if (answer?.value === undefined) return answer?.state === "not_applicable" ? operator === "!=" : null;
  if (operator === "in") return among(answer.value, operand);
  if (operator in ORDER) return ordered(operator, answer.value, operand);
  const equal = same(answer.value, operand);
  return operator === "==" || equal === null ? equal : !equal;
}

/**
 * Strict and typed: neither `true` nor `"1"` is 1.
 *
 * @param {Scalar | Range} value
 * @param {Scalar} operand
 * @returns {boolean | null}
 */
function same(value, operand) {
  if (!isRange(value)) return value === operand;
  if (typeof operand !== "number" || operand < value.low || operand > value.high) return false;
  return value.low === value.high ? true : null;
}

/**
 * @param {Scalar | Range} value
 * @param {Scalar[]} operands
 * @returns {boolean | null}
 */
function among(value, operands) {
  const found = operands.map((operand) => same(value, operand));
  if (found.includes(true)) return true;
  return found.includes(null) ? null : false;
}

/**
 * Only numbers have an order; what has none is left undecided.
 *
 * @param {string} operator
 * @param {Scalar | Range} value
 * @param {unknown} bound
 * @returns {boolean | null}
 */
function ordered(operator, value, bound) {
  if (typeof bound !== "number") return null;
  const { low, high } = isRange(value) ? value : { low: value, high: value };
  if (typeof low !== "number" || typeof high !== "number") return null;
  const atLow = ORDER[operator](low, bound);
  return atLow === ORDER[operator](high, bound) ? atLow : null;
}
