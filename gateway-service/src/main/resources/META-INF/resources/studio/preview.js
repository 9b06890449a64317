/** How beats look under constraints that the decoder has not answered yet. */

import { SAME_BEAT } from './constraints.js';

/**
 * The beats with pins set and forbidden places cleared, and numbers counted on from downbeats that
 * were pinned, until the decoder's own answer is here. A beat that was touched has pending: true.
 * Meter and tempo change nothing here: only the decoder can say what follows from them.
 */
export function preview(beats, constraints) {
  const pins = constraints.filter((c) => c.kind === 'beat');
  const gaps = constraints.filter((c) => c.kind === 'no-beat');
  const kept = beats.filter(
    (beat) =>
      !gaps.some((gap) => beat.time >= gap.from && beat.time < (gap.to ?? Infinity)) &&
      !pins.some((pin) => Math.abs(pin.time - beat.time) < 0.1 && pin.time !== beat.time),
  );
  for (const pin of pins) {
    const there = kept.findIndex((beat) => Math.abs(beat.time - pin.time) < SAME_BEAT);
    const around = beats.find((beat) => beat.time >= pin.time) ?? beats[beats.length - 1];
    const made = {
      tempo: around?.tempo ?? 0,
      beatsPerBar: around?.beatsPerBar ?? 4,
      confidence: 1,
      ...(there >= 0 ? kept[there] : { number: around?.number ?? 1 }),
      time: pin.time,
      pending: true,
    };
    if (pin.number > 0) {
      made.number = pin.number;
    }
    if (there >= 0) {
      kept[there] = made;
    } else {
      kept.push(made);
    }
  }
  return kept.sort((a, b) => a.time - b.time);
}

/** The beats, each with pinned: whether a constraint holds it where it is. */
export function markPins(beats, constraints) {
  const pins = constraints.filter((c) => c.kind === 'beat');
  if (pins.length === 0) {
    return beats;
  }
  return beats.map((beat) =>
    pins.some((pin) => Math.abs(pin.time - beat.time) < SAME_BEAT) ? { ...beat, pinned: true } : beat,
  );
}

/** The beats, each with bar: the count of downbeats up to it, 0 before the first (a pickup). */
export function countBars(beats) {
  let bar = 0;
  return beats.map((beat) => {
    bar += beat.number === 1 ? 1 : 0;
    return { ...beat, bar };
  });
}
