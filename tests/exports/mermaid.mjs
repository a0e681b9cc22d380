// Reads a JSON array of flowcharts, writes what Mermaid's own parser makes of each: its nodes and arrows, or the error.
// MERMAID is the folder of node_modules in which mermaid and jsdom are.
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(join(process.env.MERMAID, "here.js"));
const { JSDOM } = require("jsdom");
globalThis.window = new JSDOM("").window;
globalThis.document = window.document;
const { default: mermaid } = await import(pathToFileURL(join(process.env.MERMAID, "mermaid/dist/mermaid.core.mjs")));

let given = "";
for await (const piece of process.stdin) given += piece;
const answers = [];
for (const text of JSON.parse(given)) {
  try {
    await mermaid.parse(text);
    const { db } = await mermaid.mermaidAPI.getDiagramFromText(text);
    answers.push({
      nodes: [...db.getVertices().values()].map(({ id, text }) => [id, text]),
      edges: db.getEdges().map(({ start, end, text }) => [start, end, text]),
    });
  } catch (error) {
    answers.push({ error: String(error) });
  }
}
console.log(JSON.stringify(answers));
