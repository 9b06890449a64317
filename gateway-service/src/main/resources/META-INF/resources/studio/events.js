/** Follows a recording's events until told to stop, across broken connections and restarts. */

import { Problem } from './api.js';
import { EventReader, backOff } from './sse.js';

const pause = (seconds, signal) =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, seconds * 1000);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });

/**
 * Hands every event to onEvents, in lists as they arrive, and says by onConnected(true or false)
 * whether the stream stands. Resumes behind the last whole event. Ends when signal is aborted, or
 * by a Problem that no further try can mend (no such recording, no right to read it).
 */
export async function followEvents(gateway, id, onEvents, onConnected, signal) {
  let lastId = null;
  let failures = 0;
  while (!signal.aborted) {
    try {
      const headers = { Accept: 'text/event-stream', ...(lastId ? { 'Last-Event-ID': lastId } : {}) };
      const response = await gateway.fetch(gateway.address(id, 'events'), { headers, signal });
      onConnected(true);
      const reader = new EventReader();
      const decoder = new TextDecoder();
      const body = response.body.getReader();
      for (;;) {
        const { done, value } = await body.read();
        if (done) {
          break;
        }
        const events = reader.push(decoder.decode(value, { stream: true }));
        lastId = reader.lastId ?? lastId;
        if (events.length > 0) {
          failures = 0;
          onEvents(events);
        }
      }
    } catch (problem) {
      if (signal.aborted) {
        return;
      }
      if (problem instanceof Problem && problem.status < 500 && problem.status !== 429) {
        throw problem;
      }
    }
    onConnected(false);
    await pause(backOff(failures), signal);
    failures++;
  }
}
