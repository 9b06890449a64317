/** Opens audio files in the browser, at the rate that they were made in. */

import { deinterleave, interleave } from './pcm.js';
import { sampleRateOf, usable } from './sniff.js';
import { isPlain, wavLayout } from './wav.js';

/** Above this a file is sent as it is: its samples would take more than about 1.3 GB here. */
const LARGEST_FILE = 64 * 1024 * 1024;

/** Within so many bytes a WAV file says where its samples begin. */
const HEAD = 256 * 1024;

/** The samples, {channels: [Float32Array, ...], sampleRate}, of the bytes of a file; at most two channels. */
export async function decodeBytes(bytes) {
  const layout = wavLayout(new Uint8Array(bytes), bytes.byteLength);
  if (isPlain(layout)) {
    return { channels: deinterleave(bytes.slice(layout.from, layout.to), layout.channels), sampleRate: layout.sampleRate };
  }
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

/** A file whose samples lie in it as the gateway takes them; null for any other. */
async function plainSound(file) {
  const layout = wavLayout(new Uint8Array(await file.slice(0, HEAD).arrayBuffer()), file.size);
  if (!isPlain(layout) || !usable(layout.sampleRate)) {
    return null;
  }
  const { channels, sampleRate, from, to } = layout;
  const frameBytes = 2 * channels;
  const frames = Math.floor((to - from) / frameBytes);
  const pcm = (first, last) => file.slice(from + first * frameBytes, from + last * frameBytes);
  const samples = async () => ({ channels: deinterleave(await pcm(0, frames).arrayBuffer(), channels), sampleRate });
  return { channels, sampleRate, frames, pcm, samples };
}

/** A file that this browser can decode; null for any other. */
async function decodedSound(file) {
  try {
    const decoded = await decodeBytes(await file.arrayBuffer());
    const { channels, sampleRate } = decoded;
    const pcm = (first, last) => interleave(channels, first, last);
    return { channels: channels.length, sampleRate, frames: channels[0].length, pcm, samples: async () => decoded };
  } catch {
    return null;
  }
}

/** Whether a file is sent as it is for its size alone. */
export const isLarge = (file) => file.size > LARGEST_FILE;

/**
 * The sound of a file: {channels, sampleRate, frames, pcm(first, last), samples()}. pcm gives frames from first
 * (inclusive) to last (exclusive) as a request's body of 16-bit PCM; samples() what there is to draw and play,
 * {channels: [Float32Array, ...], sampleRate}. Null where this browser cannot decode the file, it is too large to,
 * or nothing is in it.
 */
export async function openSound(file) {
  if (isLarge(file)) {
    return null;
  }
  const sound = (await plainSound(file)) ?? (await decodedSound(file));
  return sound === null || sound.frames === 0 ? null : sound;
}

/** "My song.mp3" as a title: "My song". */
export const titleOf = (name) => name.replace(/\.[A-Za-z0-9]{2,5}$/, '') || name;
