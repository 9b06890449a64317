import { Problem } from '../studio/api.js';
import { emptyAnnotation } from '../studio/fold.js';
import { takeFile } from '../studio/intake.js';
import { check, equal } from './check.js';

/** A WAV file of 100 frames whose head can be read, and its samples only where readable. */
function file(readable) {
  const bytes = new DataView(new ArrayBuffer(44 + 200));
  [...'RIFF....WAVEfmt '].forEach((letter, i) => bytes.setUint8(i, letter.charCodeAt(0)));
  bytes.setUint32(16, 16, true);
  bytes.setUint16(20, 1, true);
  bytes.setUint16(22, 1, true);
  bytes.setUint32(24, 44100, true);
  bytes.setUint16(32, 2, true);
  bytes.setUint16(34, 16, true);
  [...'data'].forEach((letter, i) => bytes.setUint8(36 + i, letter.charCodeAt(0)));
  bytes.setUint32(40, 200, true);
  const blob = new Blob([bytes]);
  const gone = { arrayBuffer: () => Promise.reject(new Error('the file is gone')) };
  return { name: 'march.wav', size: blob.size, slice: (from, to) => (from === 0 || readable ? blob.slice(from, to) : gone) };
}

/** A recording of paper. */
class PaperRecording extends EventTarget {
  annotation = emptyAnnotation();
  given = [];
  missing = null;

  lack(missing) {
    this.missing = missing;
  }

  setSamples({ channels }) {
    this.given.push(channels[0].length);
  }

  changed() {}
}

const open = async () => ({ id: 'r1' });

check('a sound that cannot be read hides nothing of what kept it from being sent', async () => {
  const recording = new PaperRecording();
  const put = () => Promise.reject(new Problem(413, { detail: 'the recording is too long' }));
  let told = null;
  await takeFile({ open, put }, file(false), {}, () => recording).catch((problem) => {
    told = problem.message;
  });
  equal(told, 'the recording is too long');
  equal([recording.given, recording.missing], [[], 'unreadable']);
});

check('the sound of a file is given once, when all is sent at the latest', async () => {
  const recording = new PaperRecording();
  await takeFile({ open, put: async () => ({ next: 100 }) }, file(true), {}, () => recording);
  recording.annotation.beats.set(0, { items: [{ time: 1 }] });
  recording.dispatchEvent(new Event('change'));
  equal(recording.given, [100]);
});
