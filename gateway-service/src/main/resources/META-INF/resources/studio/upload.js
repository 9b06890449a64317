/** Sends a file's samples to the gateway. */

import { Problem } from './api.js';
import { backOff } from './sse.js';

/** Bytes of a request: the gateway takes 4 MiB; the first ones are small, so that work starts early. */
const LARGEST = 2 * 1024 * 1024;
const SMALLEST = 256 * 1024;
const TRIES = 6;

const pause = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

/**
 * Sends all frames of a sound (see decode.js) in order, calling onProgress(seconds sent). One request is
 * under way at a time, as their order is the recording's. A request that failed is tried again: what the
 * gateway has already, it drops.
 */
export async function sendSamples(gateway, id, sound, onProgress, signal) {
  const { frames, sampleRate } = sound;
  const frameBytes = 2 * sound.channels;
  let size = SMALLEST;
  let first = 0;
  let failures = 0;
  while (first < frames) {
    signal?.throwIfAborted();
    const last = Math.min(frames, first + Math.floor(size / frameBytes));
    try {
      const answer = await gateway.put(id, first, sound.pcm(first, last), last === frames);
      first = last === frames ? frames : answer.next;
      size = Math.min(LARGEST, size * 2);
      failures = 0;
      onProgress(first / sampleRate);
    } catch (problem) {
      // Another frame is wanted: ahead where an answer was lost, behind where a gateway was.
      const wanted = problem instanceof Problem && problem.status === 409 ? problem.body.next : undefined;
      const final = problem instanceof Problem && problem.status < 500 && problem.status !== 429;
      if ((final && wanted === undefined) || ++failures === TRIES) {
        throw problem;
      }
      if (wanted !== undefined) {
        first = wanted;
        continue;
      }
      await pause(backOff(failures));
    }
  }
}
