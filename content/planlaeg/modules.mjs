// What the page's logic is built of beside its own files, as a plugin for esbuild:
//
//   virtual:data    build/data.json (python -m device.planfile.page), deflated: unpacking()
//   virtual:schema  a validator for each type of value, compiled from its JSON Schema by ajv
import Ajv from "ajv";
import standalone from "ajv/dist/standalone/index.js";
import { deflateSync } from "fflate";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";

const HERE = dirname(fileURLToPath(import.meta.url));

function data() {
  const made = JSON.parse(readFileSync(process.env.PAGE_DATA ?? join(HERE, "build", "data.json"), "utf8"));
  made.texts = parse(readFileSync(join(HERE, "texts.yaml"), "utf8"));
  return made;
}

/** Bytes as signs of ASCII, five for four: a sixteenth less than base64. No quote, no backslash. */
function signs(bytes) {
  let found = "";
  for (let at = 0; at < bytes.length; at += 4) {
    let [number, word] = [0, ""];
    for (let n = 0; n < 4; n++) number = number * 256 + (bytes[at + n] ?? 0);
    for (let n = 0; n < 5; n++, number = Math.floor(number / 85)) {
      const code = 40 + (number % 85);
      word = String.fromCharCode(code < 92 ? code : code + 1) + word;
    }
    found += word;
  }
  return found;
}
/** The way back, in the browser. */
const unsigned =
  "(s)=>{const b=[];for(let i=0;i<s.length;){let n=0;for(let k=5;k--;){const c=s.charCodeAt(i++);" +
  "n=n*85+c-40-(c>92)}b.push(n>>>24,n>>>16,n>>>8,n)}return new Uint8Array(b)}";

/** The bundle `script` in what unpacks its data first, with the browser's own inflate.
 *
 * `more` goes into virtual:data beside what the box's content gives.
 */
export function unpacking(script, more = {}) {
  // Not Node's own deflate: its bytes differ from one build of Node to the next.
  const text = Buffer.from(JSON.stringify({ ...data(), ...more }));
  const packed = deflateSync(text, { level: 9, mem: 12 });
  const bytes = `(${unsigned})("${signs(packed)}").slice(0,${packed.length})`;
  const stream = `new Blob([${bytes}]).stream().pipeThrough(new DecompressionStream("deflate-raw"))`;
  return `(async()=>{const DATA=JSON.parse(await new Response(${stream}).text());${script}})()`;
}

/** Validators by the name of what reads the type; nothing of them is compiled in the browser.
 *
 * A reader settles of which type a value is, or which of several words; so bounds are what is left. */
function schemaModule() {
  const ajv = new Ajv({ allErrors: true, messages: false, unicode: false, strict: false, logger: false, code: { source: true, esm: true, lines: false } });
  const names = new Map(), readers = [];
  for (const [reader, schema] of Object.entries(data().schemas)) {
    const { maxLength, maxItems, minimum, maximum } = schema;
    const bounds = JSON.stringify({ maxLength, maxItems, minimum, maximum });
    if (bounds === "{}") continue;
    if (!names.has(bounds)) {
      names.set(bounds, `v${names.size}`);
      ajv.addSchema(JSON.parse(bounds), names.get(bounds));
    }
    readers.push(`${JSON.stringify(reader)}: ${names.get(bounds)}`);
  }
  const code = standalone(ajv, Object.fromEntries([...names.values()].map((name) => [name, name])))
    .replace('"use strict";', "")
    // What nobody asks of an error, or gives to a validator.
    .replace(/schemaPath:"[^"]*",|comparison: ?"[^"]*",|, parentData, parentDataProperty, rootData=data\b/g, "");
  return `${code}\nexport const validators = { ${readers.join(", ")} };`;
}

export function modules() {
  return {
    name: "modules",
    setup(build) {
      build.onResolve({ filter: /^virtual:/ }, (asked) => ({ path: asked.path, namespace: "virtual" }));
      build.onLoad({ filter: /./, namespace: "virtual" }, (asked) => ({
        contents: asked.path === "virtual:data" ? "export default DATA" : schemaModule(),
        loader: "js",
        resolveDir: HERE,
      }));
    },
  };
}
