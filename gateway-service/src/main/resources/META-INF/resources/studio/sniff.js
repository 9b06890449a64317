/**
 * The sample rate that a file names in its first bytes, so that decoding need not resample: WAV,
 * FLAC, MP3 (behind any ID3v2 tag) and Ogg Vorbis or Opus. Null where it does not say: M4A and
 * others.
 */

import { wavLayout } from './wav.js';

const text = (bytes, at, length) => String.fromCharCode(...bytes.subarray(at, at + length));

const MP3_RATES = { 3: [44100, 48000, 32000], 2: [22050, 24000, 16000], 0: [11025, 12000, 8000] };

function mp3(bytes, start) {
  for (let at = start; at + 4 <= bytes.length; at++) {
    if (bytes[at] === 0xff && (bytes[at + 1] & 0xe6) === 0xe2) {
      const rate = MP3_RATES[(bytes[at + 1] >> 3) & 3]?.[(bytes[at + 2] >> 2) & 3];
      if (rate !== undefined && bytes[at + 2] >> 4 !== 15) {
        return rate;
      }
    }
  }
  return null;
}

/** The rate in Hz from the first bytes of a file (64 KiB are plenty), or null. */
export function sampleRateOf(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 44) {
    return null;
  }
  const head = text(bytes, 0, 4);
  if (head === 'RIFF') {
    return wavLayout(bytes, bytes.length)?.sampleRate ?? null;
  }
  if (head === 'fLaC') {
    return (bytes[18] << 12) | (bytes[19] << 4) | (bytes[20] >> 4);
  }
  if (head === 'OggS') {
    const page = 27 + bytes[26];
    return text(bytes, page + 1, 6) === 'vorbis'
      ? view.getUint32(page + 12, true)
      : text(bytes, page, 8) === 'OpusHead'
        ? 48000
        : null;
  }
  if (text(bytes, 0, 3) === 'ID3') {
    const size = (bytes[6] << 21) | (bytes[7] << 14) | (bytes[8] << 7) | bytes[9];
    return size + 14 < bytes.length ? mp3(bytes, 10 + size) : null;
  }
  return bytes[0] === 0xff ? mp3(bytes, 0) : null;
}

/** Whether a browser should be asked for a context of this rate at all. */
export const usable = (rate) => rate !== null && rate >= 8000 && rate <= 96000;
