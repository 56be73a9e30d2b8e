// Data on an empty map: drawn from GeoJSON that the admin gives out.
import L from "leaflet";
import { Grid } from "./grid.js";

const MOST_ROWS = 14;
const PLAIN = "#0f4c5c";

/** What is known of a feature, as a table; text only, never markup. @param {Record<string, unknown>} properties */
function table(properties) {
  const made = document.createElement("table");
  for (const [name, value] of Object.entries(properties).slice(0, MOST_ROWS)) {
    if (value === null || value === "" || name.startsWith("_")) continue;
    const row = made.insertRow();
    const head = document.createElement("th");
    head.textContent = name;
    row.append(head);
    row.insertCell().textContent = String(value);
  }
  return made;
}

class GeoPreview extends HTMLElement {
  connectedCallback() {
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => this.start(), { once: true });
    else this.start();
  }

  start() {
    if (this.map) return;
    const place = document.createElement("div");
    place.className = "geo-preview__map";
    place.setAttribute("role", "application");
    place.setAttribute("aria-label", this.dataset.label ?? "");
    this.status = document.createElement("p");
    this.status.className = "geo-preview__status help";
    this.status.setAttribute("role", "status");
    this.replaceChildren(place, this.status);
    this.map = L.map(place, { attributionControl: false, preferCanvas: true, fadeAnimation: false }).setView([51, 13.3], 7);
    new Grid({ tileSize: 160, minZoom: 2, maxZoom: 19 }).addTo(this.map);
    L.control.scale({ imperial: false }).addTo(this.map);
    new ResizeObserver(() => this.map.invalidateSize()).observe(place);
    for (const choice of this.choices()) choice.addEventListener("change", () => this.show(choice.dataset.preview ?? ""));
    this.show(this.choices().find((choice) => choice.checked)?.dataset.preview ?? this.dataset.src ?? "");
  }

  /** Answers of the form around, each with the address of the data as they would then lie. */
  choices() {
    return /** @type {HTMLInputElement[]} */ ([...(this.closest("form")?.querySelectorAll("input[data-preview]") ?? [])]);
  }

  /** @param {string} address */
  async show(address) {
    if (!address) return;
    this.wanted = address;
    const answer = await fetch(address, { credentials: "same-origin" }).catch(() => undefined);
    if (this.wanted !== address) return;
    this.drawn?.remove();
    this.drawn = undefined;
    if (!answer?.ok) {
      this.status.textContent = this.dataset.failed ?? "";
      return;
    }
    this.draw(await answer.json());
  }

  /** @param {GeoJSON.FeatureCollection} collection */
  draw(collection) {
    this.drawn = L.geoJSON(collection, {
      style: (feature) => {
        const colour = feature?.properties?._colour ?? PLAIN;
        return { color: colour, weight: 1.5, fillColor: colour, fillOpacity: 0.45 };
      },
      pointToLayer: (_feature, where) => L.circleMarker(where, { radius: 5 }),
      onEachFeature: (feature, layer) => layer.bindPopup(() => table(feature.properties ?? {})),
    }).addTo(this.map);
    const bounds = this.drawn.getBounds();
    if (bounds.isValid()) this.map.fitBounds(bounds.pad(0.1), { animate: false });
    this.status.textContent = (this.dataset.drawn ?? "{number}").replace("{number}", String(collection.features.length));
  }
}

customElements.define("geo-preview", GeoPreview);
