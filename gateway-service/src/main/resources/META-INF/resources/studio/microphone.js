/** Records from the microphone and sends what it hears while it goes on. */

import { storedKey } from './api.js';
import { LiveSocket } from './live-socket.js';
import { interleave } from './pcm.js';

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

/** A sink over PUT requests, one at a time: a WebSocket cannot carry a key. */
function requestSink(gateway, id, onTrouble) {
  let first = 0;
  let queue = Promise.resolve();
  const put = (bytes, last) => {
    queue = queue
      .then(() => gateway.put(id, first, bytes, last))
      .then((answer) => {
        first = answer.next;
      })
      .catch((problem) => onTrouble(problem.message));
    return queue;
  };
  let block = [];
  return {
    send: (bytes) => {
      block.push(bytes);
      if (block.length === 12) {
        put(new Blob(block), false);
        block = [];
      }
    },
    end: () => put(new Blob(block.splice(0)), true),
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
