/** The spectrogram: magnitudes of short windows of the samples, on a logarithmic axis. */

/** Samples per window: at 44.1 kHz 46 ms, bins of 21.5 Hz. */
export const WINDOW = 2048;

/** The lowest frequency shown, in Hz: just under the C of the great octave. */
export const LOWEST = 60;

const hann = Float32Array.from({ length: WINDOW }, (unused, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / WINDOW));
const cosine = Float32Array.from({ length: WINDOW / 2 }, (unused, i) => Math.cos((2 * Math.PI * i) / WINDOW));
const sine = Float32Array.from({ length: WINDOW / 2 }, (unused, i) => -Math.sin((2 * Math.PI * i) / WINDOW));
const real = new Float32Array(WINDOW);
const imaginary = new Float32Array(WINDOW);

/** The radix-2 transform of (real, imaginary), in place (Cooley and Tukey 1965). */
function transform() {
  for (let i = 1, j = 0; i < WINDOW; i++) {
    let bit = WINDOW >> 1;
    for (; j & bit; bit >>= 1) {
      j ^= bit;
    }
    j ^= bit;
    if (i < j) {
      const value = real[i];
      real[i] = real[j];
      real[j] = value;
    }
  }
  imaginary.fill(0);
  for (let size = 2; size <= WINDOW; size <<= 1) {
    const half = size >> 1;
    const step = WINDOW / size;
    for (let start = 0; start < WINDOW; start += size) {
      for (let k = 0, t = 0; k < half; k++, t += step) {
        const a = start + k;
        const b = a + half;
        const re = real[b] * cosine[t] - imaginary[b] * sine[t];
        const im = real[b] * sine[t] + imaginary[b] * cosine[t];
        real[b] = real[a] - re;
        imaginary[b] = imaginary[a] - im;
        real[a] += re;
        imaginary[a] += im;
      }
    }
  }
}

/** The magnitudes of the window around sample center, 0 to 1 for a full-scale sine; zeros outside. */
export function magnitudes(samples, length, center) {
  const first = Math.round(center) - WINDOW / 2;
  for (let i = 0; i < WINDOW; i++) {
    const at = first + i;
    real[i] = at >= 0 && at < length ? samples[at] * hann[i] : 0;
  }
  transform();
  const result = new Float32Array(WINDOW / 2);
  for (let i = 0; i < WINDOW / 2; i++) {
    result[i] = (Math.hypot(real[i], imaginary[i]) * 4) / WINDOW;
  }
  return result;
}

/** The bins [from, to) that each of so many rows shows, lowest row first, up to highest Hz. */
export function rowBins(rows, sampleRate, highest) {
  const width = sampleRate / WINDOW;
  const edge = (row) => (LOWEST * (highest / LOWEST) ** (row / rows)) / width;
  return Array.from({ length: rows }, (unused, row) => {
    const from = Math.min(WINDOW / 2 - 1, Math.floor(edge(row)));
    return { from, to: Math.min(WINDOW / 2, Math.max(from + 1, Math.ceil(edge(row + 1)))), at: edge(row + 0.5) };
  });
}

/** The loudness that is shown black and that is shown brightest, in decibels of full scale. */
const SOFTEST = -78;
const LOUDEST = -14;

/** Rows of loudness, 0 (at most SOFTEST) to 255 (LOUDEST and above), of one column. */
export function column(samples, length, center, bins) {
  const power = magnitudes(samples, length, center);
  return Uint8Array.from(bins, ({ from, to, at }) => {
    let value = 0;
    if (to - from <= 2) {
      const low = Math.max(0, Math.floor(at - 0.5));
      const share = at - 0.5 - low;
      value = power[low] * (1 - share) + power[Math.min(power.length - 1, low + 1)] * share;
    } else {
      for (let i = from; i < to; i++) {
        value = Math.max(value, power[i]);
      }
    }
    const decibels = 20 * Math.log10(value + 1e-9);
    return Math.max(0, Math.min(255, Math.round(((decibels - SOFTEST) / (LOUDEST - SOFTEST)) * 255)));
  });
}
