/** How the height of the timeline is shared out, top to bottom, in CSS pixels. */

/** {beats, sound, tempo, notes}: each {top, height, bottom}. */
export function lanes(height) {
  const beats = 38;
  const tempo = Math.round(Math.min(72, height * 0.14));
  const rest = height - beats - tempo;
  const sound = Math.round(rest * 0.46);
  const tops = [0, beats, beats + sound, beats + sound + tempo];
  const heights = [beats, sound, tempo, rest - sound];
  return Object.fromEntries(
    ['beats', 'sound', 'tempo', 'notes'].map((name, i) => [
      name,
      { top: tops[i], height: heights[i], bottom: tops[i] + heights[i] },
    ]),
  );
}

/** The MIDI pitches that the piano roll shows: those of the notes, whole octaves, at least two. */
export function pitchSpan(notes) {
  if (notes.length === 0) {
    return { low: 48, high: 84 };
  }
  let low = 127;
  let high = 0;
  for (const note of notes) {
    low = Math.min(low, note.pitch);
    high = Math.max(high, note.pitch);
  }
  low = Math.max(0, low - 2);
  high = Math.min(128, high + 3);
  const missing = Math.max(0, 24 - (high - low));
  return { low: Math.max(0, low - Math.floor(missing / 2)), high: Math.min(128, high + Math.ceil(missing / 2)) };
}
