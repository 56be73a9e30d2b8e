/**
 * Answers as texts in an address: `building.dwellings=12&heating.carrier=gas&building.year=dont-know`.
 *
 * @typedef {import("./facts.js").Answer} Answer
 * @typedef {import("./facts.js").Facts} Facts
 * @typedef {object} Fact
 * @property {string} key
 * @property {"choice" | "number" | "yes_no"} kind
 * @property {{key: string}[]} [options]
 * @property {number} [low]
 * @property {number} [high]
 * @property {boolean} [whole]
 * @property {boolean} [private]
 * @typedef {"unknown_fact" | "unknown_option" | "no_number" | "out_of_range" | "not_whole" | "no_yes_no" | "given_twice" | "too_many"} Refusal
 * @typedef {{fact: string, refusal: Refusal}} Refused
 */
import { DONT_KNOW, isRange } from "./facts.js";

const UNKNOWN_TEXT = "dont-know";
const LONGEST_TEXT = 100;
const MOST_ANSWERS = 200;
const NUMBER = /^-?\d{1,15}(\.\d{1,6})?$/;

/**
 * The answers among `texts`, and what was refused; a fact given twice is refused altogether.
 *
 * @param {Iterable<[string, string]>} texts
 * @param {Fact[]} catalogue
 * @returns {{answers: Facts, refused: Refused[]}}
 */
export function readTexts(texts, catalogue) {
  const facts = new Map(catalogue.map((fact) => [fact.key, fact]));
  /** @type {Facts} */
  const answers = new Map();
  /** @type {Map<string, Refused>} */
  const refused = new Map();
  let count = 0;
  for (const [key, text] of texts) {
    if (count >= MOST_ANSWERS) {
      refused.set("", { fact: "", refusal: "too_many" });
      break;
    }
    count += 1;
    const answer = readText(facts.get(key), text);
    if (typeof answer === "object" && !answers.has(key) && !refused.has(key)) {
      answers.set(key, answer);
      continue;
    }
    const twice = answers.delete(key);
    const fact = [...key].slice(0, LONGEST_TEXT).join("");
    const refusal = twice || typeof answer === "object" ? "given_twice" : answer;
    if (!refused.has(fact)) refused.set(fact, { fact, refusal });
  }
  return { answers, refused: [...refused.values()] };
}

/**
 * The texts of an address, in the catalogue's order; private facts only where the person wants them there.
 *
 * @param {Facts} answers
 * @param {Fact[]} catalogue
 * @param {boolean} [withPrivate]
 * @returns {[string, string][]}
 */
export function writeTexts(answers, catalogue, withPrivate = false) {
  return catalogue
    .filter((fact) => withPrivate || !fact.private)
    .flatMap(({ key }) => {
      const text = writeText(answers.get(key));
      return text === null ? [] : [/** @type {[string, string]} */ ([key, text])];
    });
}

/**
 * @param {Fact | undefined} fact
 * @param {string} text
 * @returns {Answer | Refusal}
 */
function readText(fact, text) {
  if (fact === undefined) return "unknown_fact";
  if (text === UNKNOWN_TEXT) return DONT_KNOW;
  if (fact.kind === "number") return readNumber(fact, text);
  if (fact.kind === "yes_no") {
    return text === "yes" || text === "no" ? { state: "known", value: text === "yes" } : "no_yes_no";
  }
  return fact.options?.some(({ key }) => key === text) ? { state: "known", value: text } : "unknown_option";
}

/**
 * @param {Fact} fact
 * @param {string} text
 * @returns {Answer | Refusal}
 */
function readNumber({ low = -Infinity, high = Infinity, whole = false }, text) {
  if (!NUMBER.test(text)) return "no_number";
  const value = Number(text);
  if (whole && !Number.isInteger(value)) return "not_whole";
  return low <= value && value <= high ? { state: "known", value } : "out_of_range";
}

/**
 * @param {Answer | undefined} answer
 * @returns {string | null}
 */
function writeText(answer) {
  if (answer?.state === "dont_know") return UNKNOWN_TEXT;
  const value = answer?.value;
  if (value === undefined || isRange(value)) return null;
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string") return value;
  return Number.isInteger(value) ? BigInt(value).toString() : value.toFixed(6).replace(/0+$/, "");
}
