/**
 * The timeline: beats, sound, tempo and notes over one another in one view, the playhead on top,
 * and an overview of the whole below. Knows what is shown and where; has it painted at most once per
 * frame of the screen, and only when something changed.
 */

import { fit, follow, pan, zoom } from './geometry.js';
import { pitchSpan } from './lanes.js';
import { Painter } from './painter.js';
import { Peaks } from './peaks.js';
import { tempoCurve } from './tempo.js';

export class Timeline extends EventTarget {
  #element;
  #overview;
  #painter;
  #view = { start: 0, end: 30, width: 800 };
  #content = { beats: [], curve: [], notes: [], longest: 0, span: pitchSpan([]) };
  #sound = { peaks: new Peaks(), sampleRate: 44100, loudest: 0 };
  #asked = false;
  #stale = true;

  duration = 0;
  playhead = 0;
  chosen = null;
  region = null;
  /** "wave" or "spectrogram". */
  picture = 'wave';
  /** A beat under the finger: {from, time}, or null. */
  dragged = null;

  constructor(element, overview) {
    super();
    this.#element = element;
    this.#overview = overview;
    this.#painter = new Painter(element, overview);
    new ResizeObserver(() => this.#resize()).observe(element);
    this.#resize();
  }

  get element() {
    return this.#element;
  }

  get overview() {
    return this.#overview;
  }

  get view() {
    return this.#view;
  }

  get lanes() {
    return this.#painter.lanes;
  }

  get beats() {
    return this.#content.beats;
  }

  setDuration(duration) {
    if (duration === this.duration) {
      return;
    }
    const whole = this.#view.end - this.#view.start >= this.duration - 0.01;
    this.duration = duration;
    const length = whole ? Math.min(duration, this.#comfortable()) : this.#view.end - this.#view.start;
    this.#show(fit(this.#view.start, length, this.#view.width, duration));
  }

  /** How much of a new recording is shown at first: as much as lets beats be told apart. */
  #comfortable() {
    return Math.max(8, this.#painter.size.width / 45);
  }

  setBeats(beats) {
    this.#content.beats = beats;
    this.#content.curve = tempoCurve(beats);
    this.refresh();
  }

  setNotes(notes) {
    this.#content.notes = notes;
    this.#content.longest = notes.reduce((most, note) => Math.max(most, note.offset - note.onset), 0);
    this.#content.span = pitchSpan(notes);
    this.refresh();
  }

  /** peaks: the samples, or null where there are none. */
  setSound(peaks, sampleRate) {
    this.#sound = { peaks: peaks ?? new Peaks(), sampleRate, loudest: 0 };
    this.#painter.forgetSound();
    this.soundGrew();
  }

  soundGrew() {
    const [low, high] = this.#sound.peaks.range(0, this.#sound.peaks.length);
    this.#sound.loudest = Math.max(-low, high);
    this.refresh();
  }

  setPicture(picture) {
    this.picture = picture;
    this.refresh();
  }

  recolor() {
    this.#painter.recolor();
    this.refresh();
  }

  zoomBy(factor, anchor = this.playhead) {
    const { start, end } = this.#view;
    const at = anchor >= start && anchor <= end ? anchor : (start + end) / 2;
    this.#show(zoom(this.#view, factor, at, this.duration));
  }

  zoomOut() {
    this.#show(fit(0, this.duration, this.#view.width, this.duration));
  }

  panBy(seconds) {
    this.#show(pan(this.#view, seconds, this.duration));
  }

  center(time) {
    const length = this.#view.end - this.#view.start;
    this.#show(fit(time - length / 2, length, this.#view.width, this.duration));
  }

  reveal(time) {
    this.#show(follow(this.#view, time, this.duration));
  }

  /** Moves the playhead; while playing the view turns its page with it. */
  setPlayhead(time, turning) {
    this.playhead = time;
    if (turning) {
      this.reveal(time);
    }
    this.#ask();
  }

  /** Draws everything anew at the next frame. */
  refresh() {
    this.#stale = true;
    this.#ask();
  }

  #show(view) {
    if (view.start !== this.#view.start || view.end !== this.#view.end) {
      this.#view = view;
      this.refresh();
      this.dispatchEvent(new Event('view'));
    }
  }

  #resize() {
    const { clientWidth: width, clientHeight: height } = this.#element;
    if (width === 0) {
      return;
    }
    this.#painter.resize({ width, height, overview: this.#overview.clientHeight });
    const length = this.#view.end - this.#view.start;
    this.#view = this.duration > 0 ? fit(this.#view.start, length, width, this.duration) : { ...this.#view, width };
    this.refresh();
  }

  #ask() {
    if (!this.#asked) {
      this.#asked = true;
      requestAnimationFrame(() => {
        this.#asked = false;
        this.#draw();
      });
    }
  }

  #draw() {
    if (this.#stale) {
      this.#stale = false;
      const { picture, region, chosen } = this;
      this.#painter.base(this.#view, this.#sound, this.#content, { picture, region, chosen });
      this.#painter.overview(this.#view, this.duration, this.#sound);
    }
    this.#painter.top(this.#view, this.playhead, this.dragged);
    this.#element.dataset.playhead = this.playhead.toFixed(3);
  }
}
