/**
 * What a user knows of the music beforehand and wants of it. Kept while the tab is open, and for
 * nobody else: the next piece may well be another.
 */

import { $ } from './dom.js';

const KEY = 'neume.options';

/** What the gateway takes, in beats per minute. */
const SLOWEST = 20;
const FASTEST = 400;

/** The fields and what they hold where nothing is wished for. */
const FIELDS = { find: 'beats,notes,score', 'wish-from': '', 'wish-to': '', 'wish-meter': '' };

const fields = () => Object.fromEntries(Object.keys(FIELDS).map((id) => [id, $(`#${id}`).value]));

function remembered() {
  try {
    return { ...FIELDS, ...JSON.parse(sessionStorage.getItem(KEY) ?? '{}') };
  } catch {
    return FIELDS;
  }
}

/**
 * The wishes that fields hold, as the gateway takes them: {analyses: [...], tempo?: "90-130",
 * beatsPerBar?: 3}. A tempo that is open to one side ends where the gateway's ends. Throws where the
 * range is none.
 */
export function wishesOf({ find, 'wish-from': from, 'wish-to': to, 'wish-meter': meter }) {
  const analyses = find.split(',');
  const wishes = { analyses };
  if (!analyses.includes('beats')) {
    return wishes;
  }
  if (from !== '' || to !== '') {
    const slowest = Number(from || SLOWEST);
    const fastest = Number(to || FASTEST);
    if (!(slowest >= SLOWEST && fastest <= FASTEST && slowest < fastest)) {
      throw new Error(`Under Options, give a tempo range from lower to higher, between ${SLOWEST} and ${FASTEST} BPM.`);
    }
    wishes.tempo = `${slowest}-${fastest}`;
  }
  if (meter !== '') {
    wishes.beatsPerBar = Number(meter);
  }
  return wishes;
}

/** The wishes in a few words, empty where there are none: what the folded options still tell. */
export function inWords(values) {
  const tempo =
    values['wish-from'] !== '' && values['wish-to'] !== ''
      ? `${values['wish-from']} to ${values['wish-to']} BPM`
      : values['wish-from'] !== ''
        ? `from ${values['wish-from']} BPM`
        : values['wish-to'] !== ''
          ? `up to ${values['wish-to']} BPM`
          : null;
  const meter = values['wish-meter'] === '' ? null : `${values['wish-meter']} beats per bar`;
  const found = { beats: 'beats only', notes: 'notes only', pitch: 'a single note' }[values.find];
  const beats = values.find.startsWith('beats');
  return [found, beats && tempo, beats && meter].filter(Boolean).join(', ');
}

/** The wishes in force. Throws, with the field in sight, where they cannot be. */
export function wishes() {
  try {
    return wishesOf(fields());
  } catch (problem) {
    $('#options').open = true;
    $('#wish-from').focus();
    throw problem;
  }
}

/** Remembers that a recording was opened with what is known beforehand; until this tab is closed. */
export function keepWishes(id, { tempo, beatsPerBar }) {
  if (tempo !== undefined || beatsPerBar !== undefined) {
    sessionStorage.setItem(`${KEY}.${id}`, 'given');
  }
}

/** Whether this tab opened the recording with something that was known beforehand. */
export const hadWishes = (id) => sessionStorage.getItem(`${KEY}.${id}`) !== null;

function show() {
  const values = fields();
  const words = inWords(values);
  $('#options-set').textContent = words === '' ? '' : `: ${words}`;
  $('#options-reset').hidden = words === '';
  $('#wishes').disabled = !values.find.startsWith('beats');
}

/** Fills the fields with what they held before and watches them. */
export function watchOptions() {
  const fill = (values) => {
    for (const [id, value] of Object.entries(values)) {
      $(`#${id}`).value = value;
    }
    show();
  };
  fill(remembered());
  const keep = () => {
    sessionStorage.setItem(KEY, JSON.stringify(fields()));
    show();
  };
  $('#options').addEventListener('input', keep);
  $('#options-reset').addEventListener('click', () => {
    fill(FIELDS);
    keep();
    $('#find').focus();
  });
}
