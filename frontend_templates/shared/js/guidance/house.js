/**
 * The house that facts describe, and the typology of German houses (TABULA/IWU): net space-heat need by kind and age.
 *
 * @typedef {import("./facts.js").Facts} Facts
 * @typedef {import("./figures.js").Figure} Figure
 * @typedef {import("./figures.js").Span} Span
 * @typedef {object} House
 * @property {string[]} types
 * @property {Span} years
 * @property {number[]} envelopes columns of the typology
 * @property {boolean[]} industrial whether it may have been put up so
 * @property {Span | null} floorArea
 * @property {number[] | null} counts the numbers of dwellings it may have
 * @property {string[]} unknown
 * @property {string[]} assumed
 */
import { isRange } from "./facts.js";
import { unknown } from "./figures.js";

const METHOD = "Typical houses of this kind, age and state (TABULA); net need for space heating";
const SOURCE = { title: "TABULA/IWU", url: "https://github.com/FZJ-IEK3-VSA/HiSim" };
const PER_AREA = "kWh/(m2*a)";

const TYPES = ["single_family", "terraced", "multi_family", "apartment_block"];
const SMALL = ["single_family", "terraced"];
const ENVELOPES = ["as_built", "usual", "advanced"];
const LARGEST_SMALL = 2;
const MOST_COUNTS = 30;
const LAST_OLD_YEAR = 1978;

/** The last years of the age classes; the first is open below, after the last there is one more. */
const LAST_YEARS = [1859, 1918, 1948, 1957, 1968, 1978, 1983, 1994, 2001, 2009];
/** @type {Record<string, Span>} */
const CLASSES = {
  before_1860: [1200, 1859], "1860_1918": [1860, 1918], "1919_1948": [1919, 1948], "1949_1957": [1949, 1957],
  "1958_1968": [1958, 1968], "1969_1978": [1969, 1978], "1979_1983": [1979, 1983], "1984_1994": [1984, 1994],
  "1995_2001": [1995, 2001], "2002_2009": [2002, 2009], after_2009: [2010, 2030],
};
/** @type {Record<string, (number[] | null)[]>} */
const NEEDS = {
  single_family: [
    [283, 95, 49], [270, 99, 58], [219, 84, 51], [273, 119, 61], [265, 128, 70], [195, 92, 59], [131, 74, 46],
    [152, 97, 57], [98, 76, 58], [70, 61, 55],
  ],
  terraced: [
    null, [200, 95, 52], [156, 68, 44], [193, 81, 52], [107, 59, 39], [138, 72, 47], [138, 87, 52], [95, 70, 43],
  ],
  multi_family: [
    null, [173, 80, 41], [219, 82, 48], [194, 79, 48], [140, 65, 40], [148, 73, 45], [123, 67, 42], [128, 71, 44],
    [81, 53, 44], [50, 45, 41],
  ],
  apartment_block: [null, [135, 70, 37], [167, 69, 43], [164, 68, 42], [143, 63, 39], [122, 59, 37]],
};
/** @type {Record<string, Record<number, number[]>>} panel and block construction of the GDR, by place of the age class */
const INDUSTRIAL = {
  apartment_block: { 5: [106, 55, 35], 6: [96, 54, 35], 7: [86, 53, 34] },
  multi_family: { 3: [149, 64, 40], 4: [128, 64, 40] },
};

/**
 * Every house that agrees with `facts`.
 *
 * @param {Facts} facts
 * @returns {House}
 */
export function houseOf(facts) {
  const told = dwellingsOf(facts);
  const years = yearsOf(facts);
  const types = typesOf(facts, told);
  const envelope = ENVELOPES.indexOf(choiceOf(facts, "building.envelope") ?? "");
  const prefab = facts.get("building.prefab")?.value;
  const house = {
    types,
    years: years ?? /** @type {Span} */ ([1200, 2030]),
    envelopes: envelope < 0 ? [0, 1, 2] : [envelope],
    industrial: typeof prefab === "boolean" ? [prefab] : [false, true],
    floorArea: spanOf(facts, "building.floor_area"),
  };
  const isTold = {
    "building.type": choiceOf(facts, "building.type") !== null,
    "building.year": years !== null,
    "building.envelope": house.envelopes.length === 1,
    "building.prefab": house.industrial.length === 1 || !hasIndustrialType(house),
    "building.dwellings": told !== null,
  };
  const small = types.every((type) => SMALL.includes(type));
  const dwellings = told ?? (small ? /** @type {Span} */ ([1, LARGEST_SMALL]) : null);
  const lacking = Object.entries(isTold).flatMap(([name, known]) => (known ? [] : [name]));
  const gone = [...(years === null ? ["building.year"] : []), ...(dwellings === null ? ["building.dwellings"] : [])];
  const assumed = lacking.filter((name) => !gone.includes(name));
  return { ...house, counts: countsOf(dwellings), unknown: lacking, assumed };
}

/**
 * @param {Span | null} dwellings
 * @returns {number[] | null}
 */
function countsOf(dwellings) {
  if (dwellings === null || dwellings[1] - dwellings[0] >= MOST_COUNTS) return null;
  return Array.from({ length: dwellings[1] - dwellings[0] + 1 }, (_, place) => dwellings[0] + place);
}

/**
 * The bounds of a positive number; null where it is not known.
 *
 * @param {Facts} facts
 * @param {string} key
 * @returns {Span | null}
 */
export function spanOf(facts, key) {
  const value = facts.get(key)?.value;
  const { low, high } = isRange(value) ? value : { low: value, high: value };
  if (typeof low !== "number" || typeof high !== "number" || low <= 0) return null;
  return [low, high];
}

/**
 * @param {Facts} facts
 * @param {string} key
 * @returns {string | null}
 */
export function choiceOf(facts, key) {
  const value = facts.get(key)?.value;
  return typeof value === "string" ? value : null;
}

/**
 * @param {Facts} facts
 * @returns {Span | null}
 */
function dwellingsOf(facts) {
  const span = spanOf(facts, "building.dwellings");
  if (span === null || Math.ceil(span[0]) > Math.floor(span[1])) return null;
  return [Math.ceil(span[0]), Math.floor(span[1])];
}

/**
 * @param {Facts} facts
 * @returns {Span | null}
 */
function yearsOf(facts) {
  const span = spanOf(facts, "building.year");
  if (span !== null) return [Math.floor(span[0]), Math.ceil(span[1])];
  return CLASSES[choiceOf(facts, "building.age_class") ?? ""] ?? null;
}

/**
 * The type that was told; else those that houses with so many dwellings have.
 *
 * @param {Facts} facts
 * @param {Span | null} dwellings
 * @returns {string[]}
 */
function typesOf(facts, dwellings) {
  const told = choiceOf(facts, "building.type");
  if (told !== null && TYPES.includes(told)) return [told];
  if (dwellings === null || (dwellings[0] <= LARGEST_SMALL && LARGEST_SMALL < dwellings[1])) return TYPES;
  return TYPES.filter((type) => SMALL.includes(type) === dwellings[1] <= LARGEST_SMALL);
}

/**
 * The places of the age classes that it may be of.
 *
 * @param {{years: Span}} house
 * @returns {number[]}
 */
function agesOf({ years: [earliest, latest] }) {
  const firsts = [-Infinity, ...LAST_YEARS.map((year) => year + 1)];
  return firsts.flatMap((first, age) => (first <= latest && earliest <= (LAST_YEARS[age] ?? Infinity) ? [age] : []));
}

/**
 * @param {{types: string[], years: Span}} house
 * @returns {boolean}
 */
function hasIndustrialType(house) {
  const ages = agesOf(house);
  return house.types.some((type) => ages.some((age) => age in (INDUSTRIAL[type] ?? {})));
}

/**
 * Net need for a square metre; unknown where it may be a house for which there is no type.
 *
 * @param {House} house
 * @returns {Figure}
 */
export function specificNeed(house) {
  const rows = house.types.flatMap((type) =>
    agesOf(house).flatMap((age) =>
      house.industrial.map((built) => (built ? INDUSTRIAL[type]?.[age] : null) ?? NEEDS[type][age] ?? null),
    ),
  );
  const needs = rows.flatMap((row) => (row === null ? [] : house.envelopes.map((column) => row[column])));
  if (needs.length === 0 || rows.includes(null)) return unknown(PER_AREA, METHOD);
  const [low, high] = [Math.min(...needs), Math.max(...needs)];
  return { low, high, unit: PER_AREA, state: "estimated", method: METHOD, source: SOURCE, year: null };
}

/**
 * Whether it is sure to be a house from before the rules on insulation, and as it was built.
 *
 * @param {House} house
 * @returns {boolean}
 */
export function isOld({ years, envelopes }) {
  return years[1] <= LAST_OLD_YEAR && envelopes.length === 1 && envelopes[0] === 0;
}
