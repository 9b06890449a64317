/** The studio: shows one recording, and turns what the user does into corrections of it. */

import { $, announce, tell } from './dom.js';
import * as edits from './constraints.js';
import { showBeatList } from './beat-list.js';
import { showDownloads } from './downloads.js';
import { clock } from './format.js';
import { lowerBound, nearest } from './geometry.js';
import * as panels from './panels.js';
import { Player } from './player.js';
import { Pointer } from './pointer.js';
import { Recording } from './recording.js';
import { Score } from './score.js';
import { rangeFor } from './tempo.js';
import { Timeline } from './timeline.js';

const time = (beat) => beat.time;

export class Studio {
  #gateway;
  #recording = null;
  #timeline = new Timeline($('#timeline'), $('#overview'));
  #player = new Player();
  #score;
  #pointer;
  #shown = {};

  constructor(gateway) {
    this.#gateway = gateway;
    this.#score = new Score(gateway);
    this.#score.addEventListener('seek', (event) => this.seek(event.detail));
    this.#player.addEventListener('change', () => this.#playerChanged());
    this.#timeline.addEventListener('view', () => this.#listBeats());
    this.#pointer = new Pointer(this.#timeline, {
      seek: (to) => this.seek(to),
      choose: (beat) => this.#choose(beat),
      move: (beat, to) => this.moveBeat(beat.time, to),
      add: (at) => this.addBeat(at),
      select: (region) => this.select(region),
    });
    $('#beat-details').addEventListener('toggle', () => this.#listBeats(this.#timeline.playhead));
  }

  get timeline() {
    return this.#timeline;
  }

  get player() {
    return this.#player;
  }

  get recording() {
    return this.#recording;
  }

  /** Shows a recording; samples: what was decoded here, or null. */
  open(id, title, samples) {
    this.close();
    $('#title').textContent = title ?? '';
    $('#start').hidden = true;
    $('#studio').hidden = false;
    this.#shown = {};
    const recording = new Recording(this.#gateway, id, (text) => tell(text, 'bad'));
    this.#recording = recording;
    recording.addEventListener('change', () => this.#recording === recording && this.#render());
    recording.corrections.addEventListener('answered', (event) => announce(`Revision ${event.detail} is here.`));
    if (samples !== null) {
      recording.sent = 0;
      recording.setSamples(samples);
    }
    recording.start().catch((problem) => this.#recording === recording && this.#trouble(problem.message));
    return recording;
  }

  close() {
    this.#recording?.close();
    this.#recording = null;
    if (this.#player.playing) {
      this.#player.pause();
    }
    this.#player.load(null);
    this.#player.beats = [];
    this.#player.notes = [];
    this.#player.duration = 0;
    this.#player.seek(0);
    this.#timeline.chosen = null;
    this.#timeline.setSound(null, 44100);
    this.#timeline.setBeats([]);
    this.#timeline.setNotes([]);
    this.#timeline.setDuration(0);
    this.#score.show(null);
    this.select(null);
    $('#trouble').hidden = true;
    $('#studio').hidden = true;
  }

  #trouble(text) {
    $('#trouble').textContent = text;
    $('#trouble').hidden = false;
  }

  /** Brings the page in line with the recording; each part only when its own matter changed. */
  #render() {
    const recording = this.#recording;
    const { info, annotation, corrections, beats, notes, duration } = recording;
    const changed = (name, value) => {
      const news = this.#shown[name] !== value;
      this.#shown[name] = value;
      return news;
    };
    this.#timeline.setDuration(duration);
    this.#player.duration = duration;
    if (changed('peaks', recording.peaks)) {
      this.#timeline.setSound(recording.peaks, recording.sampleRate);
    } else if (recording.live) {
      this.#timeline.soundGrew();
      this.#timeline.setPlayhead(duration, true);
    }
    if (changed('samples', recording.samples)) {
      this.#player.load(recording.samples);
    }
    const news = changed('beats', beats);
    if (news) {
      this.#timeline.setBeats(beats);
      this.#player.beats = beats;
      this.#keepChoice(beats);
      panels.showTempo(beats, recording.tempi, (reading) => this.chooseTempo(reading));
      this.#listBeats();
    }
    if (changed('notes', notes) || changed('note count', notes.length)) {
      this.#timeline.setNotes(notes);
      this.#player.notes = notes;
    }
    if (info !== null && changed('title', info.title)) {
      $('#title').textContent = info.title || 'Untitled';
      document.title = `${info.title || 'Untitled'} – Neume studio`;
    }
    const revisions = JSON.stringify([corrections.revisions, corrections.shown, corrections.pending]);
    if (changed('revisions', revisions)) {
      panels.showRevisions(corrections, (revision) => corrections.view(revision));
      panels.showConstraints(corrections.constraints, (i) => corrections.edit((list) => edits.remove(list, i)));
      $('#undo').disabled = !corrections.canUndo;
      $('#redo').disabled = !corrections.canRedo;
    }
    const revision = corrections.shown;
    if (changed('downloads', `${info?.title} ${revision}`)) {
      showDownloads($('#downloads'), this.#gateway, recording.id, info?.title ?? '', revision, (text) => tell(text, 'bad'));
    }
    this.#renderState(recording);
    panels.showFacts(info, annotation, beats, duration);
    this.#renderScore(recording);
    this.#place();
  }

  #renderState(recording) {
    const { info, annotation, duration, sent, finished } = recording;
    panels.showProgress(annotation, duration, sent, (finished && !recording.live) || recording.failed);
    $('#studio').dataset.state = finished ? 'complete' : (info?.state ?? 'opening');
    if (recording.failed) {
      this.#trouble(info.cause ?? 'This recording could not be processed.');
    } else if (!recording.connected) {
      this.#trouble('The connection to the gateway broke; trying again…');
    } else if (info !== null) {
      $('#trouble').hidden = true;
    }
    const done = finished && this.#shown.announced !== recording.id;
    if (done) {
      this.#shown.announced = recording.id;
      announce('Beats, notes and score are complete.');
    }
  }

  #renderScore(recording) {
    const score = recording.score;
    if (score === null || !score.event.final) {
      return;
    }
    const key = `${recording.id} ${score.revision} ${score.event.scoreRevision ?? 0}`;
    if (this.#shown.score !== key) {
      this.#shown.score = key;
      const address = this.#gateway.address(recording.id, 'score.musicxml', score.revision);
      const note = `${score.event.measures} measures${score.revision > 0 ? `, revision ${score.revision}` : ''}`;
      this.#score.show({ key, address, note, measureStarts: score.event.measureStarts ?? [] });
    }
  }

  // Playing

  seek(to) {
    this.#player.seek(to);
  }

  #playerChanged() {
    const { playing } = this.#player;
    $('#play').setAttribute('aria-label', playing ? 'Pause' : 'Play');
    $('#play use').setAttribute('href', playing ? '#i-pause' : '#i-play');
    this.#tick(true);
  }

  /** Moves everything that follows the playhead; goes on by itself while playing. */
  #tick(jumped) {
    const { playing } = this.#player;
    const now = this.#player.time;
    this.#timeline.setPlayhead(now, playing || jumped);
    this.#score.follow(now, playing);
    this.#place();
    if (playing) {
      requestAnimationFrame(() => this.#player.playing && this.#tick(false));
    }
  }

  #place() {
    const now = this.#timeline.playhead;
    const text = clock(now, 1);
    if ($('#clock').textContent !== text) {
      $('#clock').textContent = text;
    }
    const beats = this.#timeline.beats;
    const at = lowerBound(beats, now + 0.001, time) - 1;
    const place = at < 0 ? '' : `bar ${beats[at].bar}, beat ${beats[at].number}`;
    if ($('#place').textContent !== place) {
      $('#place').textContent = place;
    }
  }

  #listBeats(at = null) {
    showBeatList(this.#timeline.beats, (beat) => {
      this.#choose(beat);
      this.seek(beat.time);
    }, at);
  }

  // Choosing and editing beats

  #choose(beat) {
    this.#timeline.chosen = beat?.time ?? null;
    this.#timeline.refresh();
    $('#downbeat').textContent = beat?.number === 1 ? 'Unmark downbeat' : 'Mark downbeat';
  }

  /** After the beats changed, the nearest one to the chosen one stays chosen. */
  #keepChoice(beats) {
    const { chosen } = this.#timeline;
    const i = chosen === null ? -1 : nearest(beats, chosen, time);
    const beat = i >= 0 && Math.abs(beats[i].time - chosen) < 0.15 ? beats[i] : null;
    this.#choose(beat);
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
    this.#choose(beat);
    this.seek(beat.time);
    const kind = beat.number === 1 ? 'Downbeat' : `Beat ${beat.number}`;
    announce(`${kind}, bar ${beat.bar}, ${clock(beat.time)}${beat.pinned ? ', pinned' : ''}`);
  }

  #edit(transform, words) {
    this.#recording?.corrections.edit(transform);
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
    const pin = edits.pinAt(this.#recording.corrections.constraints, beat.time);
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
    this.#pointer.selecting = !this.#pointer.selecting;
    $('#select-region').setAttribute('aria-pressed', String(this.#pointer.selecting));
    if (this.#pointer.selecting && this.#timeline.region === null) {
      this.select(this.#barsFrom(this.#timeline.playhead, 4));
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
