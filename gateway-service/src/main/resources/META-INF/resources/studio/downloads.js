/** The files that a recording's results can be had in. */

import { storedKey } from './api.js';
import { make } from './dom.js';

const GROUPS = [
  ['Beats', 'beats', [['beats', 'Text'], ['json', 'JSON'], ['csv', 'CSV'], ['jams', 'JAMS'], ['labels', 'Audacity'], ['svl', 'Sonic Visualiser']]],
  ['Score', 'score', [['musicxml', 'MusicXML'], ['mid', 'MIDI']]],
  ['Notes', 'notes', [['csv', 'CSV'], ['json', 'JSON'], ['svl', 'Sonic Visualiser']]],
  ['Sound', '', [['click.wav', 'Clicks'], ['audio.wav', 'Recording']]],
  ['For programs', '', [['analysis.json', 'Audio analysis']]],
];

/** Names that depend on the beats and so come in every revision. */
const revised = (name) => !name.startsWith('notes.') && name !== 'audio.wav';

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

/** Fills the element with links to every format of this revision. */
export function showDownloads(element, gateway, id, title, revision, onProblem) {
  const link = (name, label, of) => {
    const address = gateway.address(id, name, revised(name) ? revision : null);
    const file = `${title.replace(/[^\p{L}\p{N} _.-]/gu, '') || 'recording'}.${name}`;
    const onclick = (event) => storedKey() && fetchAndSave(event, gateway, address, file, onProblem);
    return make('li', {}, make('a', { href: address, download: file, 'aria-label': `${of}: ${label}`, onclick }, label));
  };
  element.replaceChildren(
    ...GROUPS.map(([heading, stem, formats]) =>
      make('div', {}, make('h3', {}, heading), make('ul', {}, ...formats.map(([ending, label]) => link(stem ? `${stem}.${ending}` : ending, label, heading)))),
    ),
  );
}
