// The legend of a map layer: proposes colours, shows them as readers see them, says which are too much alike.
const COLOUR = /^#[0-9a-f]{6}$/i;
const WAIT = 500;

class Legend {
  /** @param {HTMLElement} place */
  constructor(place) {
    this.place = place;
    this.form = place.closest("form");
    this.list = place.querySelector("[data-legend-entries]");
    this.findings = place.querySelector("[data-legend-findings]");
    place.querySelector("[data-legend-propose]").addEventListener("click", () => this.propose());
    this.form.addEventListener("input", () => this.later());
    this.form.addEventListener("change", () => this.later());
    this.show();
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.show(), WAIT);
  }

  /** @param {string} name */
  said(name) {
    return /** @type {HTMLInputElement | null} */ (this.form.querySelector(`[name="${name}"]`))?.value ?? "";
  }

  entries() {
    const found = [];
    for (let number = 0; number < Number(this.said("legend-count")); number++) {
      if (this.said(`legend-${number}-deleted`)) continue;
      found.push({
        place: Number(this.said(`legend-${number}-order`)),
        label: this.said(`legend-${number}-value-label`),
        colour: this.said(`legend-${number}-value-colour`),
      });
    }
    return found.sort((one, other) => one.place - other.place);
  }

  async show() {
    const entries = this.entries().filter((entry) => COLOUR.test(entry.colour));
    this.list.replaceChildren(...entries.map(item));
    this.list.hidden = entries.length === 0;
    if (!entries.length) return this.tell([]);
    const asked = new URLSearchParams({ classes: this.said("style") === "classes" ? "1" : "" });
    for (const entry of entries) {
      asked.append("colour", entry.colour);
      asked.append("label", entry.label);
    }
    const answer = await fetch(`${this.place.dataset.look}?${asked}`, { credentials: "same-origin" }).catch(() => undefined);
    if (!answer?.ok) return;
    const { findings } = await answer.json();
    this.tell(findings.length ? findings : [this.place.dataset.fine]);
  }

  /** @param {string[]} texts */
  tell(texts) {
    this.findings.replaceChildren(
      ...texts.map((text) => Object.assign(document.createElement("p"), { textContent: text })),
    );
  }

  async propose() {
    const asked = new URLSearchParams({ dataset: this.said("dataset"), style: this.said("style"), attribute: this.said("attribute") });
    const answer = await fetch(`${this.place.dataset.propose}?${asked}`, { credentials: "same-origin" }).catch(() => undefined);
    const entries = answer?.ok ? (await answer.json()).entries : [];
    if (!entries.length) return this.tell([this.place.dataset.nothing]);
    if (this.entries().length && !confirm(this.place.dataset.replace)) return;
    this.fill(entries);
    await this.show();
  }

  /** @param {Record<string, unknown>[]} entries */
  fill(entries) {
    // Wagtail's own stream field: what was there goes, what is proposed comes.
    const stream = document.getElementById("legend-root")?.rootBlock;
    if (stream?.setState) return stream.setState(entries.map((value) => ({ type: "entry", value, id: null })));
    this.tell([this.place.dataset.nothing]);
  }
}

/** @param {{ label: string, colour: string }} entry */
function item(entry) {
  const made = document.createElement("li");
  const colour = document.createElement("span");
  colour.className = "geodata-legend__colour";
  colour.style.background = entry.colour;
  made.append(colour, entry.label);
  return made;
}

const begin = () => document.querySelectorAll("[data-legend]").forEach((place) => new Legend(place));
if (document.readyState === "complete") begin();
else window.addEventListener("load", begin);
