/**
 * Keeps the list of what is missing up to date: it sends the form as it stands and shows the answer.
 */
(() => {
  const WAIT = 1500;

  const show = (link) => {
    const block = link.dataset.guidanceBlock;
    const target =
      (block && (document.getElementById(`block-${block}-section`) || document.querySelector(`[data-contentpath="${block}"]`))) ||
      document.querySelector(`[data-contentpath="${link.dataset.guidanceField}"]`);
    if (!target) return false;
    const tab = target.closest('[role="tabpanel"]');
    if (tab?.hidden) document.querySelector(`[role="tab"][aria-controls="${tab.id}"], [role="tab"][href="#${tab.id}"]`)?.click();
    for (let panel = target; panel; panel = panel.parentElement?.closest("[data-panel]")) {
      const toggle = panel.querySelector(":scope > * [data-panel-toggle], :scope > [data-panel-toggle]");
      if (toggle?.getAttribute("aria-expanded") === "false") toggle.click();
    }
    target.scrollIntoView({ block: "start" });
    target.querySelector("select, textarea, input:not([type=hidden])")?.focus({ preventScroll: true });
    return true;
  };

  const begin = (section) => {
    const form = section.closest("form");
    const answer = section.querySelector("[data-guidance-answer]");
    const failed = section.querySelector("[data-guidance-failed]");
    const button = section.querySelector("[data-guidance-check]");
    let last = "";
    let waiting = 0;
    let running = false;

    const check = async () => {
      if (running) return;
      running = true;
      section.setAttribute("aria-busy", "true");
      const body = new FormData(form);
      for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
      try {
        const response = await fetch(section.dataset.guidanceFindings, { method: "POST", body });
        if (!response.ok) throw new Error(String(response.status));
        const html = await response.text();
        // Said again only when it says something else.
        if (html !== last) answer.innerHTML = html;
        last = html;
        failed.hidden = true;
      } catch {
        failed.hidden = false;
      }
      section.removeAttribute("aria-busy");
      running = false;
    };

    const soon = () => {
      clearTimeout(waiting);
      waiting = setTimeout(check, WAIT);
    };
    button.addEventListener("click", check);
    form.addEventListener("change", soon);
    section.addEventListener("click", (event) => {
      const link = event.target.closest("[data-guidance-field]");
      if (link && show(link)) event.preventDefault();
    });
    // Blocks are built by scripts of the admin: the form is whole a moment later.
    setTimeout(check, 300);
  };

  /** The picture of a flow leads to blocks, which are there only when the admin's scripts have made them. */
  const followHash = () => {
    const block = /^#block-(.+)-section$/.exec(location.hash)?.[1];
    if (block) setTimeout(() => show({ dataset: { guidanceBlock: block } }), 500);
  };

  const start = () => {
    document.querySelectorAll("[data-guidance-findings]").forEach(begin);
    followHash();
  };
  if (document.readyState === "complete") start();
  else window.addEventListener("load", start);
})();
