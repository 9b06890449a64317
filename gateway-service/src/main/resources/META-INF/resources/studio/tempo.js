/** What the beats say about the tempo: a curve, one figure for the whole, and other readings. */

import { bpm } from './format.js';

const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

/**
 * The tempo between neighboring beats, in beats per minute, at the middle of each interval. The
 * median over five intervals: one late beat is no change of tempo.
 */
export function tempoCurve(beats) {
  const raw = [];
  for (let i = 1; i < beats.length; i++) {
    const interval = beats[i].time - beats[i - 1].time;
    if (interval > 0) {
      raw.push({ time: (beats[i].time + beats[i - 1].time) / 2, bpm: 60 / interval });
    }
  }
  return raw.map((point, i) => ({
    time: point.time,
    bpm: median(raw.slice(Math.max(0, i - 2), i + 3).map((each) => each.bpm)),
  }));
}

/** The tempo of the whole: the median over all beats; null with fewer than two. */
export function mainTempo(beats) {
  const curve = tempoCurve(beats);
  return curve.length === 0 ? null : median(curve.map((point) => point.bpm));
}

/** The lowest and the highest tempo of an axis around the curve, in beats per minute. */
export function tempoAxis(curve) {
  if (curve.length === 0) {
    return { low: 60, high: 180 };
  }
  let low = Infinity;
  let high = -Infinity;
  for (const point of curve) {
    low = Math.min(low, point.bpm);
    high = Math.max(high, point.bpm);
  }
  const room = Math.max((high - low) * 0.25, 4);
  return { low: Math.max(0, low - room), high: high + room };
}

const SAME = 0.04;

/**
 * Other readings of a tempo, each {bpm, label, factor}: half, double, and those of the decoder's
 * own that lie more than 4 % from the main tempo and from each other.
 */
export function alternatives(main, tempi) {
  const readings = [
    { bpm: main / 2, label: 'Half', factor: 0.5 },
    { bpm: main * 2, label: 'Double', factor: 2 },
  ];
  const known = [main];
  for (const tempo of tempi) {
    const value = tempo.beatsPerMinute;
    const near = [...known, ...readings.map((each) => each.bpm)];
    if (near.every((other) => Math.abs(value / other - 1) > SAME)) {
      readings.push({ bpm: value, label: `${bpm(value)}`, factor: value / main });
    }
  }
  return readings.filter((each) => each.bpm >= 20 && each.bpm <= 400);
}

/**
 * The range, in whole beats per minute, that asks the decoder for factor times the tempo these
 * beats have: as wide as their own tempo varies (its middle 80 %), and 6 % more to either side.
 */
export function rangeFor(beats, factor) {
  const values = tempoCurve(beats)
    .map((point) => point.bpm)
    .sort((a, b) => a - b);
  if (values.length === 0) {
    return null;
  }
  const at = (share) => values[Math.min(values.length - 1, Math.floor(share * values.length))];
  return {
    minimum: Math.max(20, Math.floor(at(0.1) * factor * 0.94)),
    maximum: Math.min(400, Math.ceil(at(0.9) * factor * 1.06)),
  };
}
