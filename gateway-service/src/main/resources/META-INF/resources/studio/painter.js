/**
 * Paints the timeline on its canvases: one for what stays while music plays, one on top for the
 * playhead, so that playback redraws little else, and one below for the overview of the whole.
 */

import * as draw from './draw.js';
import { xAt } from './geometry.js';
import { lanes } from './lanes.js';
import { heat, palette } from './palette.js';
import { Spectrogram } from './spectrogram.js';

const ratio = () => devicePixelRatio || 1;

/** A canvas's context in CSS pixels. */
function context(canvas) {
  const g = canvas.getContext('2d');
  g.setTransform(ratio(), 0, 0, ratio(), 0, 0);
  return g;
}

export class Painter {
  #base;
  #top;
  #overview;
  #size = { width: 800, height: 420, overview: 36 };
  #colors = palette();
  #heat = null;
  #spectrogram = new Spectrogram();

  /** element: holds the two canvases over one another; overview: the canvas below. */
  constructor(element, overview) {
    [this.#base, this.#top] = element.querySelectorAll('canvas');
    this.#overview = overview;
  }

  /** {width, height, overview}: of the timeline, and the overview's height, in CSS pixels. */
  get size() {
    return this.#size;
  }

  get lanes() {
    return lanes(this.#size.height);
  }

  resize(size) {
    const { width, height, overview } = size;
    this.#size = size;
    for (const canvas of [this.#base, this.#top]) {
      canvas.width = Math.round(width * ratio());
      canvas.height = Math.round(height * ratio());
    }
    this.#overview.width = Math.round(width * ratio());
    this.#overview.height = Math.round(overview * ratio());
  }

  /** Takes the colors of the theme that is shown now. */
  recolor() {
    this.#colors = palette();
    this.#heat = null;
  }

  /** To be called when another sound is painted. */
  forgetSound() {
    this.#spectrogram.forget();
  }

  /** sound: {peaks, sampleRate, loudest}; music: {beats, curve, notes, longest, span}; marks: {picture, region, chosen}. */
  base(view, sound, music, marks) {
    const g = context(this.#base);
    const lane = this.lanes;
    const colors = this.#colors;
    const { peaks, sampleRate, loudest } = sound;
    draw.drawFrame(g, view, lane, colors);
    if (peaks.length > 0 && marks.picture === 'spectrogram') {
      this.#heat ??= heat(colors);
      this.#spectrogram.draw(g, view, lane.sound, this.#heat, peaks, sampleRate, ratio());
    } else if (peaks.length > 0) {
      draw.drawWave(g, view, lane.sound, colors, peaks, sampleRate, loudest);
    }
    draw.drawNotes(g, view, lane.notes, colors, music.notes, music.longest, music.span);
    draw.drawRegion(g, view, lane, colors, marks.region);
    draw.drawClock(g, view, lane.sound, colors);
    draw.drawTempo(g, view, lane.tempo, colors, music.curve);
    draw.drawNames(g, view, lane, colors);
    draw.drawBeats(g, view, lane, colors, music.beats, marks.chosen);
  }

  /** The playhead, and a beat under the finger: {time}, or null. */
  top(view, playhead, dragged) {
    const g = context(this.#top);
    g.clearRect(0, 0, this.#size.width, this.#size.height);
    if (dragged !== null) {
      g.fillStyle = this.#colors.pending;
      g.fillRect(Math.round(xAt(view, dragged.time)) - 1, 0, 2, this.lanes.tempo.bottom);
    }
    const x = Math.round(xAt(view, playhead));
    g.fillStyle = this.#colors.playhead;
    g.fillRect(x - 0.5, 0, 1.5, this.#size.height);
    g.beginPath();
    g.moveTo(x - 5, 0);
    g.lineTo(x + 6, 0);
    g.lineTo(x + 0.5, 7);
    g.fill();
  }

  /** The whole sound of so many seconds, with a frame around what the view shows. */
  overview(view, duration, { peaks, sampleRate, loudest }) {
    const g = context(this.#overview);
    const { width, overview: height } = this.#size;
    const whole = { start: 0, end: Math.max(duration, 0.01), width };
    g.fillStyle = this.#colors.soft;
    g.fillRect(0, 0, width, height);
    if (peaks.length > 0) {
      draw.drawWave(g, whole, { top: 0, bottom: height, height }, this.#colors, peaks, sampleRate, loudest);
    }
    const from = xAt(whole, view.start);
    g.strokeStyle = this.#colors.accent;
    g.lineWidth = 2;
    g.strokeRect(from + 1, 1, Math.max(4, xAt(whole, view.end) - from - 2), height - 2);
  }
}
