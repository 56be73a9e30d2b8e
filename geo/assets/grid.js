// An empty map that asks no other host for pictures: lines at round degrees, labelled.
import L from "leaflet";

export const Grid = L.GridLayer.extend({
  /** @param {L.Coords} coords */
  createTile(coords) {
    const tile = document.createElement("div");
    tile.className = "geo-point__tile";
    const corner = this._tileCoordsToBounds(coords).getNorthWest();
    tile.textContent = `${corner.lat.toFixed(4)}, ${corner.lng.toFixed(4)}`;
    return tile;
  },
});
