/**
 * Estimates as plain data, the same that the API sends; what is empty or does not apply is left out.
 *
 * @typedef {import("./comparison.js").Compared} Compared
 * @typedef {import("./estimate.js").Option} Option
 * @typedef {import("./figures.js").Figure} Figure
 * @typedef {Record<string, unknown>} Plain
 */

/**
 * @param {Compared} compared
 * @returns {Plain}
 */
export function writeCompared({ measure, estimate, mayRank, cheaperThan }) {
  return filled({ measure, estimate: writeEstimate(estimate), may_rank: mayRank, cheaper_than: cheaperThan });
}

/**
 * @param {Option} option
 * @returns {Plain}
 */
export function writeEstimate({ demand, grant, years, energyCost, toCheck, ...figures }) {
  return filled({
    demand: demand && writeDemand(demand),
    saving: written(figures.saving),
    bought: written(figures.bought),
    energy_cost: written(energyCost),
    emissions: written(figures.emissions),
    investment: written(figures.investment),
    grant: grant && writeGrant(grant),
    years: years.map(({ year, figure, missing }) =>
      filled({ year, figure: writeFigure(figure), at_least: missing.length > 0, missing }),
    ),
    open: figures.open,
    to_check: toCheck,
  });
}

/**
 * @param {import("./estimate.js").Demand} demand
 * @returns {Plain}
 */
function writeDemand({ figure, fromBill, assumed, missing, toCheck }) {
  return filled({ figure: writeFigure(figure), from_bill: fromBill, assumed, missing, to_check: toCheck });
}

/**
 * @param {Figure} figure
 * @returns {Plain}
 */
export function writeFigure(figure) {
  return filled({ ...figure, source: figure.source && filled(figure.source) });
}

/**
 * @param {import("./grants.js").Grant} grant
 * @returns {Plain}
 */
function writeGrant({ programme, forAll, open, toCheck, ...figures }) {
  const written = Object.entries(figures).map(([name, figure]) => [name, writeFigure(figure)]);
  return filled({ programme, ...Object.fromEntries(written), for_all: forAll, open, to_check: toCheck });
}

/**
 * @param {Figure | null} figure
 * @returns {Plain | null}
 */
function written(figure) {
  return figure && writeFigure(figure);
}

/**
 * Without what is empty; nought is not.
 *
 * @param {Plain} data
 * @returns {Plain}
 */
function filled(data) {
  const empty = new Set([null, false, ""]);
  const entries = Object.entries(data).filter(([, item]) => !empty.has(/** @type {any} */ (item)));
  return Object.fromEntries(entries.filter(([, item]) => !Array.isArray(item) || item.length > 0));
}
