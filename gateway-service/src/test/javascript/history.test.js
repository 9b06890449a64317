import * as history from '../studio/history.js';
import { countBars, markPins, preview } from '../studio/preview.js';
import { beforehand } from '../studio/wording.js';
import { check, equal, yes } from './check.js';

const a = [{ kind: 'beat', time: 1, number: 0 }];
const b = [...a, { kind: 'beat', time: 2, number: 0 }];
const c = [...a, { kind: 'beat', time: 3, number: 0 }];
const revision = (number, constraints, state = 'complete') => ({ revision: number, constraints, state });

check('undo and redo walk over the lists', () => {
  let walk = history.push(history.push(history.START, a), b);
  walk = history.undone(walk);
  equal(history.current(walk), a);
  walk = history.undone(walk);
  equal(history.current(walk), []);
  yes(!history.canUndo(walk));
  equal(history.current(history.redone(history.redone(walk))), b);
});

check('an edit after an undo forgets what was undone', () => {
  const walk = history.push(history.undone(history.push(history.push(history.START, a), b)), c);
  equal(history.current(walk), c);
  yes(!history.canRedo(walk));
  equal(history.current(history.undone(walk)), a);
});

check('after a reload undo knows what was undone before', () => {
  const walk = history.rebuild([revision(0, []), revision(1, a), revision(2, b), revision(3, a)]);
  equal(history.current(walk), a);
  yes(history.canRedo(walk), 'redo');
  equal(history.current(history.undone(walk)), []);
});

check('a revision that failed leaves no trace in the history', () => {
  const walk = history.rebuild([revision(0, []), revision(1, a), revision(2, b, 'aborted')]);
  equal(history.current(walk), a);
  equal(history.current(history.undone(walk)), []);
});

check('the first revision says what was known beforehand, and not what an edit asked for', () => {
  const meter = { kind: 'meter', from: 0, to: null, beatsPerBar: 3 };
  const tempo = { kind: 'tempo', from: 0, to: null, minimum: 90, maximum: 130 };
  equal(beforehand(revision(1, [tempo, meter]), false), 'As you said beforehand: 90 to 130 BPM, 3 beats per bar');
  equal(beforehand(revision(1, [meter]), true), 'As you said beforehand: 3 beats per bar');
  equal(beforehand(revision(1, [meter]), false), null, 'an edit may ask for it, too');
  equal(beforehand(revision(1, [{ ...meter, to: 5 }]), true), null);
  equal(beforehand(revision(1, a), true), null);
  equal(beforehand(revision(2, [tempo, meter]), true), null);
});

const beats = [1, 1.5, 2, 2.5, 3].map((time, i) => ({ time, number: (i % 4) + 1, beatsPerBar: 4 }));

check('a preview moves, adds and clears beats at once and keeps them in order', () => {
  const shown = preview(beats, [
    { kind: 'beat', time: 1.54, number: 0 },
    { kind: 'beat', time: 2.25, number: 0 },
    { kind: 'no-beat', from: 2.4, to: 2.6 },
  ]);
  equal(shown.map((beat) => beat.time), [1, 1.54, 2, 2.25, 3]);
  equal(shown.filter((beat) => beat.pending).length, 2);
});

check('pins are marked and bars are counted from the first downbeat', () => {
  const marked = markPins(beats, [{ kind: 'beat', time: 2.01, number: 0 }]);
  equal(marked.map((beat) => beat.pinned === true), [false, false, true, false, false]);
  equal(countBars([{ number: 4 }, ...beats]).map((beat) => beat.bar), [0, 1, 1, 1, 1, 2]);
});
