/** The beats as a table, for screen readers and for those who want the numbers. */

import { $, make } from './dom.js';
import { bpm, clock } from './format.js';
import { lowerBound } from './geometry.js';

const PAGE = 60;

let first = 0;

/** Shows a page of the beats, the one around time where given; seek(beat) on a press. */
export function showBeatList(beats, seek, time = null) {
  if (!$('#beat-details').open) {
    return;
  }
  if (time !== null) {
    first = Math.floor(lowerBound(beats, time, (beat) => beat.time) / PAGE) * PAGE;
  }
  first = Math.max(0, Math.min(first, Math.floor((beats.length - 1) / PAGE) * PAGE));
  const rows = beats.slice(first, first + PAGE).map((beat) =>
    make(
      'tr',
      {},
      make('td', {}, `${beat.bar}.${beat.number}`),
      make('td', {}, make('button', { type: 'button', onclick: () => seek(beat), 'aria-label': `Go to ${clock(beat.time)}` }, clock(beat.time))),
      make('td', {}, beat.tempo ? bpm(beat.tempo) : ''),
      make('td', {}, beat.pinned ? 'pinned' : ''),
    ),
  );
  const head = make('tr', {}, ...['Bar.beat', 'Time', 'BPM', ''].map((name) => make('th', { scope: 'col' }, name)));
  const turn = (by) => () => {
    first += by;
    showBeatList(beats, seek);
  };
  $('#beat-list').replaceChildren(
    make('table', {}, make('thead', {}, head), make('tbody', {}, ...rows)),
    make(
      'nav',
      { 'aria-label': 'Pages of beats' },
      make('button', { type: 'button', disabled: first === 0, onclick: turn(-PAGE) }, 'Earlier'),
      make('button', { type: 'button', disabled: first + PAGE >= beats.length, onclick: turn(PAGE) }, 'Later'),
    ),
  );
}
