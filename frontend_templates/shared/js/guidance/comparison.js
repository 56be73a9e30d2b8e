/**
 * Options side by side, and which of them may be ranked by what heating costs.
 *
 * @typedef {import("./estimate.js").Option} Option
 * @typedef {import("./figures.js").Span} Span
 * @typedef {{measure: string, estimate: Option, mayRank: boolean, cheaperThan: string[]}} Compared
 */

/**
 * A sum that is "at least" ranks nowhere; ranges that overlap rank neither first.
 *
 * @param {Record<string, Option>} estimates
 * @returns {Compared[]}
 */
export function compare(estimates) {
  const spans = new Map(
    Object.entries(estimates).flatMap(([measure, option]) => {
      const span = spanOf(option);
      return span ? [[measure, span]] : [];
    }),
  );
  return Object.entries(estimates).map(([measure, estimate]) => {
    const span = spans.get(measure);
    const cheaperThan = span ? [...spans].flatMap(([other, its]) => (span[1] < its[0] ? [other] : [])) : [];
    return { measure, estimate, mayRank: span !== undefined, cheaperThan };
  });
}

/**
 * The lowest and highest cost of any year shown; null where one of them is not known to its whole extent.
 *
 * @param {Option} option
 * @returns {Span | null}
 */
function spanOf({ energyCost, years }) {
  if (energyCost === null || years.some((year) => year.missing.length > 0)) return null;
  const bounds = [energyCost, ...years.map((year) => year.figure)].flatMap(({ low, high }) =>
    low === null || high === null ? [] : [{ low, high }],
  );
  if (bounds.length < years.length + 1) return null;
  return [Math.min(...bounds.map(({ low }) => low)), Math.max(...bounds.map(({ high }) => high))];
}
