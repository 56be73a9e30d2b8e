// Bundles GraphiQL with all it needs, so that the API's page loads nothing from another host.
import { build } from "esbuild";

await build({
  entryPoints: ["cms/core/assets/graphiql.js"],
  outdir: "cms/core/static/core/dist",
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  define: { "process.env.NODE_ENV": '"production"' },
  loader: { ".woff": "dataurl", ".woff2": "dataurl" },
  legalComments: "none",
  logLevel: "warning",
});
