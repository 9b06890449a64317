/**
 * One open recording: what is known of it from the gateway, its samples where they are at hand, and
 * its corrections. Dispatches "change" a few times a second at most while results come in by themselves.
 * Knows nothing of the page's elements.
 */

import { USUAL, kindsOf } from './analyses.js';
import { Corrections } from './corrections.js';
import { followEvents } from './events.js';
import { emptyAnnotation, finished, fold, shownNotes } from './fold.js';
import { mono } from './pcm.js';
import { Peaks } from './peaks.js';
import { countBars, markPins, preview } from './preview.js';
import { fetchSound } from './sound.js';

/** How soon a change is told, in ms: of what a person did; of what comes in by itself, at most this often. */
const SOON = 16;
const EVERY = 150;

export class Recording extends EventTarget {
  #gateway;
  #stop = new AbortController();
  #timer = null;
  #due = 0;
  #told = 0;
  #complete = false;
  #loaded = false;
  #beats = { source: null, count: -1, constraints: null, pending: null, result: [] };

  id;
  info = null;
  annotation = emptyAnnotation();
  corrections;
  connected = true;
  /** {channels, sampleRate} to play, or null. */
  samples = null;
  /** Why there are no samples: "busy", or as sound.js names it; null where there are, or are about to be. */
  missing = null;
  /** The waveform's peaks, and the rate of its samples. */
  peaks = null;
  sampleRate = 44100;
  /** Seconds that it has, where that is known before its samples are here; else 0. */
  length = 0;
  /** Seconds that this page has sent, null where it sends nothing. */
  sent = null;
  live = false;

  constructor(gateway, id, failed) {
    super();
    this.#gateway = gateway;
    this.id = id;
    this.corrections = new Corrections(gateway, id, this.annotation, failed);
    this.corrections.addEventListener('change', () => this.changed(this.finished));
  }

  /** Reads what there is and follows what comes, until close(); over broken connections, too. */
  async start() {
    this.#look();
    await followEvents(
      this.#gateway,
      this.id,
      (list) => this.#take(list),
      (connected) => {
        this.connected = connected;
        if (connected) {
          this.#look();
        }
        this.changed();
      },
      this.#stop.signal,
    );
  }

  /** Reads what no event tells, until it was read once. */
  #look() {
    if (this.info === null) {
      this.refreshInfo();
    }
    if (!this.#loaded) {
      this.#loaded = true;
      this.corrections.load().catch(() => {
        this.#loaded = false;
      });
    }
  }

  close() {
    this.#stop.abort();
  }

  #take(events) {
    let news = false;
    let ended = false;
    for (const event of events) {
      news = fold(this.annotation, event) || news;
      ended ||= event.data.end === 'aborted' || event.data.state === 'failed';
    }
    if (news) {
      this.corrections.update();
    }
    const complete = this.finished && !this.#complete;
    this.#complete ||= complete;
    if (ended || complete) {
      this.refreshInfo();
    }
  }

  async refreshInfo() {
    try {
      this.info = await this.#gateway.recording(this.id);
      this.changed();
    } catch {
      // What is known stays; the next event asks again.
    }
  }

  /** Sets the sound: samples that this page has, {channels, sampleRate}. */
  setSamples(samples) {
    this.samples = samples;
    this.missing = null;
    this.sampleRate = samples.sampleRate;
    this.peaks = new Peaks(mono(samples.channels));
    this.changed();
  }

  /** Fetches the sound from the gateway, with patience; without it everything but the waveform works. */
  async fetchSamples() {
    const { samples, missing } = await fetchSound(this.#gateway, this.id, this.#stop.signal, () => this.lack('busy'));
    if (samples !== null) {
      this.setSamples(samples);
    } else if (this.samples === null) {
      this.lack(missing);
    }
  }

  /** Says why there are no samples. */
  lack(missing) {
    this.missing = missing;
    this.changed();
  }

  /** Whether a further look may give more of the sound than is here. */
  get lacksSound() {
    const notes = [...this.annotation.notes.values()].map(({ to }) => to);
    const whole = Math.max(this.info?.seconds ?? 0, this.annotation.beats.get(0)?.to ?? 0, ...notes);
    return this.samples === null ? this.missing === null || this.missing === 'none' : this.duration < whole - 1;
  }

  /** Seconds of the recording as far as known. */
  get duration() {
    const lastBeat = this.annotation.beats.get(0)?.to ?? 0;
    const own = this.peaks === null ? this.length : this.peaks.length / this.sampleRate;
    return Math.max(own, own > 0 ? 0 : (this.info?.seconds ?? 0), own > 0 ? 0 : lastBeat);
  }

  get #analyses() {
    return this.info?.analyses ?? USUAL;
  }

  /** The kinds of result that were asked for, as far as known. */
  get kinds() {
    return kindsOf(this.#analyses);
  }

  get finished() {
    return this.info !== null && finished(this.annotation, this.#analyses);
  }

  get failed() {
    return this.info?.state === 'failed';
  }

  /** The beats to show: of the revision shown, under the pending edit, with pins and bars. */
  get beats() {
    const { shown, constraints, pending } = this.corrections;
    const source = this.annotation.beats.get(shown)?.items ?? [];
    const known = this.#beats;
    if (known.source !== source || known.count !== source.length || known.constraints !== constraints || known.pending !== pending) {
      const moved = pending === null ? source : preview(source, pending);
      const result = countBars(markPins(moved, constraints));
      this.#beats = { source, count: source.length, constraints, pending, result };
    }
    return this.#beats.result;
  }

  get tempi() {
    return this.annotation.beats.get(this.corrections.shown)?.tempi ?? this.annotation.tempo?.tempi ?? [];
  }

  get notes() {
    return shownNotes(this.annotation);
  }

  /** The score of the revision shown, if it is written: {revision, event}, or null. */
  get score() {
    const { shown } = this.corrections;
    const event = this.annotation.scores.get(shown);
    return event === undefined || event.end === 'aborted' ? null : { revision: shown, event };
  }

  /**
   * Says that something is new: soon where a person waits for what they did, else a few times a second,
   * for results come in by the dozen and the page shares its processor with the decoding.
   */
  changed(soon = false) {
    const now = performance.now();
    const due = now + (soon ? SOON : Math.max(SOON, this.#told + EVERY - now));
    if (this.#timer !== null && this.#due <= due) {
      return;
    }
    clearTimeout(this.#timer);
    this.#due = due;
    // A timer and not a frame of the screen: results come in while the page is hidden, too.
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#told = performance.now();
      this.dispatchEvent(new Event('change'));
    }, due - now);
  }
}
