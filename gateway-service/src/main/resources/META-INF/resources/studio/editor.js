/**
 * What the user does to beats: choosing one, moving, adding, deleting, marking, and constraints for
 * a region. Every edit goes to the corrections of the open recording and is told to screen readers.
 */

import * as edits from './constraints.js';
import { $, announce, tell } from './dom.js';
import { barName, clock } from './format.js';
import { lowerBound, nearest } from './geometry.js';
import { rangeFor } from './tempo.js';

const time = (beat) => beat.time;

/** Dispatches "region" when another region, or none, is selected. */
export class Editor extends EventTarget {
  #timeline;
  #corrections;
  #seek;

  /** Whether a plain drag on the timeline selects a region. */
  selecting = false;

  /** corrections: () => those of the open recording, or undefined; seek(time): moves the playhead. */
  constructor(timeline, corrections, seek) {
    super();
    this.#timeline = timeline;
    this.#corrections = corrections;
    this.#seek = seek;
  }

  choose(beat) {
    this.#timeline.chosen = beat?.time ?? null;
    this.#timeline.refresh();
    $('#downbeat').textContent = beat?.number === 1 ? 'Unmark downbeat' : 'Mark downbeat';
  }

  /** After the beats changed, the nearest one to the chosen one stays chosen. */
  keepChoice(beats) {
    const { chosen } = this.#timeline;
    const i = chosen === null ? -1 : nearest(beats, chosen, time);
    const beat = i >= 0 && Math.abs(beats[i].time - chosen) < 0.15 ? beats[i] : null;
    this.choose(beat);
  }

  /** The chosen beat, else the one nearest to the playhead, with the distance to its neighbor. */
  #beat() {
    const beats = this.#timeline.beats;
    const i = nearest(beats, this.#timeline.chosen ?? this.#timeline.playhead, time);
    if (i < 0) {
      tell('There is no beat yet.');
      return null;
    }
    const before = i > 0 ? beats[i].time - beats[i - 1].time : Infinity;
    const after = i + 1 < beats.length ? beats[i + 1].time - beats[i].time : Infinity;
    return { beat: beats[i], interval: Math.min(before, after, 1) };
  }

  /** Steps to the next (1) or previous (-1) beat. */
  step(by) {
    const beats = this.#timeline.beats;
    if (beats.length === 0) {
      return;
    }
    const now = this.#timeline.chosen ?? this.#timeline.playhead;
    const i = by > 0 ? lowerBound(beats, now + 0.005, time) : lowerBound(beats, now - 0.005, time) - 1;
    const beat = beats[Math.max(0, Math.min(beats.length - 1, i))];
    this.choose(beat);
    this.#seek(beat.time);
    const kind = beat.number === 1 ? 'Downbeat' : `Beat ${beat.number}`;
    announce(`${kind}, ${barName(beat.bar)}, ${clock(beat.time)}${beat.pinned ? ', pinned' : ''}`);
  }

  #edit(transform, words) {
    this.#corrections()?.edit(transform);
    announce(words);
  }

  addBeat(at) {
    const beats = this.#timeline.beats;
    const i = nearest(beats, at, time);
    if (i >= 0 && Math.abs(beats[i].time - at) < edits.SAME_BEAT) {
      tell('There is a beat here already.');
      return;
    }
    this.#timeline.chosen = at;
    this.#edit((list) => edits.addBeat(list, at), `Beat added at ${clock(at)}`);
  }

  deleteBeat() {
    const found = this.#beat();
    if (found !== null) {
      this.#timeline.chosen = null;
      const { beat, interval } = found;
      this.#edit((list) => edits.deleteBeat(list, beat.time, interval), `Beat at ${clock(beat.time)} deleted`);
    }
  }

  moveBeat(from, to) {
    if (Math.abs(from - to) >= 0.002) {
      this.#timeline.chosen = to;
      this.#edit((list) => edits.moveBeat(list, from, to), `Beat moved to ${clock(to)}`);
    }
  }

  nudge(seconds) {
    const found = this.#beat();
    if (found !== null) {
      this.moveBeat(found.beat.time, Math.max(0, found.beat.time + seconds));
    }
  }

  toggleDownbeat() {
    const found = this.#beat();
    if (found === null) {
      return;
    }
    const { beat } = found;
    const pin = edits.pinAt(this.#corrections().constraints, beat.time);
    if (beat.number === 1 && pin?.number !== 1) {
      tell('This is a downbeat already. Mark the beat that is one instead.');
      return;
    }
    this.#timeline.chosen = beat.time;
    const words = pin?.number === 1 ? 'unmarked' : 'marked as downbeat';
    this.#edit((list) => edits.toggleDownbeat(list, beat.time), `Beat at ${clock(beat.time)} ${words}`);
  }

  chooseTempo(reading) {
    const range = rangeFor(this.#timeline.beats, reading.factor);
    if (range !== null) {
      const { minimum, maximum } = range;
      this.#edit((list) => edits.setTempo(list, 0, null, minimum, maximum), `Tempo ${Math.round(reading.bpm)} asked for`);
    }
  }

  // Regions

  select(region) {
    this.#timeline.region = region;
    this.#timeline.refresh();
    $('#region').hidden = region === null;
    if (region !== null) {
      $('#region-text').textContent = `${clock(region.from)} to ${clock(region.to)}`;
    }
    this.dispatchEvent(new Event('region'));
  }

  /** Selects so many bars from the one that is heard now. */
  selectBars(bars) {
    this.select(this.#barsFrom(this.#timeline.playhead, bars));
  }

  /** Puts one end of the region at the playhead. */
  regionEdge(edge) {
    const now = this.#timeline.playhead;
    const old = this.#timeline.region ?? { from: 0, to: this.#timeline.duration };
    const region = edge === 'from' ? { from: now, to: old.to } : { from: old.from, to: now };
    if (region.to > region.from) {
      this.select(region);
      announce(`Region ${clock(region.from)} to ${clock(region.to)}`);
    }
  }

  toggleSelecting() {
    this.selecting = !this.selecting;
    $('#select-region').setAttribute('aria-pressed', String(this.selecting));
    if (this.selecting && this.#timeline.region === null) {
      this.selectBars(4);
    }
  }

  /** The region of so many bars from the one that is heard at a time. */
  #barsFrom(at, bars) {
    const downbeats = this.#timeline.beats.filter((beat) => beat.number === 1);
    const first = Math.max(0, lowerBound(downbeats, at + 0.001, time) - 1);
    const { duration } = this.#timeline;
    return { from: downbeats[first]?.time ?? 0, to: downbeats[first + bars]?.time ?? duration };
  }

  /** The region for a constraint: its end is open where it reaches the end of the recording. */
  #bounds() {
    const { from, to } = this.#timeline.region;
    return [from < 0.02 ? 0 : from, to > this.#timeline.duration - 0.02 ? null : to];
  }

  setMeter(beatsPerBar) {
    const [from, to] = this.#bounds();
    this.#edit((list) => edits.setMeter(list, from, to, beatsPerBar), `${beatsPerBar} beats per bar asked for`);
  }

  setTempo(minimum, maximum) {
    if (!(minimum >= 20 && maximum <= 400 && minimum < maximum)) {
      tell('Give a tempo range from lower to higher, between 20 and 400 BPM.', 'bad');
      return;
    }
    const [from, to] = this.#bounds();
    this.#edit((list) => edits.setTempo(list, from, to, minimum, maximum), `${minimum} to ${maximum} BPM asked for`);
  }
}
