// What the page's logic is built of beside its own files, as a plugin for esbuild:
//
//   virtual:data    build/data.json (python -m device.planfile.page), deflated
//   virtual:schema  a validator for each type of value, compiled from its JSON Schema by ajv
import Ajv from "ajv";
import standalone from "ajv/dist/standalone/index.js";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { deflateRawSync } from "node:zlib";
import { parse } from "yaml";

const HERE = dirname(fileURLToPath(import.meta.url));

function data() {
  const made = JSON.parse(readFileSync(join(HERE, "build", "data.json"), "utf8"));
  made.texts = parse(readFileSync(join(HERE, "texts.yaml"), "utf8"));
  return made;
}

function dataModule() {
  const packed = deflateRawSync(JSON.stringify(data()), { level: 9 }).toString("base64");
  return `import { inflateSync } from "fflate";
    const packed = Uint8Array.from(atob(${JSON.stringify(packed)}), (sign) => sign.charCodeAt(0));
    export default JSON.parse(new TextDecoder().decode(inflateSync(packed)));`;
}

/** Validators by the name of what reads the type; nothing of them is compiled in the browser. */
function schemaModule() {
  const ajv = new Ajv({ allErrors: true, messages: false, unicode: false, logger: false, code: { source: true, esm: true } });
  const { schemas } = data();
  // What nothing but its reader can get wrong needs no validator.
  const bounded = Object.entries(schemas).filter(([, one]) => !one.enum && !one.anyOf && /max/.test(JSON.stringify(one)));
  const names = {};
  bounded.forEach(([reader, schema], n) => {
    ajv.addSchema(schema, `s${n}`);
    names[`v${n}`] = `s${n}`;
  });
  const code = standalone(ajv, names).replace('"use strict";', "");
  const listed = bounded.map(([reader], n) => `${JSON.stringify(reader)}: v${n}`);
  return `${code}\nexport const validators = { ${listed.join(", ")} };`;
}

export function modules() {
  return {
    name: "modules",
    setup(build) {
      build.onResolve({ filter: /^virtual:/ }, (asked) => ({ path: asked.path, namespace: "virtual" }));
      build.onLoad({ filter: /./, namespace: "virtual" }, (asked) => ({
        contents: asked.path === "virtual:data" ? dataModule() : schemaModule(),
        loader: "js",
        resolveDir: HERE,
      }));
    },
  };
}
