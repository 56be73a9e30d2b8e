// A place chosen by keyboard or on a map. The map is a plain grid of degrees: it asks no other host for pictures.
import L from "leaflet";
import { Grid } from "./grid.js";

const DIGITS = 6;
const CLOSE = 15;

class GeoPoint extends HTMLElement {
  connectedCallback() {
    // While the page is being read, the fields inside are not there yet.
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => this.start(), { once: true });
    else this.start();
  }

  start() {
    if (this.map) return;
    this.lon = this.part("lon");
    this.lat = this.part("lat");
    this.hiddenField = this.querySelector("input[type=hidden]");
    this.followHiddenField();
    this.draw();
    this.lon.addEventListener("change", () => this.readFields());
    this.lat.addEventListener("change", () => this.readFields());
    this.part("clear").addEventListener("click", () => this.clear());
    this.readFields();
  }

  /** @param {string} name */
  part(name) {
    return this.querySelector(`[data-geo-point=${name}]`);
  }

  // Wagtail's stream fields set the value of the field they know; the visible fields follow.
  followHiddenField() {
    const own = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value");
    const field = this.hiddenField;
    // What the visible fields say goes past this: a person's half-typed number must not be taken from under them.
    this.store = (/** @type {string} */ text) => own.set.call(field, text);
    Object.defineProperty(field, "value", {
      get: () => own.get.call(field),
      set: (text) => {
        if (text === own.get.call(field)) return;
        own.set.call(field, text);
        [this.lon.value, this.lat.value] = /POINT\s*\(([-\d.]+) ([-\d.]+)\)/.exec(text)?.slice(1) ?? ["", ""];
        this.readFields();
      },
    });
  }

  draw() {
    const home = [Number(this.dataset.homeLat), Number(this.dataset.homeLon)];
    const place = this.part("map");
    this.map = L.map(place, { attributionControl: false, zoomSnap: 1 }).setView(home, Number(this.dataset.homeZoom));
    new Grid({ tileSize: 128, minZoom: 3, maxZoom: 19 }).addTo(this.map);
    L.control.scale({ imperial: false }).addTo(this.map);
    this.map.on("click", (event) => this.choose(event.latlng));
    place.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      this.choose(this.map.getCenter());
    });
    // In a closed tab the map has no size until somebody opens it.
    new ResizeObserver(() => this.map.invalidateSize()).observe(place);
  }

  /** @param {L.LatLng} where */
  choose(where) {
    const point = where.wrap();
    this.lon.value = point.lng.toFixed(DIGITS);
    this.lat.value = point.lat.toFixed(DIGITS);
    this.readFields();
    this.hiddenField.dispatchEvent(new Event("change", { bubbles: true }));
  }

  clear() {
    this.lon.value = "";
    this.lat.value = "";
    this.readFields();
    this.lon.focus();
  }

  readFields() {
    const [lon, lat] = [this.lon, this.lat].map((field) => field.value.trim().replace(",", "."));
    const empty = lon === "" && lat === "";
    const wrong = !empty && !(lon !== "" && lat !== "" && Math.abs(Number(lon)) <= 180 && Math.abs(Number(lat)) <= 90);
    this.part("message").textContent = wrong ? this.dataset.wrong : "";
    for (const field of [this.lon, this.lat]) field.setAttribute("aria-invalid", String(wrong));
    this.store(empty || wrong ? "" : `SRID=4326;POINT(${lon} ${lat})`);
    this.showMarker(empty || wrong ? null : L.latLng(Number(lat), Number(lon)));
  }

  /** @param {L.LatLng | null} where */
  showMarker(where) {
    this.marker?.remove();
    this.marker = undefined;
    if (!where) return;
    const icon = L.divIcon({ className: "geo-point__marker", iconSize: [20, 20] });
    this.marker = L.marker(where, { icon, keyboard: false, interactive: false }).addTo(this.map);
    this.map.setView(where, Math.max(this.map.getZoom(), CLOSE));
  }
}

customElements.define("geo-point", GeoPoint);
