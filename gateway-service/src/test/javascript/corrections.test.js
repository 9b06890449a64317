import { Corrections } from '../studio/corrections.js';
import { check, equal } from './check.js';

const beats = (end) => ({ end, cause: null, beats: [] });
const correction = (revision, base = revision - 1) => ({ revision, base, constraints: [] });

/** A gateway of paper: keeps what edits were made on, and gives the next number. */
function paper(listed = []) {
  const asked = [];
  return {
    asked,
    corrections: async () => ({ revisions: listed }),
    correct: async (id, base, latest, constraints) => {
      asked.push({ base, latest });
      return { revision: latest + 1, base, constraints };
    },
  };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

check('an edit is made on what a person sees, and not on what somebody else has only asked for', async () => {
  const gateway = paper();
  const annotation = { beats: new Map([[0, beats('complete')]]), corrections: new Map() };
  const corrections = new Corrections(gateway, 'song', annotation, () => {});
  annotation.corrections.set(1, correction(1));
  corrections.update();

  corrections.edit((list) => [...list, { kind: 'beat', time: 1 }]);
  await settled();
  equal(gateway.asked, [{ base: 0, latest: 0 }]);
});

check('an edit knows of revisions whose beats are here', async () => {
  const gateway = paper();
  const annotation = { beats: new Map([[0, beats('complete')]]), corrections: new Map() };
  const corrections = new Corrections(gateway, 'song', annotation, () => {});
  annotation.corrections.set(1, correction(1));
  annotation.beats.set(1, beats('complete'));
  corrections.update();

  corrections.edit((list) => [...list, { kind: 'beat', time: 1 }]);
  await settled();
  equal(gateway.asked, [{ base: 1, latest: 1 }]);
});

check('a revision that never gets its beats does not keep people from correcting', async () => {
  const gateway = paper([{ ...correction(0, null), state: 'complete' }, { ...correction(1), state: 'open' }]);
  const annotation = { beats: new Map([[0, beats('complete')]]), corrections: new Map() };
  const corrections = new Corrections(gateway, 'song', annotation, () => {});
  await corrections.load();

  corrections.edit((list) => [...list, { kind: 'beat', time: 1 }]);
  await settled();
  equal(gateway.asked, [{ base: 0, latest: 1 }]);
});

check('edits in a row are made on each other', async () => {
  const gateway = paper();
  const annotation = { beats: new Map([[0, beats('complete')]]), corrections: new Map() };
  const corrections = new Corrections(gateway, 'song', annotation, () => {});
  corrections.edit((list) => [...list, { kind: 'beat', time: 1 }]);
  corrections.edit((list) => [...list, { kind: 'beat', time: 2 }]);
  await settled();
  equal(gateway.asked, [{ base: 0, latest: 0 }, { base: 1, latest: 1 }]);
});
