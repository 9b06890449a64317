import { LiveSocket } from '../studio/live-socket.js';
import { check, equal } from './check.js';

/** A WebSocket of paper: keeps what was sent and lets the test answer. */
class PaperSocket extends EventTarget {
  static all = [];
  sent = [];

  constructor() {
    super();
    PaperSocket.all.push(this);
  }

  send(message) {
    this.sent.push(typeof message === 'string' ? message : [...new Int16Array(message)]);
  }

  say(next) {
    this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify({ next }) }));
  }

  close(code) {
    this.dispatchEvent(new CloseEvent('close', { code }));
  }
}

const samples = (...values) => Int16Array.from(values).buffer;

async function withPaper(test) {
  const real = globalThis.WebSocket;
  const timer = globalThis.setTimeout;
  PaperSocket.all = [];
  globalThis.WebSocket = PaperSocket;
  globalThis.setTimeout = (then) => then();
  try {
    await test();
  } finally {
    globalThis.WebSocket = real;
    globalThis.setTimeout = timer;
  }
}

check('what was recorded before the gateway answered is sent once it does', () =>
  withPaper(async () => {
    const live = new LiveSocket('ws://paper', () => {});
    live.send(samples(1, 2));
    const [socket] = PaperSocket.all;
    equal(socket.sent, []);
    socket.say(0);
    live.send(samples(3));
    const ended = live.end();
    equal(socket.sent, [[1, 2], [3], '{"last":true}']);
    socket.close(1000);
    await ended;
  }));

check('a broken connection is taken up at the frame that the gateway wants', () =>
  withPaper(async () => {
    const live = new LiveSocket('ws://paper', () => {});
    PaperSocket.all[0].say(0);
    live.send(samples(1, 2));
    live.send(samples(3, 4));
    PaperSocket.all[0].say(2);
    PaperSocket.all[0].close(1006);
    live.send(samples(5));
    PaperSocket.all[1].say(3);
    equal(PaperSocket.all[1].sent, [[4], [5]]);
  }));

check('a gateway that stays away is given up, and said so', () =>
  withPaper(async () => {
    const troubles = [];
    const live = new LiveSocket('ws://paper', (text) => troubles.push(text));
    while (PaperSocket.all.length < 8) {
      PaperSocket.all[PaperSocket.all.length - 1].close(1006);
    }
    equal(troubles, []);
    PaperSocket.all[7].close(1006);
    await live.end();
    equal(troubles.length, 1);
  }));

check('what the broker does not have yet is sent again to a gateway that lost it', () =>
  withPaper(async () => {
    const live = new LiveSocket('ws://paper', () => {});
    const say = (socket, next, durable) =>
      socket.dispatchEvent(new MessageEvent('message', { data: JSON.stringify({ next, durable }) }));
    say(PaperSocket.all[0], 0, 0);
    live.send(samples(1, 2));
    live.send(samples(3, 4));
    say(PaperSocket.all[0], 4, 1);
    PaperSocket.all[0].close(1006);
    say(PaperSocket.all[1], 1, 1);
    equal(PaperSocket.all[1].sent, [[2], [3, 4]]);
  }));

check('a gateway that greets and refuses for good is not asked again, and said so', () =>
  withPaper(async () => {
    const troubles = [];
    const live = new LiveSocket('ws://paper', (text, over) => troubles.push(over));
    PaperSocket.all[0].say(0);
    live.send(samples(1, 2));
    PaperSocket.all[0].close(4409);
    await live.end();
    equal(PaperSocket.all.length, 1);
    equal(troubles, [true]);
  }));

check('a gateway that greets and breaks off each time is given up', () =>
  withPaper(async () => {
    const troubles = [];
    const live = new LiveSocket('ws://paper', (text, over) => troubles.push(over));
    for (let i = 0; i < 8; i++) {
      PaperSocket.all[i].say(0);
      PaperSocket.all[i].close(1006);
    }
    await live.end();
    equal(PaperSocket.all.length, 8);
    equal(troubles, [true]);
  }));

check('a gateway that asks for patience is asked again', () =>
  withPaper(async () => {
    new LiveSocket('ws://paper', () => {});
    PaperSocket.all[0].close(4429);
    equal(PaperSocket.all.length, 2);
  }));

check('samples that are here no longer are never taken for others', () =>
  withPaper(async () => {
    const troubles = [];
    const live = new LiveSocket('ws://paper', (text, over) => troubles.push(over));
    PaperSocket.all[0].say(0);
    live.send(samples(1, 2));
    live.send(samples(3, 4));
    PaperSocket.all[0].say(4);
    PaperSocket.all[0].close(1006);
    PaperSocket.all[1].say(0);
    await live.end();
    equal(PaperSocket.all[1].sent, []);
    equal(troubles, [true]);
  }));
