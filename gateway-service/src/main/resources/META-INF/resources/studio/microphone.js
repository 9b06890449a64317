/** Records from the microphone and sends what it hears while it goes on. */

import { Problem, Unreachable, storedKey } from './api.js';
import { LiveSocket } from './live-socket.js';
import { interleave } from './pcm.js';
import { backOff } from './sse.js';

/** Mono samples of 16 bits; and bytes of a request, of which the gateway takes 4 MiB. */
const FRAME_BYTES = 2;
const LARGEST = 2 * 1024 * 1024;

/** Opens the microphone with nothing of what browsers do to speech. Throws where it is refused. */
export async function openMicrophone() {
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false, channelCount: 1 },
  });
  const context = new AudioContext();
  await context.audioWorklet.addModule(new URL('microphone-worklet.js', import.meta.url));
  return { stream, context };
}

/** The address of a recording's WebSocket. */
function socketAddress(id) {
  const address = new URL(`recordings/${encodeURIComponent(id)}/audio`, document.baseURI);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  return address;
}

/**
 * A sink over PUT requests, one at a time: a WebSocket cannot carry a key. What the broker may not have
 * yet is kept, so that a request that failed, or a gateway that went, leaves no hole.
 */
function requestSink(gateway, id, onTrouble) {
  let kept = new Blob([]);
  // The frame that what is kept begins with, and the one to send next.
  let base = 0;
  let next = 0;
  let block = [];
  let failures = 0;
  let givenUp = false;
  let queue = Promise.resolve();

  const wanted = (frame) => {
    if (frame < base) {
      throw new Error('The gateway has lost samples that are no longer here. Please record again.');
    }
    next = frame;
  };

  async function sendAll(last) {
    for (;;) {
      const from = (next - base) * FRAME_BYTES;
      const piece = kept.slice(from, from + LARGEST);
      const whole = from + piece.size === kept.size;
      if (piece.size === 0 && !last) {
        return;
      }
      try {
        const answer = await gateway.put(id, next, piece, last && whole);
        wanted(answer.next);
        kept = kept.slice((answer.durable - base) * FRAME_BYTES);
        base = answer.durable;
        failures = 0;
        if (whole) {
          return;
        }
      } catch (problem) {
        const status = problem instanceof Problem ? problem.status : problem instanceof Unreachable ? 503 : 400;
        // Told to go on where it did, it would be refused again.
        if (status === 409 && problem.body.next !== undefined && problem.body.next !== next) {
          wanted(problem.body.next);
        } else if (status < 500 && status !== 429) {
          throw problem;
        } else {
          onTrouble(problem.message);
          await new Promise((resolve) => setTimeout(resolve, backOff(++failures) * 1000));
        }
      }
    }
  }

  const put = (last) => {
    kept = new Blob([kept, ...block.splice(0)]);
    queue = queue.then(() => sendAll(last)).catch((problem) => {
      givenUp = true;
      onTrouble(problem.message, true);
    });
    return queue;
  };
  return {
    send: (bytes) => {
      if (givenUp) {
        return;
      }
      block.push(bytes);
      if (block.length === 12) {
        put(false);
      }
    },
    end: () => (givenUp ? queue : put(true)),
  };
}

/**
 * Sends the microphone's samples to the recording until stop() is called, and hands each block
 * (Float32Array, mono) to onSamples too. stop() resolves when the gateway has everything.
 */
export function record(gateway, id, microphone, onSamples, onTrouble) {
  const { stream, context } = microphone;
  const sink = storedKey() ? requestSink(gateway, id, onTrouble) : new LiveSocket(socketAddress(id), onTrouble);
  const source = context.createMediaStreamSource(stream);
  const node = new AudioWorkletNode(context, 'microphone', { numberOfOutputs: 0 });
  node.port.onmessage = ({ data }) => {
    sink.send(interleave([data], 0, data.length));
    onSamples(data);
  };
  source.connect(node);
  return {
    async stop() {
      source.disconnect();
      node.port.onmessage = null;
      stream.getTracks().forEach((track) => track.stop());
      await context.close();
      await sink.end();
    },
  };
}
