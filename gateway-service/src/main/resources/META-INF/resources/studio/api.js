/** What the page asks of the gateway. Every address is relative to where the page came from. */

/** An answer that is no success: what went wrong and how to put it right, in one line. */
export class Problem extends Error {
  constructor(status, body) {
    super(body.detail || body.title || `The gateway answered ${status}.`);
    this.status = status;
    this.body = body;
  }
}

/** Nobody answered. */
export class Unreachable extends Error {
  constructor() {
    super('The gateway cannot be reached. Check that it runs, and the connection to it.');
  }
}

const KEY = 'neume.key';

/** What is said of 401: a person at this page sends no headers. */
const NO_KEY = 'This gateway asks for a key. Reload the page to give yours.';
const WRONG_KEY = 'The key in this browser is not valid at this gateway. Reload the page to give another one.';

export const storedKey = () => localStorage.getItem(KEY);

export const storeKey = (key) =>
  key ? localStorage.setItem(KEY, key) : localStorage.removeItem(KEY);

export class Gateway {
  #askForKey;

  /** askForKey: () => Promise of whether the user gave a key, called where one is wanted. */
  constructor(askForKey) {
    this.#askForKey = askForKey;
  }

  /** fetch with the key, if there is one; throws a Problem unless the answer is a success, or Unreachable. */
  async fetch(path, init = {}) {
    const key = storedKey();
    const headers = { ...(key ? { Authorization: `Bearer ${key}` } : {}), ...(init.headers ?? {}) };
    const response = await fetch(path, { ...init, headers }).catch((failed) => {
      throw failed instanceof TypeError ? new Unreachable() : failed;
    });
    if (response.status === 401 && (storedKey() !== key || (await this.#askForKey(key !== null)))) {
      return this.fetch(path, init);
    }
    if (response.status === 401) {
      throw new Problem(401, { detail: storedKey() === null ? NO_KEY : WRONG_KEY });
    }
    if (!response.ok) {
      const body = await response.json().catch(() => ({}));
      throw new Problem(response.status, body);
    }
    return response;
  }

  async #json(path, init) {
    return (await this.fetch(path, init)).json();
  }

  #post(path, body) {
    return this.#json(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  recordings(limit = 12) {
    return this.#json(`recordings?limit=${limit}`);
  }

  recording(id) {
    return this.#json(`recordings/${encodeURIComponent(id)}`);
  }

  corrections(id) {
    return this.#json(`recordings/${encodeURIComponent(id)}/corrections`);
  }

  /** latest: the newest revision that is known here; the gateway refuses where there is a newer one. */
  correct(id, base, latest, constraints) {
    return this.#post(`recordings/${encodeURIComponent(id)}/corrections`, { base, latest, constraints });
  }

  /** Opens a recording that PCM16 will follow for. wishes: see options.js. */
  open(title, sampleRate, channels, live, wishes) {
    return this.#post('recordings', { title, sampleRate, channels, format: 'PCM16', live, ...wishes });
  }

  /** Sends a file as it is, for the gateway to decode. */
  upload(file, title, { analyses, ...others }) {
    const query = new URLSearchParams({ title, analyses: analyses.join(','), ...others });
    const type = file.type.startsWith('audio/') ? file.type : 'application/octet-stream';
    return this.#json(`recordings?${query}`, {
      method: 'POST',
      headers: { 'Content-Type': type },
      body: file,
    });
  }

  /** Sends PCM16 from frame first on; the answer's next is the frame that the gateway wants next. */
  put(id, first, bytes, last) {
    const query = new URLSearchParams({ first: String(first), ...(last ? { last: 'true' } : {}) });
    return this.#json(`recordings/${encodeURIComponent(id)}/audio?${query}`, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/octet-stream' },
      body: bytes,
    });
  }

  /** The address of a file of results: "score.musicxml" of a revision (null: the latest). */
  address(id, name, revision = null) {
    const query = revision === null ? '' : `?revision=${revision}`;
    return `recordings/${encodeURIComponent(id)}/${name}${query}`;
  }
}
