import { emptyAnnotation, finished, fold, latestComplete, shownNotes } from '../studio/fold.js';
import { EventReader, backOff } from '../studio/sse.js';
import { check, equal, yes } from './check.js';

const beat = (time) => ({ time, number: 1, beatsPerBar: 4 });
const block = (sequence, end, times, revision = 0) => ({
  event: 'beats',
  data: { stream: 'beats', revision, sequence, to: sequence + 1, end, cause: null, beats: times.map(beat), tempi: [] },
});

check('events are whole however their text is cut', () => {
  const text = 'id: a\r\nevent: beats\r\ndata: {"x":\r\ndata: 1}\r\n\r\n: alive\n\nid: b\ndata: {"y":2}\n\n';
  const expected = [
    { id: 'a', event: 'beats', data: { x: 1 } },
    { id: 'b', event: 'message', data: { y: 2 } },
  ];
  for (let cut = 0; cut <= text.length; cut++) {
    const reader = new EventReader();
    const before = reader.push(text.slice(0, cut));
    equal(reader.lastId, before.at(-1)?.id ?? null, 'what is not whole is asked for again');
    equal([...before, ...reader.push(text.slice(cut))], expected);
    equal(reader.lastId, 'b');
  }
});

check('tries are further and further apart, and never more than 20 seconds', () => {
  const waits = [0, 1, 2, 3, 10].map((n) => backOff(n, () => 0.5));
  equal(waits, [0.5, 1, 2, 4, 15]);
  yes(backOff(99, () => 1) < 20);
});

check('a repeated block changes nothing', () => {
  const annotation = emptyAnnotation();
  yes(fold(annotation, block(0, 'open', [1, 2])));
  yes(!fold(annotation, block(0, 'open', [1, 2])));
  yes(fold(annotation, block(1, 'complete', [3])));
  equal(annotation.beats.get(0).items.map((each) => each.time), [1, 2, 3]);
});

check('the latest revision that is complete is the one that counts', () => {
  const annotation = emptyAnnotation();
  fold(annotation, block(0, 'complete', [1]));
  fold(annotation, block(0, 'complete', [1.1], 1));
  fold(annotation, block(0, 'aborted', [], 2));
  fold(annotation, block(0, 'open', [1.2], 3));
  equal(latestComplete(annotation), 1);
});

check('a recording is finished when each analysis that was asked for has ended', () => {
  const annotation = emptyAnnotation();
  fold(annotation, block(0, 'complete', [1]));
  yes(finished(annotation, ['beats']));
  yes(!finished(annotation, ['beats', 'notes']));
  fold(annotation, { event: 'notes', data: { stream: 'notes', sequence: 0, end: 'complete', notes: [] } });
  yes(finished(annotation, ['beats', 'notes']));
  fold(annotation, { event: 'score', data: { revision: 0, scoreRevision: 1, final: false } });
  yes(!finished(annotation, ['beats', 'notes', 'score']));
  fold(annotation, { event: 'score', data: { revision: 0, scoreRevision: 2, final: true } });
  fold(annotation, { event: 'score', data: { revision: 0, scoreRevision: 1, final: false } });
  yes(finished(annotation, ['beats', 'notes', 'score']));
});

check('single notes are shown where there are no others, and unknown events are passed over', () => {
  const annotation = emptyAnnotation();
  const note = { onset: 0, offset: 1, pitch: 60, velocity: 64, confidence: 1 };
  yes(!finished(annotation, ['pitch']));
  fold(annotation, { event: 'pitch', data: { stream: 'pitch', end: 'complete', cause: null, note, pitches: [], cents: 3 } });
  yes(finished(annotation, ['pitch']));
  equal(shownNotes(annotation).map((note) => note.pitch), [60]);
  yes(!fold(annotation, { event: 'weather', data: {} }));
});
