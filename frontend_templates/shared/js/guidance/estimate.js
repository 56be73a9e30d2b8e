/**
 * What options come to for one house: heat, energy, money, grants and emissions, in figures that name what is missing.
 *
 * @typedef {import("./book.js").Book} Book
 * @typedef {import("./facts.js").Facts} Facts
 * @typedef {import("./figures.js").Figure} Figure
 * @typedef {import("./figures.js").Rate} Rate
 * @typedef {import("./figures.js").Span} Span
 * @typedef {import("./grants.js").Grant} Grant
 * @typedef {import("./grants.js").GrantTerms} GrantTerms
 * @typedef {import("./house.js").House} House
 * @typedef {import("./fuel_years.js").YearCost} YearCost
 * @typedef {{reading: string, installation?: string | null, application?: string | null}} Dates as 2026-07-30
 * @typedef {{figure: Figure, fromBill: boolean, assumed: string[], missing: string[], toCheck: boolean}} Demand
 * @typedef {{carrier?: string, efficiency?: string, investment?: string[], saving?: string, grants?: GrantTerms[]}} Technology
 * @typedef {object} Option null where there is no such thing
 * @property {Demand | null} demand
 * @property {Figure | null} saving
 * @property {Figure | null} bought
 * @property {Figure | null} energyCost
 * @property {Figure | null} emissions
 * @property {Figure | null} investment
 * @property {Grant | null} grant
 * @property {YearCost[]} years
 * @property {string[]} open
 * @property {boolean} toCheck
 */
import { Ledger } from "./book.js";
import { figureOf, hull, product, ratio, sensible, times, total, unknown } from "./figures.js";
import { fuelYears } from "./fuel_years.js";
import { grantOf, ROLE } from "./grants.js";
import { choiceOf, houseOf, isOld, spanOf, specificNeed } from "./house.js";

const CONSUMPTION = "building.consumption";
const CARRIER = "heating.carrier";
const HEAT = "kWh/a";
const LARGER = ".larger";
const LARGEST_SMALL_HOUSE = 2;

const NEED_METHOD = "Typical need for a square metre times the floor area, a fifth more or less";
const CORRECTED_METHOD = "Calculated need times the share of it that houses of this kind really use";
const PARTLY_METHOD = "Calculated need, at least times the share of it that old unrefurbished houses really use";
const UNCORRECTED_METHOD = "Calculated need; most old houses use less than calculated";
const BILL_METHOD = "Consumption from the bill times the efficiency of the heating";
const SAVING_METHOD = "Share of the heat demand that such houses save";
const BOUGHT_METHOD = "Heat divided by the efficiency of the heating";
const ENERGY_METHOD = "Energy bought times its price";
const EMISSIONS_METHOD = "Energy bought times the emission factor of its carrier";
const INVESTMENT_METHOD = "Range of offers for houses of this kind";

/** @type {Record<string, string>} */
const SERVED = { owner_occupier: "owner", owners_association: "owner_association" };

/**
 * An estimate for each measure, all for the same house and heat demand.
 *
 * @param {Record<string, Technology>} technologies
 * @param {Facts} facts
 * @param {Dates} dates
 * @param {Book} book
 * @returns {Record<string, Option>}
 */
export function estimateAll(technologies, facts, dates, book) {
  const house = houseOf(facts);
  const demand = heatDemand(facts, book, dates.reading, house);
  return Object.fromEntries(
    Object.entries(technologies).map(([key, technology]) => [key, estimate(technology, house, facts, dates, book, demand)]),
  );
}

/**
 * By the bill, if there is one and it can be told how much heat was made of it; else by the type of house.
 *
 * @param {Facts} facts
 * @param {Book} book
 * @param {string} day
 * @param {House} [house]
 * @returns {Demand}
 */
export function heatDemand(facts, book, day, house = houseOf(facts)) {
  const ledger = new Ledger(book);
  const bill = fromBill(facts, ledger, day);
  if (bill) return { figure: sensible(bill), fromBill: true, assumed: [], missing: [], toCheck: ledger.toCheck };
  const { figure, assumed } = calculated(house, ledger, day);
  return { figure, fromBill: false, assumed, missing: [...ledger.missing], toCheck: ledger.toCheck };
}

/**
 * @param {Facts} facts
 * @param {Ledger} ledger
 * @param {string} day
 * @returns {Figure | null}
 */
function fromBill(facts, ledger, day) {
  const span = spanOf(facts, CONSUMPTION);
  const answer = facts.get(CONSUMPTION);
  if (span === null || !answer) return null;
  const carrier = choiceOf(facts, CARRIER);
  if (carrier === null) {
    ledger.lacks(CARRIER);
    return null;
  }
  const efficiency = ledger.ofCarrier(day, "efficiency", carrier);
  if (efficiency === null) return null;
  const source = answer.source ? { title: answer.source, url: "" } : null;
  /** @type {"reported" | "estimated"} */
  const state = answer.state === "known" ? "reported" : "estimated";
  const consumption = { low: span[0], high: span[1], unit: HEAT, state, method: "", source, year: null };
  return product([consumption, figureOf(efficiency)], HEAT, BILL_METHOD, 0.01);
}

/**
 * @param {House} house
 * @param {Ledger} ledger
 * @param {string} day
 * @returns {{figure: Figure, assumed: string[]}}
 */
function calculated(house, ledger, day) {
  const nothing = { figure: unknown(HEAT, NEED_METHOD), assumed: [] };
  if (house.floorArea === null) {
    ledger.lacks("building.floor_area");
    return nothing;
  }
  const [hotWater, prebound] = ["need.hot-water", "prebound"].map((key) => ledger.rate(day, key));
  const need = heatNeed(house, house.floorArea, hotWater);
  if (need.state === "unknown") {
    const names = house.unknown.filter((name) => ["building.type", "building.year", "building.prefab"].includes(name));
    ledger.lacks(...(names.length > 0 ? names : [CONSUMPTION]));
    return nothing;
  }
  const assumed = house.assumed.filter((name) => name !== "building.dwellings");
  return { figure: sensible(likelyUse(need, prebound, isOld(house))), assumed };
}

/**
 * @param {House} house
 * @param {Span} area
 * @param {Rate | null} hotWater
 * @returns {Figure}
 */
function heatNeed(house, area, hotWater) {
  const need = specificNeed(house);
  const all = hotWater ? { ...total([need, figureOf(hotWater)], need.unit, need.method), source: need.source } : need;
  return times(all, [area[0] * 0.8, area[1] * 1.2], HEAT, NEED_METHOD);
}

/**
 * The correction was found in old houses: where the house may be none, the need as calculated stays possible.
 *
 * @param {Figure} need
 * @param {Rate | null} prebound
 * @param {boolean} old
 * @returns {Figure}
 */
function likelyUse(need, prebound, old) {
  if (prebound === null) return { ...need, method: UNCORRECTED_METHOD };
  const corrected = { ...product([need, figureOf(prebound)], HEAT, CORRECTED_METHOD, 0.01), source: need.source };
  if (old || corrected.low === null || corrected.high === null || need.high === null) return corrected;
  const [low, high] = [Math.min(corrected.low, need.high), Math.max(corrected.high, need.high)];
  return { ...corrected, low, high, method: PARTLY_METHOD };
}

/**
 * What `technology` comes to. Tenants get no owner's investment and no owner's grant.
 *
 * @param {Technology} technology
 * @param {House} house
 * @param {Facts} facts
 * @param {Dates} dates
 * @param {Book} book
 * @param {Demand} [demand]
 * @returns {Option}
 */
export function estimate(technology, house, facts, dates, book, demand = heatDemand(facts, book, dates.reading, house)) {
  const ledger = new Ledger(book);
  const isTenant = choiceOf(facts, ROLE) === "tenant";
  const heat = technology.carrier || technology.saving ? demand : null;
  if (heat) ledger.lacks(...heat.missing);
  const share = technology.saving ? savedShare(ledger.rate(dates.reading, technology.saving)) : /** @type {Span} */ ([0, 0]);
  const saving = heat && technology.saving ? sensible(partOf(heat.figure, share)) : null;
  const needed = heat && (technology.saving ? partOf(heat.figure, share && [1 - share[1], 1 - share[0]]) : heat.figure);
  const { bought, energyCost, emissions } = energyOf(technology, needed, dates.reading, ledger);
  const investment = isTenant || !technology.investment?.length ? null : investmentOf(technology, house, dates.reading, ledger);
  const grant = isTenant ? null : firstGrant(technology, house, facts, dates, book);
  const { years, toCheck } = fuelYears(technology.carrier ?? "", bought, dates, book, [...ledger.missing]);
  if (grant) ledger.lacks(...grant.open);
  const checks = [ledger.toCheck, heat?.toCheck, grant?.toCheck, toCheck];
  const open = [...ledger.missing];
  return { demand: heat, saving, bought, energyCost, emissions, investment, grant, years, open, toCheck: checks.includes(true) };
}

/**
 * @param {Rate | null} rate
 * @returns {Span | null}
 */
function savedShare(rate) {
  if (rate === null) return null;
  const { low, high } = figureOf(rate);
  return [Math.min(Math.max(low ?? 0, 0), 100) / 100, Math.min(Math.max(high ?? 0, 0), 100) / 100];
}

/**
 * @param {Figure} heat
 * @param {Span | null} share
 * @returns {Figure}
 */
function partOf(heat, share) {
  return share === null ? unknown(HEAT, SAVING_METHOD) : times(heat, share, HEAT, SAVING_METHOD);
}

/**
 * @param {Technology} technology
 * @param {Figure | null} needed
 * @param {string} day
 * @param {Ledger} ledger
 * @returns {{bought: Figure | null, energyCost: Figure | null, emissions: Figure | null}}
 */
function energyOf({ carrier, efficiency: named }, needed, day, ledger) {
  if (!carrier || needed === null) return { bought: null, energyCost: null, emissions: null };
  const efficiency = named ? ledger.rate(day, named) : ledger.ofCarrier(day, "efficiency", carrier);
  const [price, factor] = ["price", "emission"].map((kind) => ledger.ofCarrier(day, kind, carrier));
  const divisor = efficiency ? figureOf(efficiency) : unknown("percent");
  const bought = sensible(ratio(needed, divisor, HEAT, BOUGHT_METHOD, 100));
  const energyCost = perUnit(bought, price, "EUR/a", ENERGY_METHOD, 0.01);
  return { bought, energyCost, emissions: perUnit(bought, factor, "kg/a", EMISSIONS_METHOD, 0.001) };
}

/**
 * @param {Figure} bought
 * @param {Rate | null} rate
 * @param {string} unit
 * @param {string} method
 * @param {number} scale
 * @returns {Figure}
 */
function perUnit(bought, rate, unit, method, scale) {
  return rate ? sensible(product([bought, figureOf(rate)], unit, method, scale)) : unknown(unit, method);
}

/**
 * @param {Technology} technology
 * @param {House} house
 * @param {string} day
 * @param {Ledger} ledger
 * @returns {Figure}
 */
function investmentOf(technology, house, day, ledger) {
  if (house.counts === null) {
    ledger.lacks("building.dwellings");
    return unknown("EUR", INVESTMENT_METHOD);
  }
  return sensible(hull(house.counts.map((count) => costOf(technology, count, day, ledger)), "EUR", INVESTMENT_METHOD));
}

/**
 * @param {Technology} technology
 * @param {number} dwellings
 * @param {string} day
 * @param {Ledger} ledger
 * @returns {Figure}
 */
function costOf({ investment = [] }, dwellings, day, ledger) {
  const rates = investment.map((key) => costRate(key, dwellings, day, ledger));
  const parts = rates.map((rate) => {
    if (rate === null) return unknown("EUR", INVESTMENT_METHOD);
    return rate.unit === "EUR" ? figureOf(rate) : times(figureOf(rate), [dwellings, dwellings], "EUR", INVESTMENT_METHOD);
  });
  return sensible(total(parts, "EUR", INVESTMENT_METHOD));
}

/**
 * What a small house costs says nothing of a large one: there a rate for larger houses counts, or by dwelling.
 *
 * @param {string} key
 * @param {number} dwellings
 * @param {string} day
 * @param {Ledger} ledger
 * @returns {Rate | null}
 */
function costRate(key, dwellings, day, ledger) {
  if (dwellings <= LARGEST_SMALL_HOUSE) return ledger.rate(day, key);
  if (ledger.held(key + LARGER, day)) return ledger.rate(day, key + LARGER);
  if (ledger.held(key, day)?.unit !== "EUR") return ledger.rate(day, key);
  ledger.lacks(key + LARGER);
  return null;
}

/**
 * What the first programme pays that there is for such owners; open where none of them is known at all.
 *
 * @param {Technology} technology
 * @param {House} house
 * @param {Facts} facts
 * @param {Dates} dates
 * @param {Book} book
 * @returns {Grant | null}
 */
function firstGrant(technology, house, facts, dates, book) {
  const { grants = [] } = technology;
  const role = choiceOf(facts, ROLE);
  const found = grants.filter((terms) => book.programmes.has(terms.programme));
  const serving = found.find((terms) => {
    const serves = book.programmes.get(terms.programme)?.serves ?? [];
    return role === null || serves.length === 0 || serves.includes(SERVED[role] ?? role);
  });
  const terms = serving ?? (found.length === 0 ? grants[0] : undefined);
  if (!terms) return null;
  const cost = (/** @type {number} */ dwellings) => costOf(technology, dwellings, dates.reading, new Ledger(book));
  return grantOf(terms, book.programmes.get(terms.programme), house.counts, cost, facts, dates.application ?? null);
}
