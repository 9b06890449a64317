/**
 * The timeline: beats, sound, tempo and notes over one another in one view, the playhead on top,
 * and an overview of the whole below. Draws at most once per frame of the screen, and only when
 * something changed; the playhead has a canvas of its own, so that playback redraws little else.
 */

import * as draw from './draw.js';
import { fit, follow, pan, xAt, zoom } from './geometry.js';
import { lanes, pitchSpan } from './lanes.js';
import { heat, palette } from './palette.js';
import { Peaks } from './peaks.js';
import { Spectrogram } from './spectrogram.js';
import { tempoCurve } from './tempo.js';

export class Timeline extends EventTarget {
  #element;
  #base;
  #top;
  #overview;
  #view = { start: 0, end: 30, width: 800 };
  #size = { width: 800, height: 420, overview: 36 };
  #colors = palette();
  #heat = null;
  #spectrogram = new Spectrogram();
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
    [this.#base, this.#top] = element.querySelectorAll('canvas');
    this.#overview = overview;
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
    return lanes(this.#size.height);
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
    return Math.max(8, this.#size.width / 45);
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
    this.#spectrogram.forget();
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
    this.#colors = palette();
    this.#heat = heat(this.#colors);
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
    const overview = this.#overview.clientHeight;
    this.#size = { width, height, overview };
    const ratio = devicePixelRatio || 1;
    for (const canvas of [this.#base, this.#top]) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
    }
    this.#overview.width = Math.round(width * ratio);
    this.#overview.height = Math.round(overview * ratio);
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
      this.#drawBase();
      this.#drawOverview();
    }
    this.#drawTop();
  }

  #context(canvas) {
    const g = canvas.getContext('2d');
    const ratio = devicePixelRatio || 1;
    g.setTransform(ratio, 0, 0, ratio, 0, 0);
    return g;
  }

  #drawBase() {
    const g = this.#context(this.#base);
    const lane = this.lanes;
    const { peaks, sampleRate, loudest } = this.#sound;
    const { beats, curve, notes, longest, span } = this.#content;
    draw.drawFrame(g, this.#view, lane, this.#colors);
    if (peaks.length > 0 && this.picture === 'spectrogram') {
      this.#heat ??= heat(this.#colors);
      this.#spectrogram.draw(g, this.#view, lane.sound, this.#heat, peaks, sampleRate, devicePixelRatio || 1);
    } else if (peaks.length > 0) {
      draw.drawWave(g, this.#view, lane.sound, this.#colors, peaks, sampleRate, loudest);
    }
    draw.drawNotes(g, this.#view, lane.notes, this.#colors, notes, longest, span);
    draw.drawRegion(g, this.#view, lane, this.#colors, this.region);
    draw.drawClock(g, this.#view, lane.sound, this.#colors);
    draw.drawTempo(g, this.#view, lane.tempo, this.#colors, curve);
    draw.drawNames(g, this.#view, lane, this.#colors);
    draw.drawBeats(g, this.#view, lane, this.#colors, beats, this.chosen);
  }

  #drawTop() {
    const g = this.#context(this.#top);
    g.clearRect(0, 0, this.#size.width, this.#size.height);
    if (this.dragged !== null) {
      g.fillStyle = this.#colors.pending;
      g.fillRect(Math.round(xAt(this.#view, this.dragged.time)) - 1, 0, 2, this.lanes.tempo.bottom);
    }
    const x = Math.round(xAt(this.#view, this.playhead));
    g.fillStyle = this.#colors.playhead;
    g.fillRect(x - 0.5, 0, 1.5, this.#size.height);
    g.beginPath();
    g.moveTo(x - 5, 0);
    g.lineTo(x + 6, 0);
    g.lineTo(x + 0.5, 7);
    g.fill();
    this.#element.dataset.playhead = this.playhead.toFixed(3);
  }

  #drawOverview() {
    const g = this.#context(this.#overview);
    const { width, overview: height } = this.#size;
    const whole = { start: 0, end: Math.max(this.duration, 0.01), width };
    const { peaks, sampleRate, loudest } = this.#sound;
    g.fillStyle = this.#colors.soft;
    g.fillRect(0, 0, width, height);
    if (peaks.length > 0) {
      draw.drawWave(g, whole, { top: 0, bottom: height, height }, this.#colors, peaks, sampleRate, loudest);
    }
    const from = xAt(whole, this.#view.start);
    g.strokeStyle = this.#colors.accent;
    g.lineWidth = 2;
    g.strokeRect(from + 1, 1, Math.max(4, xAt(whole, this.#view.end) - from - 2), height - 2);
  }
}
