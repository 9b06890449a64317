/** Constraints, stages and ends in plain words. */

import { clock, bpm } from './format.js';

const region = (c) =>
  c.to === null || c.to === undefined
    ? c.from === 0
      ? 'everywhere'
      : `from ${clock(c.from)} on`
    : `${clock(c.from)} to ${clock(c.to)}`;

/** One constraint as a phrase: "Downbeat at 0:12.34". */
export function describe(c) {
  switch (c.kind) {
    case 'beat':
      return c.number === 1
        ? `Downbeat at ${clock(c.time)}`
        : c.number > 1
          ? `Beat ${c.number} of its bar at ${clock(c.time)}`
          : `Beat at ${clock(c.time)}`;
    case 'no-beat':
      return `No beat at ${clock((c.from + (c.to ?? c.from)) / 2)}`;
    case 'meter':
      return `${c.beatsPerBar} beats per bar, ${region(c)}`;
    case 'tempo':
      return `${bpm(c.minimum)} to ${bpm(c.maximum)} BPM, ${region(c)}`;
    default:
      return c.kind;
  }
}

/** Whether a constraint is one that can be known beforehand: a tempo or a meter, everywhere. */
const isWish = (c) => (c.kind === 'tempo' || c.kind === 'meter') && c.from === 0 && (c.to ?? null) === null;

/**
 * What was known beforehand, as a phrase for the list of revisions; null where a revision comes of an edit. The
 * gateway makes the first revision of it. One such constraint may be an edit, too, unless wished says that there
 * were wishes; no edit makes two at once.
 */
export function beforehand({ revision, constraints }, wished) {
  if (revision !== 1 || !constraints.every(isWish) || constraints.length < (wished ? 1 : 2)) {
    return null;
  }
  const words = constraints.map((c) => (c.kind === 'tempo' ? `${bpm(c.minimum)} to ${bpm(c.maximum)} BPM` : `${c.beatsPerBar} beats per bar`));
  return `As you said beforehand: ${words.join(', ')}`;
}

const sameConstraint = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/** What one list has that the other has not, as a phrase for the list of revisions. */
export function difference(before, after) {
  const added = after.filter((c) => !before.some((other) => sameConstraint(c, other)));
  const gone = before.filter((c) => !after.some((other) => sameConstraint(c, other)));
  if (after.length === 0 && before.length > 0) {
    return 'All corrections taken back';
  }
  if (added.length === 0 && gone.length > 0) {
    return `Taken back: ${describe(gone[gone.length - 1])}`;
  }
  if (added.length === 0) {
    return 'No change';
  }
  const last = describe(added[added.length - 1]);
  const pin = added.find((c) => c.kind === 'beat');
  const from = gone.find((c) => c.kind === 'beat') ?? added.find((c) => c.kind === 'no-beat');
  if (pin && from && added.length <= 2 && pin.number === 0) {
    return `Beat moved to ${clock(pin.time)}`;
  }
  return added.length > 1 ? `${last}, and ${added.length - 1} more` : last;
}
