// Renders a MusicXML file with Verovio and prints what came of it as one line:
//   {"pages":1,"measures":8,"notes":57,"rests":3,"tempo":100,"log":""}
// Usage: node render.mjs FILE  (in a folder from which `verovio` resolves)
import { readFileSync } from 'node:fs';
import createVerovioModule from 'verovio/wasm';
import { VerovioToolkit } from 'verovio/esm';

const said = [];
for (const channel of ['log', 'warn', 'error', 'info']) {
  console[channel] = (...words) => said.push(words.join(' '));
}
const toolkit = new VerovioToolkit(await createVerovioModule());
toolkit.setOptions({ breaks: 'auto', scale: 40 });
toolkit.loadData(readFileSync(process.argv[2], 'utf8'));
said.push(toolkit.getLog());
let svg = '';
for (let page = 1; page <= toolkit.getPageCount(); page++) {
  svg += toolkit.renderToSVG(page);
  said.push(toolkit.getLog());
}
const count = (name) => svg.split(`class="${name}"`).length - 1;
process.stdout.write(
  JSON.stringify({
    pages: toolkit.getPageCount(),
    measures: count('measure'),
    notes: count('note'),
    rests: count('rest') + count('mRest'),
    tuplets: count('tuplet'),
    tempo: toolkit.renderToTimemap()[0]?.tempo ?? 0,
    log: said.filter((words) => words.trim() !== '').join(' | '),
  }) + '\n',
);
if (process.argv[3]) {
  const { writeFileSync } = await import('node:fs');
  writeFileSync(process.argv[3], toolkit.renderToSVG(1));
}
