/**
 * Figures, numbers that say how they are known, and dated rates; sums and products whose ranges stay ranges.
 *
 * @typedef {"measured" | "registered" | "reported" | "estimated" | "unknown"} State
 * @typedef {{title: string, url: string}} Source
 * @typedef {object} Figure
 * @property {number | null} low
 * @property {number | null} high
 * @property {string} unit
 * @property {State} state
 * @property {string} method
 * @property {Source | null} source
 * @property {number | null} year
 * @typedef {object} Rate
 * @property {string} key
 * @property {number | null} [low]
 * @property {number | null} [high]
 * @property {string} unit
 * @property {string} [valid_from] as 2026-07-30
 * @property {string} [valid_to]
 * @property {boolean} [to_check]
 * @property {string} [method]
 * @property {string} [source_title]
 * @property {string} [source_url]
 * @typedef {[number, number]} Span
 */

/** @type {State[]} */
const FROM_BEST = ["measured", "registered", "reported", "estimated", "unknown"];

/**
 * @param {string} unit
 * @param {string} [method]
 * @returns {Figure}
 */
export function unknown(unit, method = "") {
  return { low: null, high: null, unit, state: "unknown", method, source: null, year: null };
}

/**
 * @param {Rate | null | undefined} rate
 * @returns {rate is Rate & {low: number, high: number}}
 */
export function isKnown(rate) {
  return rate?.low !== null && rate?.low !== undefined;
}

/**
 * What nobody confirmed counts as estimated.
 *
 * @param {Rate} rate
 * @returns {Figure}
 */
export function figureOf(rate) {
  if (!isKnown(rate)) return unknown(rate.unit, rate.method);
  const { low, high, unit, method = "" } = rate;
  const source = rate.source_title ? { title: rate.source_title, url: rate.source_url ?? "" } : null;
  const year = rate.valid_from ? Number(rate.valid_from.slice(0, 4)) : null;
  return { low, high, unit, state: rate.to_check ? "estimated" : "registered", method, source, year };
}

/**
 * @param {Rate} rate
 * @param {string} day
 * @returns {boolean}
 */
export function holdsOn({ valid_from: from, valid_to: to }, day) {
  return (!from || from <= day) && (!to || day <= to);
}

/**
 * The rate of that key on that day; of several, the one that began last.
 *
 * @param {Rate[]} rates
 * @param {string} key
 * @param {string} day
 * @returns {Rate | null}
 */
export function inForce(rates, key, day) {
  const found = rates.filter((rate) => rate.key === key && holdsOn(rate, day));
  const begun = (/** @type {Rate} */ rate) => rate.valid_from ?? "";
  return found.reduce((best, rate) => (begun(rate) > begun(best) ? rate : best), found[0]) ?? null;
}

/**
 * @param {State[]} states
 * @returns {State}
 */
function worst(states) {
  return FROM_BEST[Math.max(...states.map((state) => FROM_BEST.indexOf(state)))];
}

/**
 * The source they share; figures of several sources tell them themselves.
 *
 * @param {Figure[]} figures
 * @returns {Source | null}
 */
function sourceOf(figures) {
  const sources = new Map(figures.flatMap(({ source }) => (source ? [[JSON.stringify(source), source]] : [])));
  return sources.size === 1 ? [...sources.values()][0] : null;
}

/**
 * Their bounds; null as soon as one is unknown.
 *
 * @param {Figure[]} figures
 * @returns {Span[] | null}
 */
function boundsOf(figures) {
  const bounds = figures.flatMap(({ low, high }) => (low === null || high === null ? [] : [/** @type {Span} */ ([low, high])]));
  return bounds.length < figures.length ? null : bounds;
}

/**
 * @param {Figure[]} factors
 * @param {string} unit
 * @param {string} method
 * @param {number} [scale]
 * @returns {Figure}
 */
export function product(factors, unit, method, scale = 1) {
  const bounds = boundsOf(factors);
  if (!bounds) return unknown(unit, method);
  const [low, high] = [0, 1].map((side) => bounds.reduce((all, span) => all * span[side], 1) * scale);
  const state = worst(["estimated", ...factors.map((factor) => factor.state)]);
  return { low, high, unit, state, method, source: sourceOf(factors), year: null };
}

/**
 * @param {Figure} figure
 * @param {Span} factor
 * @param {string} unit
 * @param {string} method
 * @returns {Figure}
 */
export function times(figure, factor, unit, method) {
  if (figure.low === null || figure.high === null) return unknown(unit, method);
  return { ...figure, low: figure.low * factor[0], high: figure.high * factor[1], unit, method };
}

/**
 * @param {Figure[]} parts
 * @param {string} unit
 * @param {string} method
 * @returns {Figure}
 */
export function total(parts, unit, method) {
  const bounds = boundsOf(parts);
  if (!bounds || parts.length === 0) return unknown(unit, method);
  const [low, high] = [0, 1].map((side) => bounds.reduce((all, span) => all + span[side], 0));
  return { low, high, unit, state: worst(parts.map((part) => part.state)), method, source: sourceOf(parts), year: null };
}

/**
 * The range over figures of which one is true, nobody knows which.
 *
 * @param {Figure[]} figures
 * @param {string} unit
 * @param {string} method
 * @returns {Figure}
 */
export function hull(figures, unit, method) {
  const bounds = boundsOf(figures);
  if (!bounds || figures.length === 0) return unknown(unit, method);
  const low = Math.min(...bounds.map((span) => span[0]));
  const high = Math.max(...bounds.map((span) => span[1]));
  return { low, high, unit, state: worst(figures.map((each) => each.state)), method, source: sourceOf(figures), year: null };
}

/**
 * @param {Figure} dividend
 * @param {Figure} divisor
 * @param {string} unit
 * @param {string} method
 * @param {number} scale
 * @returns {Figure}
 */
export function ratio(dividend, divisor, unit, method, scale) {
  if (dividend.low === null || dividend.high === null || !divisor.low || !divisor.high) return unknown(unit, method);
  const [low, high] = [(dividend.low / divisor.high) * scale, (dividend.high / divisor.low) * scale];
  const state = worst(["estimated", dividend.state, divisor.state]);
  return { low, high, unit, state, method, source: sourceOf([dividend, divisor]), year: null };
}

/**
 * The figure, cut at a limit; unknown where the limit is.
 *
 * @param {Figure} figure
 * @param {Figure} limit
 * @returns {Figure}
 */
export function atMost(figure, limit) {
  if (figure.low === null || figure.high === null || limit.low === null || limit.high === null) {
    return unknown(figure.unit, figure.method);
  }
  const [low, high] = [Math.min(figure.low, limit.low), Math.min(figure.high, limit.high)];
  return { ...figure, low, high, state: worst([figure.state, limit.state]), year: null };
}

/**
 * As sure as the worst of them: the law itself does the sum.
 *
 * @param {Figure} figure
 * @param {Figure[]} parts
 * @returns {Figure}
 */
export function asSureAs(figure, parts) {
  return { ...figure, state: worst(parts.map((part) => part.state)) };
}

/**
 * An estimate without false exactness: bounds of two digits, the lower rounded down, the upper up.
 *
 * @param {Figure} figure
 * @returns {Figure}
 */
export function sensible(figure) {
  if (figure.low === null || figure.high === null || figure.state !== "estimated") return figure;
  const step = stepOf(Math.max(Math.abs(figure.low), Math.abs(figure.high)));
  const low = clean(Math.floor(clean(figure.low / step)) * step);
  return { ...figure, low, high: clean(Math.ceil(clean(figure.high / step)) * step) };
}

/**
 * An estimate of money to get: nothing is promised by rounding, and a sure sum stays.
 *
 * @param {Figure} figure
 * @returns {Figure}
 */
export function cautious(figure) {
  if (figure.high === null || figure.low === figure.high) return figure;
  const step = stepOf(figure.high);
  const high = figure.state === "estimated" ? clean(Math.floor(clean(figure.high / step)) * step) : figure.high;
  return { ...sensible(figure), high };
}

/**
 * @param {number} largest
 * @returns {number}
 */
function stepOf(largest) {
  return largest > 0 ? 10 ** (Number(largest.toExponential().split("e")[1]) - 1) : 1;
}

/**
 * Without the noise of binary fractions.
 *
 * @param {number} number
 * @returns {number}
 */
function clean(number) {
  return Number(number.toFixed(9));
}
