/**
 * Plays a recording together with clicks on its beats and its notes, all on the clock of one
 * AudioContext, so that a click is heard exactly on its beat.
 */

import { lowerBound } from './geometry.js';
import { playClick, playNote } from './voices.js';

/** Sounds are put into the context's schedule this many seconds ahead, every so often. */
const AHEAD = 0.3;
const EVERY = 0.1;

/** Seconds that a loop has at least. */
const SHORTEST_LOOP = 0.2;

export class Player extends EventTarget {
  #context = null;
  #outputs = {};
  #volumes = { recording: 0.9, clicks: 0.5, notes: 0 };
  #buffer = null;
  #samples = null;
  /** Stretches heard one behind the other: {started, from, to}, seconds of the context and, twice, of the recording. */
  #passes = [];
  #sources = new Set();
  #loop = null;
  #from = 0;
  #scheduled = 0;
  #timer = null;
  #sounding = new Set();

  /** What is clicked and what is sung; both in order of time. */
  beats = [];
  notes = [];
  duration = 0;

  get playing() {
    return this.#timer !== null;
  }

  /** The seconds into the recording that are heard now. */
  get time() {
    if (!this.playing) {
      return this.#from;
    }
    const heard = this.#context.currentTime - (this.#context.outputLatency || 0);
    while (this.#passes.length > 1 && this.#passes[1].started <= heard) {
      this.#passes.shift();
    }
    const [{ started, from, to }] = this.#passes;
    return Math.min(to, this.duration, Math.max(from, from + heard - started));
  }

  /** What is played over and over: {from, to} in seconds, or null. */
  get loop() {
    return this.#loop;
  }

  set loop(region) {
    this.#loop = region;
    if (this.playing) {
      this.seek(this.time);
    }
  }

  /** Sets what is played: {channels, sampleRate}, or null for clicks and notes alone. */
  load(samples) {
    this.#samples = samples;
    this.#buffer = null;
  }

  setVolume(which, value) {
    this.#volumes[which] = value;
    // The ear takes loudness by ratios: half a slider is a quarter of the amplitude.
    this.#outputs[which]?.gain.setTargetAtTime(value * value, this.#context.currentTime, 0.02);
  }

  volume(which) {
    return this.#volumes[which];
  }

  async toggle() {
    if (this.playing) {
      this.pause();
    } else {
      await this.play();
    }
  }

  async play() {
    this.#open();
    await this.#context.resume();
    if (this.#from >= this.duration - 0.01 && this.#loop === null) {
      this.#from = 0;
    }
    this.#begin(this.#from);
    this.dispatchEvent(new Event('change'));
  }

  pause() {
    this.#from = this.time;
    this.#silence();
    this.dispatchEvent(new Event('change'));
  }

  seek(time) {
    const to = Math.min(Math.max(0, time), this.duration);
    if (this.playing) {
      this.#silence();
      this.#begin(to);
    } else {
      this.#from = to;
    }
    this.dispatchEvent(new Event('change'));
  }

  #open() {
    if (this.#context !== null) {
      return;
    }
    this.#context = new AudioContext({ latencyHint: 'interactive' });
    for (const which of Object.keys(this.#volumes)) {
      const gain = this.#context.createGain();
      gain.gain.value = this.#volumes[which] ** 2;
      this.#outputs[which] = gain;
    }
    // Many notes at once may add up beyond full scale; this holds them below it.
    const limiter = this.#context.createDynamicsCompressor();
    this.#outputs.notes.connect(limiter).connect(this.#context.destination);
    this.#outputs.recording.connect(this.#context.destination);
    this.#outputs.clicks.connect(this.#context.destination);
  }

  #begin(time) {
    if (this.#samples !== null && this.#buffer === null) {
      const { channels, sampleRate } = this.#samples;
      this.#buffer = this.#context.createBuffer(channels.length, channels[0].length, sampleRate);
      channels.forEach((channel, i) => this.#buffer.copyToChannel(channel, i));
    }
    const loop = this.#loop;
    this.#passes = [];
    this.#pass(this.#context.currentTime + 0.03, loop !== null && (time < loop.from || time >= loop.to) ? loop.from : time);
    this.#timer = setInterval(() => this.#schedule(), EVERY * 1000);
    this.#schedule();
  }

  /** Puts one stretch of the sound into the schedule: to the end of the loop or of the recording. */
  #pass(started, from) {
    const to = this.#loop?.to ?? Infinity;
    this.#passes.push({ started, from, to });
    this.#scheduled = from;
    if (this.#buffer !== null && from < this.#buffer.duration) {
      const source = this.#context.createBufferSource();
      source.buffer = this.#buffer;
      source.connect(this.#outputs.recording);
      source.start(started, from, Math.min(to, source.buffer.duration) - from);
      source.onended = () => this.#sources.delete(source);
      this.#sources.add(source);
    }
  }

  #schedule() {
    const clock = this.#context.currentTime;
    for (;;) {
      const { started, from, to: end } = this.#passes.at(-1);
      // While it is recorded, a recording grows.
      const to = Math.min(end, this.duration);
      const now = from + clock - started;
      // Sound may turn out to end before a loop does.
      const looping = this.#loop !== null && to - this.#loop.from > SHORTEST_LOOP;
      if (!looping && now >= to) {
        this.#from = to;
        this.#silence();
        this.dispatchEvent(new Event('change'));
        return;
      }
      const until = Math.min(to, now + AHEAD);
      this.#sound(until, (time) => Math.max(clock, started + time - from));
      if (!looping || until < to) {
        return;
      }
      // The next time around begins on the sample at which this one ends.
      this.#pass(started + to - from, this.#loop.from);
    }
  }

  /** Puts clicks and notes up to a time of the recording into the schedule. */
  #sound(until, when) {
    const time = (beat) => beat.time;
    for (let i = lowerBound(this.beats, this.#scheduled, time); i < this.beats.length && this.beats[i].time < until; i++) {
      this.#keep(playClick(this.#context, this.#outputs.clicks, when(this.beats[i].time), this.beats[i].number === 1));
    }
    if (this.#volumes.notes > 0) {
      this.#sing(until, when);
    }
    this.#scheduled = Math.max(until, this.#scheduled);
  }

  #sing(until, when) {
    const onset = (note) => note.onset;
    for (let i = lowerBound(this.notes, this.#scheduled, onset); i < this.notes.length && this.notes[i].onset < until; i++) {
      const note = this.notes[i];
      this.#keep(playNote(this.#context, this.#outputs.notes, when(note.onset), note, note.offset - note.onset));
    }
  }

  #keep(sound) {
    this.#sounding.add(sound);
    sound.onended = () => this.#sounding.delete(sound);
  }

  #silence() {
    clearInterval(this.#timer);
    this.#timer = null;
    for (const sound of [...this.#sources, ...this.#sounding]) {
      sound.stop();
    }
    this.#sources.clear();
    this.#sounding.clear();
  }
}
