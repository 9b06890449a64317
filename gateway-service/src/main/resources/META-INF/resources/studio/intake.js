/** How music gets in: files that are chosen or dropped, and the microphone. */

import { $ } from './dom.js';
import { openSound, titleOf } from './decode.js';
import { openMicrophone, record } from './microphone.js';
import { Peaks } from './peaks.js';
import { day } from './format.js';
import { sendSamples } from './upload.js';

/** Watches the page for files; onFiles gets a list that has at least one. */
export function watchFiles(onFiles) {
  const hand = (files) => files.length > 0 && onFiles([...files]);
  $('#choose').addEventListener('click', () => $('#file').click());
  $('#file').addEventListener('change', (event) => {
    hand(event.target.files);
    event.target.value = '';
  });
  const carries = (event) => event.dataTransfer?.types.includes('Files');
  document.addEventListener('dragover', (event) => {
    if (carries(event)) {
      event.preventDefault();
      $('#veil').hidden = false;
    }
  });
  document.addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) {
      $('#veil').hidden = true;
    }
  });
  document.addEventListener('drop', (event) => {
    $('#veil').hidden = true;
    if (carries(event)) {
      event.preventDefault();
      hand(event.dataTransfer.files);
    }
  });
}

/**
 * Opens a recording for a file: its samples where the browser can read them, else the file itself.
 * wishes: see options.js. opened(info, sound or null) is called before anything is sent and gives the
 * recording that is shown, if any; resolves when all is sent.
 */
export async function takeFile(gateway, file, wishes, opened) {
  const title = titleOf(file.name);
  const sound = await openSound(file);
  if (sound === null) {
    opened(await gateway.upload(file, title, wishes), null);
    return;
  }
  const info = await gateway.open(title, sound.sampleRate, sound.channels, false, wishes);
  const recording = opened(info, sound);
  try {
    await sendSamples(gateway, info.id, sound, (seconds) => {
      if (recording) {
        recording.sent = seconds;
        recording.changed();
      }
    });
  } finally {
    // Measuring and drawing them would keep the processor from finding the beats, so it comes last.
    recording?.setSamples(await sound.samples());
  }
}

/** Collects mono samples in one growing array. */
class Tape {
  samples = new Float32Array(1 << 18);
  length = 0;

  add(block) {
    if (this.length + block.length > this.samples.length) {
      const longer = new Float32Array(this.samples.length * 2);
      longer.set(this.samples);
      this.samples = longer;
    }
    this.samples.set(block, this.length);
    this.length += block.length;
  }
}

/**
 * Records from the microphone: opened(info) gives the recording that its samples go into. Resolves
 * to stop(), which ends it. wishes: see options.js.
 */
export async function takeMicrophone(gateway, wishes, opened, onTrouble) {
  const microphone = await openMicrophone();
  const sampleRate = microphone.context.sampleRate;
  const title = `Recorded ${day(new Date().toISOString())}`;
  let info;
  try {
    info = await gateway.open(title, sampleRate, 1, true, wishes);
  } catch (problem) {
    microphone.stream.getTracks().forEach((track) => track.stop());
    await microphone.context.close();
    throw problem;
  }
  const recording = opened(info);
  const tape = new Tape();
  recording.live = true;
  recording.sampleRate = sampleRate;
  recording.peaks = new Peaks();
  const handle = record(gateway, info.id, microphone, (block) => {
    tape.add(block);
    recording.peaks.update(tape.samples, tape.length);
    recording.changed();
  }, onTrouble);
  return async () => {
    await handle.stop();
    recording.live = false;
    if (tape.length > 0) {
      recording.setSamples({ channels: [tape.samples.slice(0, tape.length)], sampleRate });
    }
  };
}
