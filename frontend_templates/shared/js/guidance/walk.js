/**
 * Follow answers through a flow: what is asked next, what was passed and how, what is taken to be so.
 *
 * @typedef {import("./condition.js").Condition} Condition
 * @typedef {import("./facts.js").Answer} Answer
 * @typedef {import("./facts.js").Facts} Facts
 * @typedef {{if?: Condition, to: string}} Route
 * @typedef {{ask?: string, show?: string, end?: string, key?: string, only_if?: Condition, else_not_applicable?: boolean, routes?: Route[]}} Step
 * @typedef {{key: string, steps: Step[], measures?: string[]}} Flow
 * @typedef {"answered" | "known" | "not_asked" | "shown"} Passed
 * @typedef {"result" | "outcome" | "lost" | "circle"} End
 * @typedef {object} Position
 * @property {Step | null} step the step that needs an answer, or the outcome
 * @property {End | null} end
 * @property {[string, Passed][]} path
 * @property {Facts} facts
 * @property {string[]} unused answers to questions that are not on the path: kept for a change of mind, they judge nothing
 * @property {Answer | null} suggestion an estimate to be confirmed
 * @property {string[]} shown what to show since the last question answered
 * @property {string[]} missing facts for want of which it is not sure that the question matters
 */
import { weigh } from "./condition.js";
import { NOT_APPLICABLE } from "./facts.js";

/**
 * @param {Flow} flow
 * @param {Facts} answers what a person told
 * @param {Facts} [data] what data say
 * @returns {Position}
 */
export function walk(flow, answers, data = new Map()) {
  const journey = new Journey(flow, answers, data);
  const visited = new Set();
  /** @type {number | null} */
  let place = 0;
  while (place !== null && place < flow.steps.length && !visited.has(place)) {
    const step = flow.steps[place];
    visited.add(place);
    if (journey.stopsAt(step)) return journey.position(step, step.end === undefined ? null : "outcome");
    place = journey.wayOn(step, place);
  }
  if (place === null) return journey.position(null, "lost");
  return journey.position(null, place >= flow.steps.length ? "result" : "circle");
}

/**
 * @param {Step} step
 * @returns {string}
 */
export function keyOf(step) {
  return step.key ?? step.ask ?? step.show ?? step.end ?? "";
}

/**
 * What a person says goes before what data say, but "don't know" leaves data standing.
 *
 * @param {Answer | undefined} answer
 * @param {Answer | undefined} datum
 * @returns {Answer | undefined}
 */
export function settled(answer, datum) {
  if (answer === undefined || answer.state === "unasked") return datum;
  return answer.state === "dont_know" && datum !== undefined ? datum : answer;
}

class Journey {
  /**
   * Data are there from the start, corrected where a person did so; answers join at the step that asks for them.
   *
   * @param {Flow} flow
   * @param {Facts} answers
   * @param {Facts} data
   */
  constructor(flow, answers, data) {
    this.flow = flow;
    this.answers = answers;
    this.data = new Map([...data].filter(([, datum]) => datum.state !== "unasked" && datum.state !== "dont_know"));
    /** @type {Facts} */
    this.facts = new Map([...this.data].map(([key, datum]) => [key, settled(answers.get(key), datum) ?? datum]));
    this.used = new Set(this.data.keys());
    this.places = new Map(flow.steps.map((step, place) => /** @type {[string, number]} */ ([keyOf(step), place])).reverse());
    /** @type {[string, Passed][]} */
    this.path = [];
    /** @type {string[]} */
    this.shown = [];
    /** @type {string[]} */
    this.missing = [];
  }

  /**
   * Pass `step` if it needs nothing more.
   *
   * @param {Step} step
   * @returns {boolean}
   */
  stopsAt(step) {
    this.missing = [];
    if (step.only_if !== undefined) {
      const verdict = weigh(step.only_if, this.facts);
      if (verdict.truth === false) return this.#leaveOut(step);
      if (verdict.truth === null) this.missing = verdict.facts;
    }
    if (step.show !== undefined) {
      this.shown.push(keyOf(step));
      this.path.push([keyOf(step), "shown"]);
      return false;
    }
    return step.ask === undefined || !this.#isAnswered(step, step.ask);
  }

  /**
   * @param {Step} step
   * @returns {false}
   */
  #leaveOut(step) {
    if (step.ask !== undefined && step.else_not_applicable && !this.facts.has(step.ask)) {
      this.facts.set(step.ask, NOT_APPLICABLE);
    }
    this.path.push([keyOf(step), "not_asked"]);
    return false;
  }

  /**
   * @param {Step} step
   * @param {string} fact
   * @returns {boolean}
   */
  #isAnswered(step, fact) {
    const answer = this.answers.get(fact);
    const datum = this.data.get(fact);
    if (answer !== undefined && answer.state !== "unasked") {
      this.facts.set(fact, settled(answer, datum) ?? answer);
      this.path.push([keyOf(step), "answered"]);
      this.used.add(fact);
      this.shown = [];
      return true;
    }
    if (datum === undefined || datum.state === "estimated") return false;
    this.path.push([keyOf(step), "known"]);
    return true;
  }

  /**
   * The first route whose condition is true; an unknown one is not taken.
   *
   * @param {Step} step
   * @param {number} place
   * @returns {number | null}
   */
  wayOn(step, place) {
    if (!step.routes?.length) return place + 1;
    const route = step.routes.find(({ if: condition }) => condition === undefined || weigh(condition, this.facts).truth === true);
    if (route === undefined) return null;
    if (route.to === "next") return place + 1;
    return route.to === "result" ? this.flow.steps.length : (this.places.get(route.to) ?? null);
  }

  /**
   * @param {Step | null} step
   * @param {End | null} end
   * @returns {Position}
   */
  position(step, end) {
    const asked = end === null && step?.ask !== undefined ? step.ask : null;
    return {
      step,
      end,
      path: this.path,
      facts: this.facts,
      unused: [...this.answers].filter(([key, { state }]) => !this.used.has(key) && state !== "unasked").map(([key]) => key).sort(),
      suggestion: asked !== null && this.data.has(asked) ? (this.facts.get(asked) ?? null) : null,
      shown: this.shown,
      missing: end === null ? this.missing : [],
    };
  }
}
