/**
 * Builds the website's one stylesheet, its icons, its fonts and its few scripts into static/web/dist.
 *
 * KERN keeps its icons as data: addresses, which a strict content security policy refuses: they become files here,
 * and only those that a template names. The order of styles is the order of layers in styles/site.css.
 */
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

import { build } from "esbuild";
import { compile } from "sass";
import subsetFont from "subset-font";

const here = dirname(fileURLToPath(import.meta.url));
const kern = dirname(createRequire(import.meta.url).resolve("@kern-ux/native/package.json"));
const dist = join(here, "static", "web", "dist");
const CSS_LIMIT = 40 * 1024;
const ICON_SIZES = ["small", "default", "large", "x-large"];
const FONTS = ["FiraSans-Regular", "FiraSans-Italic", "FiraSans-SemiBold"];
// Latin with its European accents, and the punctuation and units that our texts use.
const LETTERS = [[0x20, 0x17f], [0x2010, 0x2027], [0x2030, 0x203a], [0x2070, 0x208e], [0x20ac, 0x20ac], [0x2116, 0x2122],
  [0x2190, 0x2193], [0x2212, 0x2212], [0x2248, 0x2265]];

/** @param {string} folder @param {string} ending @returns {string[]} */
function filesBelow(folder, ending) {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(ending)).sort().map((name) => join(folder, name));
}

/** @returns {Set<string>} */
function iconsInTemplates() {
  const text = filesBelow(here, ".html").map((file) => readFileSync(file, "utf8")).join();
  return new Set([...text.matchAll(/kern-icon--([a-z-]+)/g)].map((match) => match[1]));
}

/** @param {string} css @returns {string} */
function withoutUnusedIcons(css) {
  const used = iconsInTemplates();
  return css.replace(/^(?:@media \(forced-colors: active\) \{\s+)?\.kern-icon--([a-z-]+) \{[^}]*\}\s*(?:@media \(forced-colors: active\) \{\s+\.kern-icon--\1 \{[^}]*\}\s*\}\s*)?/gm,
    (rule, name) => (used.has(name) || ICON_SIZES.includes(name) ? rule : ""));
}

/** @param {string} css @returns {string} */
function withIconFiles(css) {
  mkdirSync(join(dist, "icons"));
  return css.replace(/url\("data:image\/svg\+xml,([^"]+)"\)/g, (_, data) => {
    const svg = decodeURIComponent(data);
    const name = `${createHash("sha256").update(svg).digest("hex").slice(0, 12)}.svg`;
    writeFileSync(join(dist, "icons", name), svg);
    return `url("icons/${name}")`;
  });
}

async function fonts() {
  mkdirSync(join(dist, "fonts"));
  const text = LETTERS.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i))).join("");
  for (const name of FONTS) {
    const whole = readFileSync(join(kern, "dist", "fonts", "fira-sans", `${name}.woff2`));
    writeFileSync(join(dist, "fonts", `${name}.woff2`), await subsetFont(whole, text, { targetFormat: "woff2" }));
  }
}

async function styles() {
  const sheet = compile(join(here, "styles", "kern.scss"), { loadPaths: [join(kern, "..", "..")], quietDeps: true, silenceDeprecations: ["if-function"] });
  const parts = ["components", "pages"].flatMap((folder) => filesBelow(join(here, folder), ".css"));
  const contents = [
    readFileSync(join(here, "styles", "site.css"), "utf8"),
    `@layer contrast {${readFileSync(join(here, "styles", "contrast.css"), "utf8")}}`,
    `@layer kern {${withIconFiles(withoutUnusedIcons(sheet.css.replace('@charset "UTF-8";', "")))}}`,
    ...["tokens", "base", "layout"].map((name) => `@layer base {${readFileSync(join(here, "styles", `${name}.css`), "utf8")}}`),
    ...parts.map((file) => `@layer parts {${readFileSync(file, "utf8")}}`),
    `@layer print {${readFileSync(join(here, "styles", "print.css"), "utf8")}}`,
  ].join("\n");
  const result = await build({
    stdin: { contents, loader: "css", resolveDir: here }, bundle: true, minify: true, write: false,
    external: ["icons/*", "fonts/*"], target: ["chrome111", "firefox113", "safari16.4"],
  });
  const css = result.outputFiles[0].contents;
  writeFileSync(join(dist, "site.css"), css);
  // Served instead of the plain file to browsers that take it.
  writeFileSync(join(dist, "site.css.gz"), gzipSync(css, { level: 9 }));
  return { bytes: css.length, gzipped: gzipSync(css).length };
}

/** Each script as a module of its own; a page loads only the one it names. */
async function scripts() {
  const entryPoints = ["components", "pages"].flatMap((folder) => filesBelow(join(here, folder), ".js"));
  await build({
    entryPoints, entryNames: "[name]", outdir: dist, bundle: true, minify: true, format: "esm",
    target: ["chrome111", "firefox113", "safari16.4"],
  });
}

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });
await fonts();
await scripts();
const size = await styles();
console.log(`web: site.css ${size.bytes} bytes, ${size.gzipped} gzipped`);
if (size.gzipped > CSS_LIMIT) {
  console.error(`web: the stylesheet is larger than ${CSS_LIMIT} bytes gzipped`);
  process.exit(1);
}
