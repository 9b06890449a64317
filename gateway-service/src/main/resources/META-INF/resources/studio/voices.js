/** The two sounds that the page makes itself: a click for a beat, and a soft voice for a note. */

/** A short bright tick, higher on downbeats. */
export function playClick(context, output, when, downbeat) {
  const oscillator = context.createOscillator();
  const gain = context.createGain();
  oscillator.frequency.value = downbeat ? 1760 : 1175;
  gain.gain.setValueAtTime(0, when);
  gain.gain.linearRampToValueAtTime(downbeat ? 0.9 : 0.6, when + 0.002);
  gain.gain.exponentialRampToValueAtTime(0.001, when + 0.06);
  oscillator.connect(gain).connect(output);
  oscillator.start(when);
  oscillator.stop(when + 0.07);
  return oscillator;
}

const waves = new WeakMap();

/** A fundamental with softly falling overtones: between an electric piano and a celesta. */
function wave(context) {
  if (!waves.has(context)) {
    const overtones = new Float32Array([0, 1, 0.42, 0.18, 0.1, 0.03, 0.02]);
    waves.set(context, context.createPeriodicWave(new Float32Array(overtones.length), overtones));
  }
  return waves.get(context);
}

/** One note: MIDI pitch, velocity 0 to 127, seconds long; it dies away like a struck string. */
export function playNote(context, output, when, note, seconds) {
  const oscillator = context.createOscillator();
  const gain = context.createGain();
  const loud = 0.22 * (0.25 + 0.75 * Math.min(1, (note.velocity || 64) / 127));
  oscillator.setPeriodicWave(wave(context));
  oscillator.frequency.value = 440 * 2 ** ((note.pitch - 69) / 12);
  const end = when + Math.max(0.06, seconds);
  gain.gain.setValueAtTime(0, when);
  gain.gain.linearRampToValueAtTime(loud, when + 0.008);
  gain.gain.setTargetAtTime(loud * 0.25, when + 0.01, 0.45);
  gain.gain.setTargetAtTime(0, end, 0.06);
  oscillator.connect(gain).connect(output);
  oscillator.start(when);
  oscillator.stop(end + 0.4);
  return oscillator;
}
