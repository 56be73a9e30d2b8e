import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { describe, it } from "node:test";

import { readTexts, writeTexts } from "../../../frontend_templates/shared/js/guidance/answers.js";
import { weigh } from "../../../frontend_templates/shared/js/guidance/condition.js";
import { readAnswers, writeAnswers } from "../../../frontend_templates/shared/js/guidance/facts.js";
import { answerCase, estimateCase } from "./twin.js";

const FOLDER = new URL("vectors/", import.meta.url);
const FILES = readdirSync(FOLDER).filter((name) => name.endsWith(".json"));

assert.ok(FILES.length > 0);

/** Only what a vector names is compared. */
function assertHas(actual, expected) {
  const named = Object.fromEntries(Object.keys(expected).map((name) => [name, actual[name]]));
  assert.deepEqual(named, expected);
}

/** Of objects only what is named is compared, at any depth; null stands for what is not there. */
function assertHolds(actual, expected) {
  if (expected === null || typeof expected !== "object" || Array.isArray(expected)) return assert.deepEqual(actual ?? null, expected);
  for (const [name, item] of Object.entries(expected)) assertHolds((actual ?? {})[name], item);
}

for (const file of FILES) {
  const vectors = JSON.parse(readFileSync(new URL(file, FOLDER), "utf8"));
  describe(file, () => {
    for (const { name, condition, facts, truth, rests_on: restsOn } of vectors.conditions ?? []) {
      it(name, () => {
        const verdict = weigh(condition, readAnswers(facts));
        assert.equal(verdict.truth, truth);
        if (restsOn) assert.deepEqual(verdict.facts, restsOn);
      });
    }
    for (const { name, texts, answers, refused = {}, written } of vectors.addresses ?? []) {
      it(name, () => {
        const read = readTexts(texts, vectors.facts);
        assert.deepEqual(writeAnswers(read.answers), answers);
        assert.deepEqual(Object.fromEntries(read.refused.map(({ fact, refusal }) => [fact, refusal])), refused);
        if (written) assert.deepEqual(writeTexts(read.answers, vectors.facts), written);
      });
    }
    for (const { name, facts, dates, expect } of vectors.estimates ?? []) {
      it(name, () => {
        const told = { ...vectors.facts, ...facts };
        const compared = estimateCase({ ...vectors, facts: told, dates: { reading: "2026-11-22", ...dates } });
        for (const [measure, expected] of Object.entries(expect)) {
          assertHolds(compared.find((each) => each.measure === measure), expected);
        }
      });
    }
    for (const vector of vectors.cases ?? []) {
      it(vector.name, () => {
        const { position, judgements } = answerCase({ ...vectors, dates: { reading: "2026-09-10" }, ...vector });
        assertHas(position, vector.expect ?? {});
        for (const [key, judgement] of Object.entries(vector.judgements ?? {})) {
          const judged = judgements.find(({ measure }) => measure === key);
          assertHas(judged, typeof judgement === "string" ? { outcome: judgement } : judgement);
        }
      });
    }
  });
}
