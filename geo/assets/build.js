// Bundles the admin's maps with Leaflet, so that the admin loads nothing from another host.
import { build } from "esbuild";

await build({
  entryPoints: ["geo/assets/point.js", "geo/assets/point.css", "geo/assets/preview.js", "geo/assets/preview.css"],
  outdir: "geo/static/geo/dist",
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  loader: { ".png": "dataurl" },
  logLevel: "warning",
});
