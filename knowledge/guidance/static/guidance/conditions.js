/**
 * Offers the answers a fact can have where a condition or persona compares it. Without this script they are typed.
 *
 * The field that is saved stays in the form; a list beside it writes into it.
 */
(() => {
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const words = script.dataset;
  const pick = (name, fallback) => words[name] || fallback;
  const YES_NO = [["yes", pick("yes", "yes")], ["no", pick("no", "no")]];
  /** @type {Promise<Record<string, any>> | undefined} */
  let loading;

  const facts = () => {
    loading ||= fetch(words.facts, { headers: { Accept: "application/json" } })
      .then((answer) => (answer.ok ? answer.json() : { facts: {} }))
      .then((data) => data.facts)
      .catch(() => ({}));
    return loading;
  };

  const within = (block, name) => block.querySelector(`select[name$="-${name}"]`);

  const answersOf = (fact) => (fact.kind === "yes_no" ? YES_NO : fact.kind === "choice" ? fact.options : []);

  /** A list of the fact's answers that writes into `input`; several may be chosen for "is one of". */
  const list = (input, answers, several) => {
    const select = document.createElement("select");
    select.multiple = several;
    select.size = several ? Math.min(answers.length, 8) : 0;
    select.className = "guidance-values";
    select.setAttribute("aria-label", labelOf(input));
    if (!several) select.add(new Option(pick("choose", "–"), ""));
    const chosen = input.value.split(",").map((part) => part.trim()).filter(Boolean);
    for (const [key, label] of answers) select.add(new Option(`${label} (${key})`, key, false, chosen.includes(key)));
    // What is stored but no longer offered must be seen, not lost.
    for (const key of chosen.filter((each) => !answers.some(([known]) => known === each))) {
      select.add(new Option(`${key} – ${pick("unknown", "unknown")}`, key, true, true));
    }
    select.addEventListener("change", () => {
      input.value = [...select.selectedOptions].map((option) => option.value).filter(Boolean).join(", ");
      input.dispatchEvent(new Event("input", { bubbles: true }));
      input.dispatchEvent(new Event("change", { bubbles: true }));
    });
    return select;
  };

  const labelOf = (input) => document.querySelector(`label[for="${CSS.escape(input.id)}"]`)?.textContent?.trim() || "";

  const refresh = async (block) => {
    const input = block.querySelector("input[data-guidance-value]");
    const chosen = within(block, "fact");
    if (!input || !chosen) return;
    const fact = (await facts())[chosen.value];
    block.querySelector("select.guidance-values")?.remove();
    block.querySelector(".guidance-unit")?.remove();
    const answers = fact ? answersOf(fact) : [];
    input.hidden = answers.length > 0;
    if (answers.length) {
      const several = within(block, "comparison")?.value === "one_of";
      input.after(list(input, answers, several));
    } else if (fact) {
      input.inputMode = "decimal";
      const unit = document.createElement("span");
      unit.className = "guidance-unit help";
      unit.textContent = [fact.unit, limits(fact)].filter(Boolean).join(", ");
      input.after(unit);
    }
  };

  const limits = ({ low, high }) => (low === null && high === null ? "" : `${low ?? "…"} – ${high ?? "…"}`);

  /** The keys of the steps on the page, offered where a route says where to go on. */
  const offerSteps = () => {
    let steps = document.getElementById("guidance-steps");
    if (!steps) {
      steps = document.createElement("datalist");
      steps.id = "guidance-steps";
      document.body.append(steps);
    }
    const keys = new Set(["next", "result"]);
    for (const field of document.querySelectorAll('[name^="steps-"][name$="-value-key"]')) {
      const fact = document.querySelector(`[name="${field.name.replace(/-key$/, "-fact")}"]`);
      const key = field.value.trim() || fact?.value;
      if (key) keys.add(key);
    }
    steps.replaceChildren(...[...keys].map((key) => new Option(key, key)));
  };

  const BLOCK = ".guidance-comparison";
  const enhance = (root) => {
    const blocks = root.matches?.(BLOCK) ? [root] : root.querySelectorAll?.(BLOCK) || [];
    for (const block of blocks) refresh(block);
    for (const input of root.querySelectorAll?.('input[name$="-to"]') || []) input.setAttribute("list", "guidance-steps");
  };

  document.addEventListener("change", (event) => {
    const block = event.target.closest?.(BLOCK);
    if (block && event.target.matches('select[name$="-fact"], select[name$="-comparison"]')) {
      if (event.target.matches('select[name$="-fact"]')) block.querySelector("input[data-guidance-value]").value = "";
      refresh(block);
    }
  });
  document.addEventListener("focusin", (event) => {
    if (event.target.getAttribute?.("list") === "guidance-steps") offerSteps();
  });
  const start = () => {
    enhance(document.body);
    new MutationObserver((changes) => {
      for (const change of changes) for (const node of change.addedNodes) if (node.nodeType === 1) enhance(node);
    }).observe(document.body, { childList: true, subtree: true });
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
