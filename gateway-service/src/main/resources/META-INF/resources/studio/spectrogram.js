/**
 * Draws the spectrogram of what is visible. Columns are computed once per position on a fixed grid
 * and kept, newest first out last, so that scrolling costs only what comes into sight.
 */

import { secondsPerPixel, timeAt } from './geometry.js';
import { column, rowBins } from './spectrum.js';

const KEPT = 6000;

export class Spectrogram {
  #columns = new Map();
  #key = '';
  #bins = [];

  forget() {
    this.#columns.clear();
  }

  /** An image of the view: rows high, one column per pixel; table: 256 colors of three bytes. */
  draw(g, view, lane, table, peaks, sampleRate, ratio) {
    const width = Math.round(view.width);
    const rows = Math.round(lane.height);
    const key = `${rows} ${sampleRate}`;
    if (key !== this.#key) {
      this.forget();
      this.#key = key;
      this.#bins = rowBins(rows, sampleRate, Math.min(16000, sampleRate / 2));
    }
    const image = new ImageData(width, rows);
    const grid = this.#grid(secondsPerPixel(view) * sampleRate);
    for (let x = 0; x < width; x++) {
      const center = Math.round((timeAt(view, x) * sampleRate) / grid) * grid;
      const loudness = this.#column(peaks, center);
      for (let row = 0; row < rows; row++) {
        const at = 4 * ((rows - 1 - row) * width + x);
        const color = 3 * loudness[row];
        image.data[at] = table[color];
        image.data[at + 1] = table[color + 1];
        image.data[at + 2] = table[color + 2];
        image.data[at + 3] = 255;
      }
    }
    const canvas = new OffscreenCanvas(width, rows);
    canvas.getContext('2d').putImageData(image, 0, 0);
    g.imageSmoothingEnabled = ratio > 1;
    g.drawImage(canvas, 0, lane.top, width, lane.height);
  }

  /** Samples between columns: the power of two at or below the pixels' own distance, at least 64. */
  #grid(samplesPerPixel) {
    return Math.max(64, 2 ** Math.floor(Math.log2(Math.max(64, samplesPerPixel))));
  }

  #column(peaks, center) {
    const known = this.#columns.get(center);
    if (known !== undefined) {
      return known;
    }
    if (this.#columns.size >= KEPT) {
      this.#columns.delete(this.#columns.keys().next().value);
    }
    const made = column(peaks.samples, peaks.length, center, this.#bins);
    this.#columns.set(center, made);
    return made;
  }
}
