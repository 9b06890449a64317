import * as edits from '../studio/constraints.js';
import { describe, difference } from '../studio/wording.js';
import { check, equal, yes } from './check.js';

check('an added beat is a pin at its time', () => {
  equal(edits.addBeat([], 12.34567), [{ kind: 'beat', time: 12.3457, number: 0 }]);
});

check('a beat added where one was forbidden is allowed again', () => {
  const list = edits.addBeat(edits.deleteBeat([], 5, 0.5), 5);
  yes(!list.some((c) => c.kind === 'no-beat' && c.from < 5.02 && c.to > 4.98), 'the place being free');
  equal(list.filter((c) => c.kind === 'beat').length, 1);
});

check('deleting forbids the place without reaching the neighbors', () => {
  const [gap] = edits.deleteBeat([], 5, 0.25);
  equal(gap.kind, 'no-beat');
  yes(gap.from < 5 && gap.to > 5 && gap.from > 4.75 && gap.to < 5.25);
});

check('deleting a pinned beat takes the pin away', () => {
  equal(edits.deleteBeat(edits.addBeat([], 5), 5, 0.5).map((c) => c.kind), ['no-beat']);
});

check('a short move pins the new place only', () => {
  equal(edits.moveBeat([], 5, 5.05), [{ kind: 'beat', time: 5.05, number: 0 }]);
});

check('a long move forbids the old place too', () => {
  const list = edits.moveBeat([], 5, 5.3);
  equal(list.map((c) => c.kind), ['no-beat', 'beat']);
  yes(list[0].from < 5 && list[0].to > 5 && list[0].to < 5.3);
});

check('a pin that is moved twice is one pin, and stays a downbeat', () => {
  const list = edits.moveBeat(edits.moveBeat(edits.addBeat([], 5, 1), 5, 5.04), 5.04, 5.08);
  equal(list, [{ kind: 'beat', time: 5.08, number: 1 }]);
});

check('a downbeat is marked and unmarked', () => {
  const marked = edits.toggleDownbeat([], 5);
  equal(marked, [{ kind: 'beat', time: 5, number: 1 }]);
  equal(edits.toggleDownbeat(marked, 5.01), [{ kind: 'beat', time: 5, number: 0 }]);
});

check('a meter inside an older one cuts it in two', () => {
  const list = edits.setMeter(edits.setMeter([], 0, null, 4), 10, 20, 3);
  equal(list, [
    { kind: 'meter', from: 0, to: 10, beatsPerBar: 4 },
    { kind: 'meter', from: 20, to: null, beatsPerBar: 4 },
    { kind: 'meter', from: 10, to: 20, beatsPerBar: 3 },
  ]);
});

check('a tempo for the whole replaces all before, and leaves meters alone', () => {
  const meter = edits.setMeter([], 0, 10, 3);
  const list = edits.setTempo(edits.setTempo(meter, 5, 10, 90, 100), 0, null, 180, 220);
  equal(list.map((c) => c.kind), ['meter', 'tempo']);
});

check('no edit changes the list that it was given', () => {
  const list = Object.freeze([Object.freeze({ kind: 'beat', time: 5, number: 0 })]);
  edits.moveBeat(list, 5, 6);
  edits.deleteBeat(list, 5, 0.5);
  edits.toggleDownbeat(list, 5);
  equal(list.length, 1);
});

check('constraints that a gateway gave back with other members are the same', () => {
  const own = [{ kind: 'beat', time: 5, number: 0 }];
  yes(edits.same(own, [{ kind: 'beat', time: 5, number: 0, from: null, to: null }]));
  yes(!edits.same(own, [{ kind: 'beat', time: 5, number: 1 }]));
});

check('a revision is told by what it changed', () => {
  const pin = { kind: 'beat', time: 5, number: 1 };
  equal(difference([], [pin]), 'Downbeat at 0:05.00');
  equal(difference([pin], []), 'All corrections taken back');
  equal(describe({ kind: 'tempo', from: 0, to: null, minimum: 90, maximum: 130 }), '90 to 130 BPM, everywhere');
});
