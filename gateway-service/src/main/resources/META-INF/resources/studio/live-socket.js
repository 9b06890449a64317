/**
 * Sends PCM16 of one channel over the WebSocket while it is recorded. What the gateway has not
 * confirmed yet is kept, so that a connection that breaks is taken up again without gap or repeat:
 * the gateway says on each new one which frame it wants next.
 */

import { backOff } from './sse.js';

const FRAME_BYTES = 2;

/**
 * Close codes from 4400 to 4499 refuse as the HTTP status with the same last digits does: for good, but
 * for 429, which asks for patience.
 */
const refused = (code) => code === 1008 || (code >= 4400 && code < 4500 && code !== 4429);

const LOST = 'The gateway has lost samples that are no longer here. Please record again.';

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
  #givenUp = false;
  #done;
  #finish;

  /** address: of the WebSocket; onTrouble(text, true): called when it is given up. */
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
    if (this.#givenUp) {
      return;
    }
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
    if (!this.#ready && next < (this.#kept[0]?.first ?? this.#end)) {
      this.#giveUp(LOST);
      return;
    }
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
    } else {
      // A gateway that greets and then refuses has not taken anything.
      this.#failures = 0;
    }
  }

  #closed({ code, reason }) {
    this.#ready = false;
    if (this.#givenUp) {
      return;
    }
    if (this.#over && code === 1000) {
      this.#finish();
    } else if (++this.#failures === TRIES || refused(code)) {
      this.#giveUp(reason || 'The connection to the gateway broke; what was sent until then is kept.');
    } else {
      setTimeout(() => this.#connect(), backOff(this.#failures - 1) * 1000);
    }
  }

  #giveUp(why) {
    this.#givenUp = true;
    this.#ready = false;
    this.#kept = [];
    this.#socket.close?.();
    this.#onTrouble(why, true);
    this.#finish();
  }
}
