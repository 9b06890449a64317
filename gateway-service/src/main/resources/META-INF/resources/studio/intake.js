/** How music gets in: files that are chosen or dropped, and the microphone. */

import { $ } from './dom.js';
import { isLarge, openSound, titleOf } from './decode.js';
import { openMicrophone, record } from './microphone.js';
import { Peaks } from './peaks.js';
import { foundKinds } from './fold.js';
import { day } from './format.js';
import { sendSamples } from './upload.js';

/** After so many seconds a file's sound is shown, whether or not anything was found in it. */
const SOUND_AFTER = 6;

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
 * wishes: see options.js. opened(info, sound, why) gives the recording that is shown, if any. It is called before
 * samples are sent; where the file itself was sent, after that: without a sound, and with the reason in words.
 * Resolves when all is sent.
 */
export async function takeFile(gateway, file, wishes, opened) {
  const title = titleOf(file.name);
  const sound = await openSound(file);
  if (sound === null) {
    const why = isLarge(file) ? 'The file is larger than 64 MB' : 'This browser cannot decode the file';
    opened(await gateway.upload(file, title, wishes), null, why);
    return;
  }
  const info = await gateway.open(title, sound.sampleRate, sound.channels, false, wishes);
  const recording = opened(info, sound, null);
  const showSound = soundLater(recording, sound);
  try {
    await sendSamples(gateway, info.id, sound, (seconds) => {
      if (recording) {
        recording.sent = seconds;
        recording.changed();
      }
    });
  } finally {
    await showSound();
  }
}

/**
 * Shows a file's sound as soon as something was found in it, or a while has passed: measuring and drawing it
 * at once would keep the processor from finding the first beats, and on a slow line sending it takes minutes.
 * Gives the function that shows it now, if that was not done; what it resolves to never fails.
 */
function soundLater(recording, sound) {
  if (!recording) {
    return () => {};
  }
  let shown = null;
  const show = async () => {
    try {
      recording.setSamples(await sound.samples());
    } catch {
      recording.lack('unreadable');
    }
  };
  const once = () => {
    clearTimeout(timer);
    recording.removeEventListener('change', look);
    shown ??= show();
    return shown;
  };
  const look = () => foundKinds(recording.annotation).size > 0 && once();
  const timer = setTimeout(once, SOUND_AFTER * 1000);
  recording.addEventListener('change', look);
  return once;
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
