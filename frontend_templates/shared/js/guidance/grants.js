/**
 * What grants a measure may get: by dwelling, by role, by the day of application; personal bonuses apart.
 *
 * @typedef {import("./book.js").Programme} Programme
 * @typedef {import("./book.js").Terms} Terms
 * @typedef {import("./condition.js").Condition} Condition
 * @typedef {import("./facts.js").Facts} Facts
 * @typedef {import("./figures.js").Figure} Figure
 * @typedef {import("./figures.js").Rate} Rate
 * @typedef {{programme: string, bonuses?: {rate: string, if?: Condition}[]}} GrantTerms
 * @typedef {{rate: Rate | null, holds: boolean | null}} Bonus
 * @typedef {{shared: Bonus[], personal: Bonus[], fixed: Bonus[], missing: string[], used: (Rate | null)[]}} Weighed
 * @typedef {object} Grant
 * @property {string} programme
 * @property {Figure} highest
 * @property {Figure} eligible
 * @property {Figure} percent
 * @property {Figure} base
 * @property {Figure} bonuses
 * @property {Figure} amount
 * @property {boolean} forAll
 * @property {string[]} open
 * @property {boolean} toCheck
 */
import { termsOn } from "./book.js";
import { namesOf, weigh } from "./condition.js";
import { asSureAs, atMost, cautious, figureOf, hull, isKnown, product, times, total, unknown } from "./figures.js";
import { choiceOf } from "./house.js";

export const ROLE = "owner.role";
const ASSOCIATION = "owners_association";

const CAP_METHOD = "Sum of the highest eligible cost of all dwellings";
const PERCENT_METHOD = "Base and bonuses, at most the highest share in all";
const GRANT_METHOD = "Share of the eligible cost";
const PERSONAL = ["speed", "income"];

/**
 * What `programme` pays of a cost by the number of dwellings, applied for on `day`.
 *
 * @param {GrantTerms} terms
 * @param {Programme | undefined} programme
 * @param {number[] | null} counts
 * @param {(dwellings: number) => Figure} cost
 * @param {Facts} facts
 * @param {string | null} day
 * @returns {Grant}
 */
export function grantOf(terms, programme, counts, cost, facts, day) {
  const forAll = choiceOf(facts, ROLE) === ASSOCIATION;
  if (!programme || !day || !counts) {
    const missing = [
      ...(programme ? [] : [`grant.${terms.programme}`]),
      ...(day ? [] : ["date.application"]),
      ...(counts ? [] : ["building.dwellings"]),
    ];
    return open(terms.programme, forAll, missing);
  }
  const on = termsOn(programme, day);
  const weighed = weighBonuses(terms, programme, on, facts);
  const given = counts.map((count) => granted(count, cost(count), on, weighed));
  const highest = hull(counts.map((count) => eligibleCap(count, on)), "EUR", CAP_METHOD);
  const [eligible, base, bonuses, together] = /** @type {const} */ (["eligible", "base", "bonuses", "together"]).map((name) =>
    hull(given.map((each) => each[name]), "EUR", GRANT_METHOD),
  );
  const missing = [...weighed.missing, ...lacking(on, highest, programme.slug)];
  return {
    programme: programme.slug, highest, eligible, percent: percentOf(on, [...weighed.shared, ...weighed.personal]), base,
    bonuses, amount: forAll ? base : together, forAll, open: [...new Set(missing)],
    toCheck: [...weighed.used, on.base, on.cap, ...on.tiers].some((rate) => rate?.to_check),
  };
}

/**
 * @param {string} programme
 * @param {boolean} forAll
 * @param {string[]} missing
 * @returns {Grant}
 */
function open(programme, forAll, missing) {
  const euro = unknown("EUR", GRANT_METHOD);
  const [highest, percent] = [unknown("EUR", CAP_METHOD), unknown("percent", PERCENT_METHOD)];
  return { programme, highest, eligible: euro, percent, base: euro, bonuses: euro, amount: euro, forAll, open: missing, toCheck: false };
}

/**
 * The base for the whole house, and the bonuses of one who lives in one of its dwellings.
 *
 * @param {number} dwellings
 * @param {Figure} cost
 * @param {Terms} on
 * @param {Weighed} weighed
 */
function granted(dwellings, cost, on, weighed) {
  const eligible = atMost(cost, eligibleCap(dwellings, on));
  const own = times(eligible, [1 / dwellings, 1 / dwellings], "EUR", GRANT_METHOD);
  const [whole, alone] = [percentOf(on, [...weighed.shared, ...weighed.personal]), percentOf(on, weighed.shared)];
  const part = 1 / dwellings;
  const both = [
    times(alone, [1 - part, 1 - part], "percent", PERCENT_METHOD),
    times(whole, [part, part], "percent", PERCENT_METHOD),
  ];
  const percent = total(both, "percent", PERCENT_METHOD);
  return {
    eligible,
    base: cautious(withFixed(shareOf(eligible, alone), cost, weighed.fixed)),
    bonuses: cautious(shareOf(own, added(alone, weighed.personal, on))),
    together: cautious(withFixed(shareOf(eligible, percent), cost, weighed.fixed)),
  };
}

/**
 * @param {Figure} base
 * @param {Figure} cost
 * @param {Bonus[]} fixed bonuses in euro; one that is not decided may be nothing
 * @returns {Figure}
 */
function withFixed(base, cost, fixed) {
  if (fixed.length === 0) return base;
  const added = fixed.flatMap(({ rate, holds }) => (rate ? [times(figureOf(rate), [holds ? 1 : 0, 1], "EUR", GRANT_METHOD)] : []));
  return atMost(total([base, total(added, "EUR", GRANT_METHOD)], "EUR", GRANT_METHOD), cost);
}

/**
 * @param {Figure} eligible
 * @param {Figure} percent
 * @returns {Figure}
 */
function shareOf(eligible, percent) {
  return asSureAs(product([eligible, percent], "EUR", GRANT_METHOD, 0.01), [eligible, percent]);
}

/**
 * What bonuses add to a share below the cap: the less, the higher the share is without them.
 *
 * @param {Figure} alone
 * @param {Bonus[]} bonuses
 * @param {Terms} on
 * @returns {Figure}
 */
function added(alone, bonuses, { cap }) {
  if (alone.low === null || alone.high === null || !isKnown(cap) || !bonuses.every(({ rate }) => isKnown(rate))) {
    return unknown("percent", PERCENT_METHOD);
  }
  const { low: lowest, high: highest } = /** @type {{low: number, high: number}} */ (cap);
  const parts = bonuses.map(bonusFigure);
  const [least, most] = [parts.reduce((all, part) => all + (part.low ?? 0), 0), parts.reduce((all, part) => all + (part.high ?? 0), 0)];
  const low = Math.min(least, Math.max(0, lowest - alone.high));
  const high = Math.min(most, Math.max(0, highest - alone.low));
  return asSureAs({ ...alone, low, high, method: PERCENT_METHOD, year: null }, [alone, ...parts]);
}

/**
 * @param {Bonus} bonus whose rate is known
 * @returns {Figure}
 */
function bonusFigure({ rate, holds }) {
  const figure = figureOf(/** @type {Rate} */ (rate));
  return holds ? figure : times(figure, [0, 1], "percent", PERCENT_METHOD);
}

/**
 * The highest eligible cost of a house; unknown if a tier that its dwellings fall into is empty or missing.
 *
 * @param {number} dwellings
 * @param {Terms} on
 * @returns {Figure}
 */
function eligibleCap(dwellings, { tiers }) {
  const counted = tiers.map((tier) => ({ tier, count: Math.max(0, Math.min(tier.last ?? dwellings, dwellings) - tier.first + 1) }));
  if (counted.reduce((all, { count }) => all + count, 0) !== dwellings) return unknown("EUR", CAP_METHOD);
  const caps = counted.filter(({ count }) => count > 0).map(({ tier, count }) => times(figureOf(tier), [count, count], "EUR", CAP_METHOD));
  return total(caps, "EUR", CAP_METHOD);
}

/**
 * Base and bonuses in per cent, at most the cap.
 *
 * @param {Terms} on
 * @param {Bonus[]} bonuses
 * @returns {Figure}
 */
function percentOf({ base, cap }, bonuses) {
  if (!base || !cap || ![base, cap, ...bonuses.map(({ rate }) => rate)].every(isKnown)) return unknown("percent", PERCENT_METHOD);
  return atMost(total([figureOf(base), ...bonuses.map(bonusFigure)], "percent", PERCENT_METHOD), figureOf(cap));
}

/**
 * @param {Terms} on
 * @param {Figure} highest
 * @param {string} slug
 * @returns {string[]}
 */
function lacking({ base, cap }, highest, slug) {
  const names = [...(isKnown(base) ? [] : ["base"]), ...(isKnown(cap) ? [] : ["cap"])];
  return [...names, ...(highest.state === "unknown" ? ["eligible_cost"] : [])].map((name) => `grant.${slug}.${name}`);
}

/**
 * @param {GrantTerms} terms
 * @param {Programme} programme
 * @param {Terms} on
 * @param {Facts} facts
 * @returns {Weighed}
 */
function weighBonuses({ bonuses = [] }, programme, on, facts) {
  /** @type {Weighed} */
  const weighed = { shared: [], personal: [], fixed: [], missing: [], used: [] };
  for (const { rate: key, if: condition } of bonuses) {
    const personal = PERSONAL.includes(key) || namesOf(condition).some((name) => name.startsWith("owner."));
    const verdict = holdsFor(condition, personal, facts);
    if (verdict.truth === false) continue;
    const name = `grant.${programme.slug}.${key}`;
    const rate = on.bonuses.get(key) ?? null;
    weighed.used.push(rate);
    const roleTold = choiceOf(facts, ROLE) !== null;
    if (verdict.truth === null) weighed.missing.push(...verdict.facts.map((fact) => (fact === ROLE && roleTold ? name : fact)));
    if (!isKnown(rate)) weighed.missing.push(name);
    const group = rate?.unit === "EUR" ? weighed.fixed : personal ? weighed.personal : weighed.shared;
    group.push({ rate, holds: verdict.truth });
  }
  return weighed;
}

/**
 * A landlord has no personal bonuses; in an association each owner's own role decides, which nobody told.
 *
 * @param {Condition | undefined} condition
 * @param {boolean} personal
 * @param {Facts} facts
 * @returns {import("./condition.js").Verdict}
 */
function holdsFor(condition, personal, facts) {
  const role = choiceOf(facts, ROLE);
  if (personal && role === "landlord") return { truth: false, facts: [ROLE] };
  const told = personal && role === ASSOCIATION ? new Map([...facts].filter(([key]) => key !== ROLE)) : facts;
  const verdict = condition === undefined ? { truth: true, facts: [] } : weigh(condition, told);
  return personal && role === null && verdict.truth === true ? { truth: null, facts: [ROLE] } : verdict;
}
