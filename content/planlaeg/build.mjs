// Builds content/planlaeg.html: one file, nothing loaded from anywhere but plan.css beside it.
//
//   npm run build            writes ../planlaeg.html
//   npm run build -- --check [--out FILE]   writes FILE instead, or fails where the page differs
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { parse } from "yaml";
import { modules, unpacking } from "./modules.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const PAGE = join(HERE, "..", "planlaeg.html");
const MOST_BYTES = 170_000;
// Edge, Chrome, Firefox ESR and Safari of 2023: what a locked-down PC may still have.
const TARGETS = ["chrome109", "firefox115", "safari16.4"];

// Long words that only our own code and ajv's know, never the data: shortened.
const INNER = new RegExp(
  "^(instancePath|schemaPath|parentData|parentDataProperty|rootData|dynamicAnchors|evaluated|" +
    "peopleKnown|lengthKnown|timesBroken|pageRemarks|setLine|turnLeast|turnMost|leftOut|itemOnALine)$",
);

const read = (name) => readFileSync(join(HERE, name), "utf8");
const option = (name) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
};

const bundled = async (entry, more = {}) => {
  const made = await build({
    entryPoints: [join(HERE, entry)],
    bundle: true,
    minify: true,
    write: false,
    charset: "utf8",
    legalComments: "none",
    target: TARGETS,
    ...more,
  });
  return made.outputFiles[0].text.trim();
};

const hashed = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

const style = await bundled("src/ui/style.css");
const logic = await bundled("src/ui/main.tsx", {
  format: "iife",
  jsx: "automatic",
  jsxImportSource: "preact",
  mangleProps: INNER,
  plugins: [modules()],
});
const script = unpacking(logic, { style }).replaceAll("</script", "<\\/script");
const policy = [
  "default-src 'none'",
  `script-src ${hashed(script)}`,
  "style-src 'self' file:", // plan.css beside the page; the page's own comes with the script
  "style-src-attr 'unsafe-inline'", // heights of the timeline
  "img-src data:",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

const parts = {
  POLICY: policy,
  TITLE: parse(read("texts.yaml")).title,
  SCRIPT: script,
};
const page = read("index.html").replace(/%([A-Z]+)%/g, (_, name) => parts[name]);
const bytes = Buffer.byteLength(page);
const zipped = gzipSync(page, { level: 9 }).length;
console.log(`planlaeg.html: ${bytes} bytes (at most ${MOST_BYTES}), ${zipped} zipped`);
if (bytes > MOST_BYTES) {
  console.error("The page is too large.");
  process.exitCode = 1;
}
if (process.argv.includes("--check")) {
  if (readFileSync(PAGE, "utf8") !== page) {
    console.error("content/planlaeg.html isn't what its sources build; run: npm run build");
    process.exitCode = 1;
  }
} else {
  writeFileSync(option("--out") ?? PAGE, page);
}
