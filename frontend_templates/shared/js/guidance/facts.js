/**
 * Facts as the engine holds them, and as plain data: a value, null for "don't know", or an object that says how it is known.
 *
 * @typedef {string | boolean | number} Scalar
 * @typedef {{low: number, high: number}} Range
 * @typedef {"known" | "estimated" | "dont_know" | "not_applicable" | "unasked"} State
 * @typedef {{state: State, value?: Scalar | Range, source?: string}} Answer
 * @typedef {Map<string, Answer>} Facts
 */

/** @type {Answer} */
export const DONT_KNOW = Object.freeze({ state: "dont_know" });

/** @type {Answer} */
export const NOT_APPLICABLE = Object.freeze({ state: "not_applicable" });

/**
 * @param {unknown} value
 * @returns {value is Range}
 */
export function isRange(value) {
  return typeof value === "object" && value !== null && "low" in value && "high" in value;
}

/**
 * @param {any} data
 * @returns {Answer}
 */
export function readAnswer(data) {
  if (data === null) return DONT_KNOW;
  if (typeof data !== "object") return { state: "known", value: data };
  if (data.not_applicable === true) return NOT_APPLICABLE;
  const state = "estimated" in data ? "estimated" : "known";
  return { state, value: data[state], source: data.source ?? "" };
}

/**
 * @param {Answer} answer
 * @returns {unknown}
 */
export function writeAnswer(answer) {
  if (answer.state === "dont_know") return null;
  if (answer.value === undefined) return { [answer.state]: true };
  if (answer.state === "known" && !answer.source && !isRange(answer.value)) return answer.value;
  return { [answer.state]: answer.value, ...(answer.source ? { source: answer.source } : {}) };
}

/**
 * @param {Record<string, unknown>} data answers by fact, as plain data
 * @returns {Facts}
 */
export function readAnswers(data) {
  return new Map(Object.entries(data).map(([key, answer]) => [key, readAnswer(answer)]));
}

/**
 * @param {Facts} facts
 * @returns {Record<string, unknown>}
 */
export function writeAnswers(facts) {
  return Object.fromEntries([...facts].map(([key, answer]) => [key, writeAnswer(answer)]));
}
