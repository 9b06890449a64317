/** Fetches a recording's sound back from the gateway, and tells in words why there is none. */

import { Problem, Unreachable } from './api.js';
import { decodeBytes } from './decode.js';
import { backOff } from './sse.js';

/** Sound larger than this is not fetched back to be drawn and played: 20 minutes of stereo. */
const LARGEST_SOUND = 220 * 1024 * 1024;

/** A WAV file's head, without samples. */
const HEAD = 44;

const pause = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

/** Whether the same request may succeed later. */
const passing = (problem) =>
  problem instanceof Unreachable || (problem instanceof Problem && (problem.status >= 500 || problem.status === 429));

/**
 * The sound, {samples, missing}: samples {channels, sampleRate}, or null and why there are none: "none" where the
 * gateway has none, "large", or "unreadable". While the gateway is busy or away it calls onBusy() and tries again,
 * until signal is aborted: then both are null.
 */
export async function fetchSound(gateway, id, signal, onBusy, wait = pause) {
  for (let failures = 0; !signal.aborted; failures++) {
    try {
      const response = await gateway.fetch(gateway.address(id, 'audio.wav'), { signal });
      if (Number(response.headers.get('Content-Length') ?? 0) > LARGEST_SOUND) {
        await response.body.cancel();
        return { samples: null, missing: 'large' };
      }
      const bytes = await response.arrayBuffer().catch((failed) => {
        throw failed instanceof TypeError ? new Unreachable() : failed;
      });
      const samples = bytes.byteLength > HEAD ? await decodeBytes(bytes) : null;
      return signal.aborted ? { samples: null, missing: null } : { samples, missing: samples === null ? 'none' : null };
    } catch (problem) {
      if (problem instanceof Problem && (problem.status === 404 || problem.status === 410)) {
        return { samples: null, missing: 'none' };
      }
      if (!signal.aborted && !passing(problem)) {
        return { samples: null, missing: 'unreadable' };
      }
    }
    if (!signal.aborted) {
      onBusy();
      await wait(backOff(failures));
    }
  }
  return { samples: null, missing: null };
}

const WORDS = {
  large: 'This recording is too long for its sound to be drawn and played here. Clicks and notes can be heard, and the recording itself is among the downloads.',
  busy: 'The gateway cannot give the sound just now; trying again…',
  unreadable: 'The sound cannot be read, so there is no waveform. Clicks and notes can be heard.',
};

/** Why there is no sound to see and hear, in one line; empty where missing is null. received: whether all of it came in. */
export function silenceInWords(missing, received) {
  if (missing === 'none') {
    return received
      ? 'The sound of this recording is no longer kept. Clicks and notes can be heard.'
      : 'The waveform and the sound appear here once the gateway has all of them.';
  }
  return WORDS[missing] ?? '';
}
