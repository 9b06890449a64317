/** The colors of the drawings, taken from the style sheet so that both themes live in one place. */

const NAMES = [
  'surface', 'ink', 'muted', 'line', 'soft', 'accent', 'downbeat', 'beat', 'wave', 'tempo', 'note', 'region', 'playhead', 'pending',
];

/** {surface, ink, ...}: each a CSS color. */
export function palette() {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(NAMES.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
}

const channels = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));

/** 256 colors from the surface through two hues to the ink: loudness in a spectrogram. */
export function heat(colors) {
  const stops = [colors.surface, colors.wave, colors.accent, colors.downbeat].map(channels);
  const table = new Uint8Array(256 * 3);
  for (let i = 0; i < 256; i++) {
    const place = (i / 255) ** 1.7 * (stops.length - 1);
    const low = Math.min(stops.length - 2, Math.floor(place));
    for (let c = 0; c < 3; c++) {
      table[3 * i + c] = stops[low][c] + (stops[low + 1][c] - stops[low][c]) * (place - low);
    }
  }
  return table;
}
