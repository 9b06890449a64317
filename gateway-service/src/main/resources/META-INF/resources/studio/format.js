/** How times, tempi and pitches are written for people. */

/** 75.3 as "1:15.30" with two digits after the point, or as many as asked for. */
export function clock(seconds, digits = 2) {
  const scale = 10 ** digits;
  const all = Math.round(Math.max(seconds, 0) * scale);
  const minutes = Math.floor(all / (60 * scale));
  const rest = (all - minutes * 60 * scale) / scale;
  const text = rest.toFixed(digits);
  return `${minutes}:${rest < 10 ? '0' : ''}${text}`;
}

/** A tempo in beats per minute with one digit at most: 120, 93.5. */
export const bpm = (value) => (Math.round(value * 10) / 10).toString();

const NAMES = ['C', 'C♯', 'D', 'E♭', 'E', 'F', 'F♯', 'G', 'A♭', 'A', 'B♭', 'B'];

/** The name of a MIDI pitch in scientific notation: 60 is C4. */
export const pitchName = (pitch) => `${NAMES[pitch % 12]}${Math.floor(pitch / 12) - 1}`;

/** "1 beat", "2 beats". */
export const count = (number, noun) => `${number.toLocaleString('en-US')} ${noun}${number === 1 ? '' : 's'}`;

/** An ISO date as "Nov 22, 08:00", in the reader's own time zone. */
export const day = (iso) =>
  new Date(iso).toLocaleString('en-US', {
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  });

/** A gateway's line as a sentence: it begins with a capital. */
export const sentence = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** Which bar a beat is in; bar 0 is what comes before the first downbeat. */
export const barName = (bar) => (bar === 0 ? 'pickup' : `bar ${bar}`);
