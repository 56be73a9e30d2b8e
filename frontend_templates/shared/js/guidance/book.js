/**
 * The book of rates, and what one estimate looked up in it.
 *
 * @typedef {import("./figures.js").Rate} Rate
 * @typedef {Rate & {first: number, last?: number}} Tier
 * @typedef {object} Programme
 * @property {string} slug
 * @property {Rate[]} [base]
 * @property {Rate[]} [bonuses]
 * @property {Rate[]} [cap]
 * @property {Tier[]} [tiers]
 * @property {string[]} [serves]
 * @typedef {{rates?: Rate[], programmes?: Programme[]}} PlainBook
 * @typedef {{rates: Map<string, Rate[]>, programmes: Map<string, Programme>}} Book
 * @typedef {{base: Rate | null, bonuses: Map<string, Rate>, cap: Rate | null, tiers: Tier[]}} Terms
 */
import { holdsOn, inForce, isKnown } from "./figures.js";

/** @type {Record<string, string[]>} */
const UNITS = {
  price: ["ct/kWh"], "co2-price": ["ct/kWh"], "grid-fee": ["ct/kWh"], green: ["ct/kWh"], emission: ["g/kWh"],
  efficiency: ["percent"], saving: ["percent"], prebound: ["percent"], need: ["kWh/(m2*a)"],
  investment: ["EUR", "EUR_per_dwelling"],
};
/** @type {Record<string, string>} */
const SAME_CARRIER = { "liquid-gas": "lpg", lpg: "liquid-gas" };
/** @type {Record<string, string>} */
const EMITS_AS = { pellets: "wood", "electricity-heat-pump": "electricity" };

/**
 * @param {PlainBook} plain
 * @returns {Book}
 */
export function readBook({ rates = [], programmes = [] }) {
  /** @type {Map<string, Rate[]>} */
  const byKey = new Map();
  for (const rate of rates) byKey.set(rate.key, [...(byKey.get(rate.key) ?? []), rate]);
  return { rates: byKey, programmes: new Map(programmes.map((each) => [each.slug, each])) };
}

/** What was looked up for one estimate: what is missing, and whether a number should be checked. */
export class Ledger {
  /** @param {Book} book */
  constructor(book) {
    this.book = book;
    /** @type {Set<string>} */
    this.missing = new Set();
    this.toCheck = false;
  }

  /**
   * The first of `keys` whose number is known on `day`; else the first key is missing.
   *
   * @param {string} day
   * @param {...string} keys
   * @returns {Rate | null}
   */
  rate(day, ...keys) {
    for (const key of keys) {
      const rate = this.held(key, day);
      if (isKnown(rate) && (UNITS[key.split(".")[0]] ?? [rate.unit]).includes(rate.unit)) {
        this.toCheck ||= rate.to_check ?? false;
        return rate;
      }
    }
    this.lacks(keys[0]);
    return null;
  }

  /**
   * @param {string} key
   * @param {string} day
   * @returns {Rate | null}
   */
  held(key, day) {
    return inForce(this.book.rates.get(key) ?? [], key, day);
  }

  /**
   * @param {string} day
   * @param {string} kind price, emission, efficiency ...
   * @param {string} carrier
   * @returns {Rate | null}
   */
  ofCarrier(day, kind, carrier) {
    const name = carrier.replaceAll("_", "-");
    const names = [name, SAME_CARRIER[name], kind === "emission" ? EMITS_AS[name] : undefined];
    return this.rate(day, ...names.flatMap((each) => (each ? [`${kind}.${each}`] : [])));
  }

  /** @param {...string} names */
  lacks(...names) {
    for (const name of names) this.missing.add(name);
  }
}

/**
 * What a programme pays on `day`.
 *
 * @param {Programme} programme
 * @param {string} day
 * @returns {Terms}
 */
export function termsOn({ base = [], bonuses = [], cap = [], tiers = [] }, day) {
  const inTime = bonuses.flatMap((bonus) => inForce(bonuses, bonus.key, day) ?? []);
  return {
    base: share(base, day),
    bonuses: new Map(inTime.map((rate) => [rate.key, rate])),
    cap: share(cap, day),
    tiers: tiersOn(tiers, day),
  };
}

/**
 * The share in per cent in force; of rates with different names nobody knows which is meant.
 *
 * @param {Rate[]} rates
 * @param {string} day
 * @returns {Rate | null}
 */
function share(rates, day) {
  const holding = rates.filter((rate) => holdsOn(rate, day));
  if (new Set(holding.map((rate) => rate.key)).size !== 1) return null;
  return holding.every((rate) => rate.unit === "percent") ? inForce(holding, holding[0].key, day) : null;
}

/**
 * Of tiers for the same dwellings, the one that began last.
 *
 * @param {Tier[]} tiers
 * @param {string} day
 * @returns {Tier[]}
 */
function tiersOn(tiers, day) {
  /** @type {Map<string, Tier>} */
  const holding = new Map();
  for (const tier of tiers.filter((each) => holdsOn(each, day))) {
    const dwellings = `${tier.first}-${tier.last ?? ""}`;
    if ((holding.get(dwellings)?.valid_from ?? "") <= (tier.valid_from ?? "")) holding.set(dwellings, tier);
  }
  return [...holding.values()];
}
