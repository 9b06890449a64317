import { Problem } from '../studio/api.js';
import { isLarge } from '../studio/decode.js';
import { fetchSound, silenceInWords } from '../studio/sound.js';
import { check, equal, yes } from './check.js';

/** A gateway of paper: gives its answers in order; those that are problems it throws. */
function paper(...answers) {
  const asked = [];
  return {
    asked,
    address: (id, name) => `${id}/${name}`,
    fetch: async (address) => {
      asked.push(address);
      const answer = answers.shift();
      if (answer instanceof Error) {
        throw answer;
      }
      return answer;
    },
  };
}

const problem = (status) => new Problem(status, { detail: 'no' });

/** What comes of answers, and how often it was said that the gateway is busy. */
async function outcome(...answers) {
  let busy = 0;
  const gateway = paper(...answers);
  const { missing } = await fetchSound(gateway, 'r1', new AbortController().signal, () => busy++, async () => {});
  return [missing, busy, gateway.asked.length];
}

check('a sound that cannot be had is told apart by its cause', async () => {
  let stopped = false;
  const body = { cancel: async () => (stopped = true) };
  const large = { headers: new Headers({ 'Content-Length': String(300 * 1024 * 1024) }), body };
  equal(await outcome(large), ['large', 0, 1]);
  yes(stopped, 'the end of a transfer that is too large');
  equal(await outcome(problem(404)), ['none', 0, 1]);
  equal(await outcome(new Response(new Uint8Array(44))), ['none', 0, 1], 'a head without samples');
  equal(await outcome(problem(403)), ['unreadable', 0, 1]);
  equal(await outcome(new Response(new Uint8Array(1000))), ['unreadable', 0, 1]);
});

check('a gateway that is busy is asked again until it answers', async () => {
  equal(await outcome(problem(503), problem(429), problem(503), problem(404)), ['none', 3, 4]);
  const broken = { headers: new Headers(), arrayBuffer: () => Promise.reject(new TypeError('network error')) };
  equal(await outcome(broken, problem(404)), ['none', 1, 2], 'a connection that broke');
});

check('a page that was left asks no more', async () => {
  const stop = new AbortController();
  const gateway = paper(problem(503), problem(503));
  const { samples, missing } = await fetchSound(gateway, 'r1', stop.signal, () => stop.abort(), async () => {});
  equal([samples, missing, gateway.asked.length], [null, null, 1]);
});

check('each cause of silence has words of its own', () => {
  const lines = ['large', 'busy', 'unreadable', 'none'].map((missing) => silenceInWords(missing, true));
  lines.push(silenceInWords('none', false));
  equal(new Set(lines).size, 5);
  equal(silenceInWords(null, true), '');
});

check('a file of more than 64 MB is large', () => {
  yes(isLarge({ size: 64 * 1024 * 1024 + 1 }));
  yes(!isLarge({ size: 64 * 1024 * 1024 }));
});
