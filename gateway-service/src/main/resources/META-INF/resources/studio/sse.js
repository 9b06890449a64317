/**
 * A reader of the text/event-stream format. The page reads events with fetch instead of
 * EventSource because only fetch can send the Authorization header.
 */
export class EventReader {
  #rest = '';
  #id = null;
  // Of the event that is being read: it counts once that is whole.
  #next = null;
  #fields = { event: '', data: [] };

  /** The id of the last whole event: where to resume from. */
  get lastId() {
    return this.#id;
  }

  /** The whole events, {id, event, data}, that this further piece of text completes. */
  push(text) {
    const lines = (this.#rest + text).split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop();
    const events = [];
    for (const line of lines) {
      if (line !== '') {
        this.#field(line);
      } else if (this.#fields.data.length > 0) {
        this.#id = this.#next;
        const data = JSON.parse(this.#fields.data.join('\n'));
        events.push({ id: this.#id, event: this.#fields.event || 'message', data });
        this.#fields = { event: '', data: [] };
      }
    }
    return events;
  }

  #field(line) {
    const colon = line.indexOf(':');
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (name === 'data') {
      this.#fields.data.push(value);
    } else if (name === 'event') {
      this.#fields.event = value;
    } else if (name === 'id') {
      this.#next = value;
    }
  }
}

/** Seconds to wait before try number n (from 0): doubled each time up to 15, with some chance. */
export const backOff = (n, random = Math.random) => Math.min(15, 0.5 * 2 ** n) * (0.75 + random() / 2);
