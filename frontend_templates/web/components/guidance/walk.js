/**
 * Goes from question to question without loading the whole page again.
 *
 * Every form and link of a flow works without this. It fetches where they lead, puts the answer's <main> in place of
 * the old one, and moves the focus to its heading. Private answers are held in memory only, so that going back keeps them.
 */

/** @typedef {{address: string, body: string | null}} Step */

/**
 * What sending `form` with `button` asks for.
 *
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} button
 * @returns {Step}
 */
export function stepOf(form, button) {
  const data = new FormData(form);
  if (button instanceof HTMLButtonElement && button.name) data.set(button.name, button.value);
  const fields = new URLSearchParams();
  for (const [name, value] of data) if (typeof value === "string") fields.append(name, value);
  const address = new URL(form.getAttribute("action") ?? "", document.baseURI);
  if (form.method === "post") return { address: address.href, body: fields.toString() };
  address.search = fields.toString();
  return { address: address.href, body: null };
}

/**
 * Whether `link` leads to a place of the same flow.
 *
 * @param {HTMLAnchorElement} link
 * @param {Location} here
 * @returns {boolean}
 */
export function staysInFlow(link, here) {
  const there = new URL(link.href, here.href);
  return there.origin === here.origin && there.pathname === here.pathname && there.search !== "" && there.hash === "" && !link.target;
}

class Walk {
  constructor() {
    /** @type {(string | null)[]} what was sent to come to each place of the history */
    this.bodies = [null];
    this.place = 0;
    /** @type {AbortController | null} */
    this.running = null;
    this.leaving = false;
    history.replaceState({ walk: 0 }, "");
    document.addEventListener("submit", (event) => this.#onSubmit(event));
    document.addEventListener("click", (event) => this.#onClick(event));
    window.addEventListener("popstate", (event) => this.#onPop(event));
    this.#ready();
  }

  /** @param {SubmitEvent} event */
  #onSubmit(event) {
    const form = event.target;
    if (this.leaving || !(form instanceof HTMLFormElement) || !(form.matches("[data-walk]") || form.id === "carry")) return;
    event.preventDefault();
    const button = event.submitter;
    void this.#go(stepOf(form, button), () => {
      this.leaving = true;
      // A form that is just being submitted can't be submitted again before that is over.
      setTimeout(() => form.requestSubmit(button));
    });
  }

  /** @param {MouseEvent} event */
  #onClick(event) {
    if (!(event.target instanceof Element) || event.defaultPrevented) return;
    if (event.target.closest("[data-print]")) window.print();
    const link = event.target.closest("main a[href]");
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!plain || !(link instanceof HTMLAnchorElement) || !staysInFlow(link, location)) return;
    event.preventDefault();
    void this.#go({ address: link.href, body: null }, () => location.assign(link.href));
  }

  /** @param {PopStateEvent} event */
  #onPop(event) {
    const place = event.state?.walk;
    if (typeof place !== "number") return;
    this.place = place;
    void this.#show({ address: location.href, body: this.bodies[place] ?? null }, () => location.reload(), () => {});
  }

  /**
   * @param {Step} step
   * @param {() => void} otherwise
   */
  #go(step, otherwise) {
    return this.#show(step, otherwise, (address) => {
      this.place += 1;
      this.bodies.length = this.place;
      this.bodies.push(step.body);
      history.pushState({ walk: this.place }, "", address);
      scrollTo(0, 0);
    });
  }

  /**
   * @param {Step} step
   * @param {() => void} otherwise what to do where the answer can't be shown here
   * @param {(address: string) => void} arrive
   */
  async #show(step, otherwise, arrive) {
    this.running?.abort();
    const running = (this.running = new AbortController());
    const main = document.querySelector("main");
    main?.setAttribute("aria-busy", "true");
    try {
      const next = await ask(step, running.signal);
      arrive(next.address);
      replace(next.page);
      this.#ready();
    } catch {
      if (running.signal.aborted) return;
      main?.removeAttribute("aria-busy");
      otherwise();
    }
  }

  #ready() {
    for (const button of document.querySelectorAll("[data-print]")) button.removeAttribute("hidden");
  }
}

/**
 * @param {Step} step
 * @param {AbortSignal} signal
 * @returns {Promise<{address: string, page: Document}>}
 */
async function ask(step, signal) {
  const sent = step.body === null ? {} : { method: "POST", body: new URLSearchParams(step.body) };
  const answer = await fetch(step.address, { ...sent, signal, credentials: "same-origin", headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const place = page.querySelector("main [data-address]");
  if (place === null && !page.querySelector("main form[data-walk]")) throw new Error("not a page of the flow");
  return { address: place?.getAttribute("data-address") ?? answer.url, page };
}

/** @param {Document} page */
function replace(page) {
  for (const focused of page.querySelectorAll("[autofocus]")) focused.removeAttribute("autofocus");
  for (const part of ["main", ".languages"]) {
    const [old, fresh] = [document.querySelector(part), page.querySelector(part)];
    if (old && fresh) old.replaceWith(document.adoptNode(fresh));
  }
  document.title = page.title;
  // What is focused is read out: the summary of what is wrong, or the new question.
  const focus = document.querySelector("#errors") ?? document.querySelector("#question") ?? document.querySelector("h1");
  if (focus instanceof HTMLElement) focus.focus({ preventScroll: focus.id !== "errors" });
}

if (typeof document !== "undefined") new Walk();
