/**
 * Sends PCM16 of one channel over the WebSocket while it is recorded. What the gateway has not
 * confirmed yet is kept, so that a connection that breaks is taken up again without gap or repeat:
 * the gateway says on each new one which frame it wants next.
 */

import { backOff } from './sse.js';

const FRAME_BYTES = 2;

/** Broken connections in a row, without a word from the gateway between them, until it is given up. */
const TRIES = 8;

export class LiveSocket {
  #address;
  #onTrouble;
  #socket = null;
  #ready = false;
  #failures = 0;
  #kept = [];
  #end = 0;
  #over = false;
  #done;
  #finish;

  /** address: of the WebSocket; onTrouble(text): called when it is given up. */
  constructor(address, onTrouble) {
    this.#address = address;
    this.#onTrouble = onTrouble;
    this.#done = new Promise((resolve) => {
      this.#finish = resolve;
    });
    this.#connect();
  }

  /** Takes the next bytes (an ArrayBuffer of whole frames). */
  send(bytes) {
    this.#kept.push({ first: this.#end, bytes });
    this.#end += bytes.byteLength / FRAME_BYTES;
    if (this.#ready) {
      this.#socket.send(bytes);
    }
  }

  /** Says that this was all; resolves when the gateway has it, or it was given up. */
  end() {
    this.#over = true;
    if (this.#ready) {
      this.#sayLast();
    }
    return this.#done;
  }

  #sayLast() {
    this.#socket.send(JSON.stringify({ last: true }));
  }

  #connect() {
    this.#ready = false;
    const socket = new WebSocket(this.#address);
    this.#socket = socket;
    socket.addEventListener('message', (event) => this.#heard(JSON.parse(event.data)));
    socket.addEventListener('close', (event) => this.#closed(event));
  }

  /** What is before frame durable is safe; on a new connection frame next is the one to go on with. */
  #heard({ next, durable = next }) {
    if (next === undefined) {
      return;
    }
    this.#failures = 0;
    const end = ({ first, bytes }) => first + bytes.byteLength / FRAME_BYTES;
    this.#kept = this.#kept.filter((block) => end(block) > durable);
    if (!this.#ready) {
      this.#ready = true;
      for (const { first, bytes } of this.#kept.filter((block) => end(block) > next)) {
        this.#socket.send(bytes.slice(Math.max(0, next - first) * FRAME_BYTES));
      }
      if (this.#over) {
        this.#sayLast();
      }
    }
  }

  #closed({ code, reason }) {
    this.#ready = false;
    if (this.#over && code === 1000) {
      this.#finish();
    } else if (++this.#failures === TRIES || code === 1008) {
      this.#onTrouble(reason || 'The connection to the gateway broke; what was sent until then is kept.');
      this.#finish();
    } else {
      setTimeout(() => this.#connect(), backOff(this.#failures - 1) * 1000);
    }
  }
}
