/**
 * The least and greatest sample of every stretch of a recording, at several coarsenesses, so that a
 * waveform of any length is drawn in the time that its pixels take. Grows while one is recorded.
 */
export class Peaks {
  /** Samples per entry of the finest level; every further level is four times as coarse. */
  static FINEST = 128;
  static STEP = 4;

  #levels = [];
  #length = 0;
  #samples;

  /** samples: mono, -1 to 1; kept, not copied. */
  constructor(samples = new Float32Array(0)) {
    this.update(samples);
  }

  get length() {
    return this.#length;
  }

  get samples() {
    return this.#samples;
  }

  /** Takes a longer version of the same samples; only what is new is looked at. */
  update(samples, length = samples.length) {
    this.#samples = samples;
    const known = Math.floor(this.#length / Peaks.FINEST);
    this.#length = length;
    const sizes = [Math.ceil(length / Peaks.FINEST)];
    while (sizes[sizes.length - 1] > 64) {
      sizes.push(Math.ceil(sizes[sizes.length - 1] / Peaks.STEP));
    }
    let from = known;
    sizes.forEach((size, i) => {
      const isNew = this.#levels[i] === undefined;
      const level = grown(this.#levels[i], size);
      this.#levels[i] = level;
      // A level that was not needed before begins at its beginning.
      for (let k = isNew ? 0 : from; k < size; k++) {
        if (i === 0) {
          this.#measure(level, k);
        } else {
          merge(this.#levels[i - 1], sizes[i - 1], level, k);
        }
      }
      from = Math.floor(from / Peaks.STEP);
    });
    this.#levels.length = sizes.length;
  }

  #measure(level, k) {
    let low = 0;
    let high = 0;
    const end = Math.min(this.#length, (k + 1) * Peaks.FINEST);
    for (let s = k * Peaks.FINEST; s < end; s++) {
      const value = this.#samples[s];
      low = value < low ? value : low;
      high = value > high ? value : high;
    }
    level[2 * k] = low;
    level[2 * k + 1] = high;
  }

  /** [low, high] over samples from (inclusive) to (exclusive), exact to the finest level's entries. */
  range(from, to) {
    const first = Math.max(0, Math.floor(from));
    const last = Math.min(this.#length, Math.max(Math.ceil(to), first + 1));
    if (last - first < 2 * Peaks.FINEST) {
      return extremes(this.#samples, first, last);
    }
    let i = 0;
    let size = Peaks.FINEST;
    while (i + 1 < this.#levels.length && size * Peaks.STEP * 2 <= last - first) {
      i++;
      size *= Peaks.STEP;
    }
    const level = this.#levels[i];
    let low = 0;
    let high = 0;
    const end = Math.ceil(last / size);
    for (let k = Math.floor(first / size); k < end; k++) {
      low = Math.min(low, level[2 * k]);
      high = Math.max(high, level[2 * k + 1]);
    }
    return [low, high];
  }
}

function grown(level, size) {
  if (level !== undefined && level.length >= 2 * size) {
    return level;
  }
  const larger = new Float32Array(Math.max(2 * size, level === undefined ? 0 : 2 * level.length));
  if (level !== undefined) {
    larger.set(level);
  }
  return larger;
}

function merge(finer, count, level, k) {
  let low = 0;
  let high = 0;
  for (let j = k * Peaks.STEP; j < Math.min(count, (k + 1) * Peaks.STEP); j++) {
    low = Math.min(low, finer[2 * j]);
    high = Math.max(high, finer[2 * j + 1]);
  }
  level[2 * k] = low;
  level[2 * k + 1] = high;
}

function extremes(samples, first, last) {
  let low = Infinity;
  let high = -Infinity;
  for (let s = first; s < last; s++) {
    low = Math.min(low, samples[s]);
    high = Math.max(high, samples[s]);
  }
  return low > high ? [0, 0] : [low, high];
}
