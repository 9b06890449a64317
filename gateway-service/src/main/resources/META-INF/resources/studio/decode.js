/** Decodes audio files in the browser, at the rate that they were made in. */

import { sampleRateOf, usable } from './sniff.js';

/** Above this a file is sent as it is: its samples would take more than about 1.3 GB here. */
const LARGEST_FILE = 64 * 1024 * 1024;

/** The samples, {channels: [Float32Array, ...], sampleRate}, of the bytes of a file; at most two channels. */
export async function decodeBytes(bytes) {
  const named = sampleRateOf(new Uint8Array(bytes));
  const sampleRate = usable(named) ? named : 44100;
  const context = new OfflineAudioContext(1, 1, sampleRate);
  const buffer = await context.decodeAudioData(bytes);
  const channels = [];
  for (let i = 0; i < Math.min(2, buffer.numberOfChannels); i++) {
    channels.push(buffer.getChannelData(i));
  }
  return { channels, sampleRate: buffer.sampleRate };
}

/** The samples of a file, or null where this browser cannot decode it or it is too large to. */
export async function decodeFile(file) {
  if (file.size > LARGEST_FILE) {
    return null;
  }
  try {
    const decoded = await decodeBytes(await file.arrayBuffer());
    return decoded.channels[0].length > 0 ? decoded : null;
  } catch {
    return null;
  }
}

/** "My song.mp3" as a title: "My song". */
export const titleOf = (name) => name.replace(/\.[A-Za-z0-9]{2,5}$/, '') || name;
