// Reads a JSON array of flowcharts from standard input, parses each with Mermaid, and writes a JSON
// array of their nodes and edges, or of errors. MERMAID names the folder of node_modules that has
// mermaid and jsdom.
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(join(process.env.MERMAID, "here.js"));
const { JSDOM } = require("jsdom");
globalThis.window = new JSDOM("").window;
globalThis.document = window.document;
const { default: mermaid } = await import(pathToFileURL(join(process.env.MERMAID, "mermaid/dist/mermaid.core.mjs")));

let input = "";
for await (const chunk of process.stdin) input += chunk;
const answers = [];
for (const text of JSON.parse(input)) {
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
