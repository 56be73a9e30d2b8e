/**
 * What gas and oil cost in the years when the law asks for more green fuel (section 43 GModG).
 *
 * @typedef {import("./book.js").Book} Book
 * @typedef {import("./figures.js").Figure} Figure
 * @typedef {import("./figures.js").Rate} Rate
 * @typedef {import("./figures.js").Span} Span
 * @typedef {{reading: string, installation?: string | null}} Dates
 * @typedef {{year: number, figure: Figure, missing: string[]}} YearCost where parts are missing, the sum is "at least"
 */
import { Ledger } from "./book.js";
import { figureOf, isKnown, product, sensible, times, total, unknown } from "./figures.js";

const FUELS = ["gas", "oil", "liquid-gas", "lpg"];
const YEARS = [2029, 2030, 2035, 2040];
const ON_A_GRID = "gas";
const FIRST_DAY = "2026-07-30";
/** @type {[string, number][]} */
const LADDER = [["2040-01-01", 60], ["2035-01-01", 30], ["2030-01-01", 15], ["2029-01-01", 10]];

const YEAR_METHOD = "Fuel with its green share, CO2 price and grid fee, at the prices known today";
const ALONE_METHOD = "Price without the parts it contains";

/**
 * The cost today and in `YEARS` to come, and whether a number that it rests on should be checked.
 *
 * @param {string} carrier
 * @param {Figure | null} bought
 * @param {Dates} dates
 * @param {Book} book
 * @param {string[]} lacking what would tell how much is bought, where that is unknown
 * @returns {{years: YearCost[], toCheck: boolean}}
 */
export function fuelYears(carrier, bought, dates, book, lacking) {
  if (!FUELS.includes(carrier.replaceAll("_", "-")) || bought === null) return { years: [], toCheck: false };
  const ledger = new Ledger(book);
  const today = Number(dates.reading.slice(0, 4));
  const days = [dates.reading, ...YEARS.filter((year) => year > today).map((year) => `${year}-01-01`)];
  if (bought.state === "unknown") {
    const years = days.map((day) => ({ year: Number(day.slice(0, 4)), figure: unknown("EUR/a", YEAR_METHOD), missing: lacking }));
    return { years, toCheck: false };
  }
  return { years: days.map((day) => costOfYear(carrier, bought, day, dates, ledger)), toCheck: ledger.toCheck };
}

/**
 * The least green share in per cent; null while it turns on a day that nobody has decided.
 *
 * @param {string | null | undefined} installed
 * @param {string} day
 * @returns {number | null}
 */
function greenShare(installed, day) {
  const rung = LADDER.find(([first]) => first <= day);
  if (!rung) return 0;
  if (!installed) return null;
  return installed < FIRST_DAY ? 0 : rung[1];
}

/**
 * @param {string} carrier
 * @param {Figure} bought
 * @param {string} day
 * @param {Dates} dates
 * @param {Ledger} ledger
 * @returns {YearCost}
 */
function costOfYear(carrier, bought, day, dates, ledger) {
  const year = Number(day.slice(0, 4));
  const green = greenShare(dates.installation, day);
  // What a household pays today has all parts in it.
  const allIn = green === 0 && day === dates.reading;
  const prices = pricesOn(carrier, allIn, day, dates.reading, ledger);
  if (green === null) return { year, figure: unknown("EUR/a", YEAR_METHOD), missing: ["date.installation"] };
  /** @type {[string, Rate | null, number][]} */
  const parts = [
    ["price", prices.fossil, 1 - green / 100],
    ["green", prices.green, green / 100],
    ["co2-price", prices.co2, 1 - green / 100],
    ["grid-fee", prices.gridFee, 1],
  ];
  const needed = parts.filter(([name, , share]) => share > 0 && (!allIn || name === "price") && bears(name, carrier));
  const known = needed.flatMap(([, rate, share]) =>
    isKnown(rate) ? [times(figureOf(rate), [share, share], "ct/kWh", YEAR_METHOD)] : [],
  );
  const missing = needed.flatMap(([name, rate]) => (isKnown(rate) ? [] : [`${name}.${carrier.replaceAll("_", "-")}`]));
  const figure = sensible(product([bought, total(known, "ct/kWh", "")], "EUR/a", YEAR_METHOD, 0.01));
  return { year, figure, missing };
}

/**
 * A household's price contains CO2 price and grid fee: they are taken out as of its day, and added as of `day`.
 * A part whose number is not known on both days stays in the price, and how it changes is missing.
 *
 * @param {string} carrier
 * @param {boolean} allIn
 * @param {string} day
 * @param {string} today
 * @param {Ledger} ledger
 */
function pricesOn(carrier, allIn, day, today, ledger) {
  const price = ledger.ofCarrier(day, "price", carrier);
  if (price === null || allIn) return { fossil: price, green: null, co2: null, gridFee: null };
  const priced = price.valid_from && price.valid_from > today ? day : today;
  const [co2, gridFee] = ["co2-price", "grid-fee"].map((part) => {
    if (!bears(part, carrier)) return null;
    const before = ledger.ofCarrier(priced, part, carrier);
    const after = ledger.ofCarrier(day, part, carrier);
    return before && after ? { before, after } : null;
  });
  const contained = [co2, gridFee].flatMap((part) => (part ? [part.before] : []));
  const green = ledger.ofCarrier(day, "green", carrier);
  return { fossil: fuelAlone(price, contained), green, co2: co2?.after ?? null, gridFee: gridFee?.after ?? null };
}

/**
 * @param {string} part
 * @param {string} carrier
 * @returns {boolean}
 */
function bears(part, carrier) {
  return part !== "grid-fee" || carrier === ON_A_GRID;
}

/**
 * @param {Rate} price
 * @param {Rate[]} contained
 * @returns {Rate}
 */
function fuelAlone(price, contained) {
  const { low, high } = figureOf(price);
  if (low === null || high === null || contained.length === 0) return price;
  const parts = contained.map(figureOf);
  const least = Math.max(0, low - parts.reduce((all, part) => all + (part.high ?? 0), 0));
  const most = Math.max(0, high - parts.reduce((all, part) => all + (part.low ?? 0), 0));
  const toCheck = [price, ...contained].some((rate) => rate.to_check);
  return { ...price, low: least, high: most, to_check: toCheck, method: ALONE_METHOD };
}
