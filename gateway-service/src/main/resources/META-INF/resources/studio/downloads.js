/** The files that a recording's results can be had in. */

import { storedKey } from './api.js';
import { $, make } from './dom.js';

const GROUPS = [
  ['Beats', [['beats.beats', 'Text'], ['beats.json', 'JSON'], ['beats.csv', 'CSV'], ['beats.jams', 'JAMS'], ['beats.labels', 'Audacity'], ['beats.svl', 'Sonic Visualiser']]],
  ['Tempo', [['tempo.json', 'JSON']]],
  ['Score', [['score.musicxml', 'MusicXML'], ['score.mid', 'MIDI'], ['score.json', 'JSON']]],
  ['Notes', [['notes.csv', 'CSV'], ['notes.json', 'JSON'], ['notes.jams', 'JAMS'], ['notes.svl', 'Sonic Visualiser']]],
  ['Pitch', [['pitches.csv', 'CSV'], ['pitches.json', 'JSON']]],
  ['Sound', [['click.wav', 'Clicks'], ['audio.wav', 'Recording']]],
  ['For programs', [['analysis.json', 'Audio analysis']]],
];

/** The kind of result that a file is made of, where it is not named after it; "sound" is the recording itself. */
const SOURCES = { click: 'beats', analysis: 'beats', pitches: 'pitch', audio: 'sound' };

function source(name) {
  const stem = name.slice(0, name.indexOf('.'));
  return SOURCES[stem] ?? stem;
}

/** The names of all files that are made of these kinds of result. */
export const filesOf = (kinds) => GROUPS.flatMap(([, files]) => files.map(([name]) => name)).filter((name) => kinds.has(source(name)));

/** Names that depend on the beats and so come in every revision. */
const revised = (name) => !/^(notes|tempo|pitches|audio)\./.test(name);

/** A link cannot send a key; with one, the file is fetched here and handed over. */
async function fetchAndSave(event, gateway, address, name, onProblem) {
  event.preventDefault();
  try {
    const blob = await (await gateway.fetch(address)).blob();
    const url = URL.createObjectURL(blob);
    make('a', { href: url, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
  } catch (problem) {
    onProblem(problem.message);
  }
}

/** The files of the recording that is shown. */
export class Downloads {
  #gateway;
  #onProblem;
  #shown = '';

  /** onProblem(text): what kept a file from being saved. */
  constructor(gateway, onProblem) {
    this.#gateway = gateway;
    this.#onProblem = onProblem;
  }

  /** Shows links to all formats, in the revision shown, of these kinds of result (see fold.js; "sound": itself). */
  show({ id, info, corrections }, kinds) {
    const title = info?.title ?? '';
    const revision = corrections.shown;
    const key = `${id} ${title} ${revision} ${[...kinds].join(' ')}`;
    if (this.#shown === key) {
      return;
    }
    this.#shown = key;
    const given = ([name]) => kinds.has(source(name));
    $('#downloads').replaceChildren(
      ...GROUPS.map(([heading, files]) => [heading, files.filter(given)])
        .filter(([, files]) => files.length > 0)
        .map(([heading, files]) => {
          const links = files.map(([name, label]) => this.#link(id, title, revision, name, label, heading));
          return make('div', {}, make('h3', {}, heading), make('ul', {}, ...links));
        }),
    );
    $('#downloads-empty').hidden = kinds.size > 0;
  }

  #link(id, title, revision, name, label, heading) {
    const address = this.#gateway.address(id, name, revised(name) ? revision : null);
    const file = `${title.replace(/[^\p{L}\p{N} _.-]/gu, '') || 'recording'}.${name}`;
    const onclick = (event) => storedKey() && fetchAndSave(event, this.#gateway, address, file, this.#onProblem);
    return make('li', {}, make('a', { href: address, download: file, 'aria-label': `${heading}: ${label}`, onclick }, label));
  }
}
