/**
 * The drawings of the timeline. Each takes a canvas context, the view, its lane, the colors and
 * what it draws, and touches only what is visible. Nothing here keeps state.
 */

import { clock } from './format.js';
import { lowerBound, secondsPerPixel, tickStep, timeAt, xAt } from './geometry.js';
import { tempoAxis } from './tempo.js';

const FONT = '11px system-ui, sans-serif';
const time = (item) => item.time;

/** Thin lines between the lanes. */
export function drawFrame(g, view, lanes, colors) {
  g.fillStyle = colors.surface;
  g.fillRect(0, 0, view.width, lanes.notes.bottom);
  g.fillStyle = colors.line;
  for (const lane of [lanes.beats, lanes.sound, lanes.tempo]) {
    g.fillRect(0, lane.bottom - 0.5, view.width, 1);
  }
}

export function drawRegion(g, view, lanes, colors, region) {
  if (region === null) {
    return;
  }
  const from = xAt(view, region.from);
  const to = Math.max(from + 1, xAt(view, region.to));
  g.fillStyle = colors.region;
  g.fillRect(from, 0, to - from, lanes.notes.bottom);
  g.fillStyle = colors.accent;
  g.fillRect(from, 0, 1, lanes.notes.bottom);
  g.fillRect(to - 1, 0, 1, lanes.notes.bottom);
}

/** The waveform: one bar per pixel, with its greatest sample as full height. */
export function drawWave(g, view, lane, colors, peaks, sampleRate, loudest) {
  const middle = (lane.top + lane.bottom) / 2;
  const scale = (lane.height / 2 - 6) / Math.max(loudest, 0.05);
  const perPixel = secondsPerPixel(view) * sampleRate;
  g.fillStyle = colors.wave;
  const last = Math.min(view.width, xAt(view, peaks.length / sampleRate));
  for (let x = 0; x < last; x++) {
    const from = timeAt(view, x) * sampleRate;
    const [low, high] = peaks.range(from, from + perPixel);
    const top = middle - high * scale;
    g.fillRect(x, top, 1, Math.max(1, (high - low) * scale));
  }
}

/** Vertical lines on the beats through all lanes, with handles and bar numbers at the top. */
export function drawBeats(g, view, lanes, colors, beats, chosen) {
  const first = Math.max(0, lowerBound(beats, view.start, time) - 1);
  const shown = beats.slice(first, lowerBound(beats, view.end, time) + 1);
  const spacing = shown.length > 1 ? view.width / shown.length : view.width;
  let free = -Infinity;
  g.font = FONT;
  g.textBaseline = 'middle';
  for (const beat of shown) {
    const x = Math.round(xAt(view, beat.time)) + 0.5;
    const downbeat = beat.number === 1;
    if (!downbeat && spacing < 5) {
      continue;
    }
    const color = beat.pending ? colors.pending : downbeat ? colors.downbeat : colors.beat;
    g.fillStyle = color;
    g.globalAlpha = downbeat ? 0.75 : 0.45;
    g.fillRect(x - 0.5, lanes.beats.bottom - 10, 1, lanes.tempo.bottom - lanes.beats.bottom + 10);
    g.globalAlpha = downbeat ? 0.35 : 0.15;
    g.fillRect(x - 0.5, lanes.notes.top, 1, lanes.notes.height);
    g.globalAlpha = 1;
    if (spacing >= 9 || downbeat) {
      handle(g, x, lanes.beats.bottom - 10, downbeat ? 5 : 3.5, color, beat, colors);
    }
    if (beat.time === chosen) {
      ring(g, x, lanes.beats.bottom - 10, colors.ink);
    }
    if (downbeat && x > free && beat.bar > 0) {
      const text = String(beat.bar);
      g.fillStyle = colors.ink;
      g.textAlign = 'center';
      g.fillText(text, x, 11);
      free = x + g.measureText(text).width + 14;
    }
  }
}

/** The round handle of a beat; a pinned one has a square around it, so that color is not all. */
function handle(g, x, y, radius, color, beat, colors) {
  g.beginPath();
  g.arc(x, y, radius, 0, 2 * Math.PI);
  g.fillStyle = beat.pending ? colors.surface : color;
  g.fill();
  g.lineWidth = 1.5;
  g.strokeStyle = color;
  g.stroke();
  if (beat.pinned) {
    g.strokeRect(x - radius - 3, y - radius - 3, 2 * radius + 6, 2 * radius + 6);
  }
}

function ring(g, x, y, color) {
  g.beginPath();
  g.arc(x, y, 9, 0, 2 * Math.PI);
  g.lineWidth = 2;
  g.strokeStyle = color;
  g.stroke();
}

/** Minutes and seconds along the bottom of the sound. */
export function drawClock(g, view, lane, colors) {
  const step = tickStep(view, 70);
  g.font = FONT;
  g.textAlign = 'left';
  g.textBaseline = 'alphabetic';
  for (let t = Math.ceil(view.start / step) * step; t < view.end; t += step) {
    const x = xAt(view, t);
    g.fillStyle = colors.line;
    g.fillRect(Math.round(x), lane.bottom - 6, 1, 6);
    const text = clock(t, step < 1 ? 1 : 0);
    const width = g.measureText(text).width;
    g.fillStyle = colors.surface;
    g.globalAlpha = 0.75;
    g.fillRect(x + 2, lane.bottom - 16, width + 4, 14);
    g.globalAlpha = 1;
    g.fillStyle = colors.muted;
    g.fillText(text, x + 4, lane.bottom - 5);
  }
}

/** The tempo over time, with its range written at the left. */
export function drawTempo(g, view, lane, colors, curve) {
  if (curve.length === 0) {
    return;
  }
  const axis = tempoAxis(curve);
  const y = (bpm) => lane.bottom - 5 - ((bpm - axis.low) / (axis.high - axis.low)) * (lane.height - 10);
  const first = Math.max(0, lowerBound(curve, view.start, time) - 1);
  const last = Math.min(curve.length, lowerBound(curve, view.end, time) + 1);
  g.beginPath();
  for (let i = first; i < last; i++) {
    g.lineTo(xAt(view, curve[i].time), y(curve[i].bpm));
  }
  g.lineJoin = 'round';
  g.lineWidth = 2;
  g.strokeStyle = colors.tempo;
  g.stroke();
  label(g, colors, `${Math.round(axis.high)} BPM`, lane.top + 13);
  label(g, colors, `${Math.round(axis.low)}`, lane.bottom - 5);
}

function label(g, colors, text, y, right = null) {
  g.font = FONT;
  g.textAlign = 'left';
  g.textBaseline = 'alphabetic';
  const width = g.measureText(text).width;
  const x = right === null ? 7 : right - width - 9;
  g.globalAlpha = 0.8;
  g.fillStyle = colors.surface;
  g.fillRect(x - 3, y - 11, width + 6, 14);
  g.globalAlpha = 1;
  g.fillStyle = colors.muted;
  g.fillText(text, x, y);
}

/** The names of the lanes, at the right. */
export function drawNames(g, view, lanes, colors) {
  label(g, colors, 'tempo', lanes.tempo.top + 14, view.width);
  label(g, colors, 'notes', lanes.notes.top + 15, view.width);
}

/** The piano roll: a bar per note, darker the louder, over rows that show black keys and octaves. */
export function drawNotes(g, view, lane, colors, notes, longest, span) {
  const row = lane.height / (span.high - span.low);
  const top = (pitch) => lane.bottom - (pitch + 1 - span.low) * row;
  for (let pitch = span.low; pitch < span.high; pitch++) {
    if ([1, 3, 6, 8, 10].includes(pitch % 12)) {
      g.fillStyle = colors.soft;
      g.fillRect(0, top(pitch), view.width, row);
    }
  }
  // Notes are in order of onset: one that began earlier may still sound, but none longer than longest.
  const onset = (note) => note.onset;
  const last = lowerBound(notes, view.end, onset);
  g.fillStyle = colors.note;
  for (let i = lowerBound(notes, view.start - longest, onset); i < last; i++) {
    const note = notes[i];
    if (note.offset >= view.start) {
      const x = xAt(view, note.onset);
      g.globalAlpha = 0.45 + 0.55 * Math.min(1, (note.velocity ?? 80) / 110);
      g.fillRect(x, top(note.pitch) + 0.5, Math.max(2, xAt(view, note.offset) - x - 1), Math.max(3, row - 1));
    }
  }
  g.globalAlpha = 1;
  for (let pitch = Math.ceil(span.low / 12) * 12; pitch < span.high; pitch += 12) {
    label(g, colors, `C${pitch / 12 - 1}`, Math.min(top(pitch) + row, lane.bottom - 4));
  }
}
