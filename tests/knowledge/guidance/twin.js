/** Answer cases with the JavaScript engine: `node twin.js CASES.json` prints the answers of all, in their order, as JSON. */
import { readFileSync } from "node:fs";
import { argv, stdout } from "node:process";
import { fileURLToPath } from "node:url";

import { readBook } from "../../../frontend_templates/shared/js/guidance/book.js";
import { compare } from "../../../frontend_templates/shared/js/guidance/comparison.js";
import { estimateAll } from "../../../frontend_templates/shared/js/guidance/estimate.js";
import { writeCompared } from "../../../frontend_templates/shared/js/guidance/estimate_writing.js";
import { readAnswers, writeAnswer, writeAnswers } from "../../../frontend_templates/shared/js/guidance/facts.js";
import { judge } from "../../../frontend_templates/shared/js/guidance/judge.js";
import { keyOf, walk } from "../../../frontend_templates/shared/js/guidance/walk.js";

export function answerCase({ flow, measures, answers = {}, data = {}, dates }) {
  const position = walk(flow, readAnswers(answers), readAnswers(data));
  return {
    position: {
      ...position,
      step: position.step === null ? null : keyOf(position.step),
      facts: writeAnswers(position.facts),
      suggestion: position.suggestion === null ? null : writeAnswer(position.suggestion),
    },
    judgements: measures.map((measure) => judge(measure, position.facts, dates)),
  };
}

export function estimateCase({ technologies, facts, dates, book }) {
  return compare(estimateAll(technologies, readAnswers(facts), dates, readBook(book))).map(writeCompared);
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const cases = JSON.parse(readFileSync(argv[2], "utf8"));
  stdout.write(JSON.stringify(cases.map((each) => (each.book ? estimateCase(each) : answerCase(each)))));
}
