import { alternatives, mainTempo, rangeFor, tempoCurve } from '../studio/tempo.js';
import { check, equal, near, yes } from './check.js';

const steady = (bpm, count) => Array.from({ length: count }, (unused, i) => ({ time: 1 + (i * 60) / bpm }));

check('steady beats have a flat curve at their tempo', () => {
  const curve = tempoCurve(steady(97, 50));
  equal(curve.length, 49);
  for (const point of curve) {
    near(point.bpm, 97, 1e-6);
  }
  near(mainTempo(steady(97, 50)), 97, 1e-6);
});

check('one late beat does not bend the curve', () => {
  const beats = steady(120, 40);
  beats[20].time += 0.08;
  for (const point of tempoCurve(beats)) {
    near(point.bpm, 120, 1e-6);
  }
});

check('a change of tempo shows where it happens', () => {
  const beats = [...steady(60, 20), ...steady(120, 20).map((beat) => ({ time: beat.time + 20 }))];
  const curve = tempoCurve(beats);
  near(curve[5].bpm, 60, 1e-6);
  near(curve[curve.length - 5].bpm, 120, 1e-6);
});

check('one beat has no tempo', () => {
  equal(mainTempo([{ time: 1 }]), null);
  equal(rangeFor([], 2), null);
});

check('half and double come first, then what the decoder thought of, none twice', () => {
  const tempi = [120, 60.5, 80, 81, 240].map((beatsPerMinute) => ({ beatsPerMinute }));
  equal(alternatives(120, tempi).map((reading) => reading.bpm), [60, 240, 80]);
});

check('a range asked for holds the tempo wanted and not the one it replaces', () => {
  for (const factor of [0.5, 2, 2 / 3]) {
    const { minimum, maximum } = rangeFor(steady(120, 40), factor);
    yes(minimum <= 120 * factor && maximum >= 120 * factor, 'the new tempo inside');
    yes(minimum > 120 || maximum < 120, 'the old tempo outside');
  }
});
