// Builds every island of src/ into a folder: one small file each, no code in common.
// Usage: node build.mjs OUT   (cargo xtask frontend calls it and compares)
import { build } from "esbuild";
import { readdirSync } from "node:fs";

const out = process.argv[2] ?? "../foundation/web/assets";
const entryPoints = readdirSync(new URL("src/", import.meta.url))
  .filter((name) => name.endsWith(".ts"))
  .sort()
  .map((name) => `src/${name}`);

await build({
  absWorkingDir: new URL(".", import.meta.url).pathname,
  entryPoints,
  outdir: out,
  bundle: true,
  format: "iife",
  target: "es2018",
  minify: true,
  charset: "utf8",
  legalComments: "none",
  logLevel: "warning",
});
