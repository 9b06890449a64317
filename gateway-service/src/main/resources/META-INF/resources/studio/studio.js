/** The studio: shows one recording, and keeps all that is shown of it in line with what is known. */

import { showBeatList } from './beat-list.js';
import { remove } from './constraints.js';
import { $, announce, closeMessage, tell } from './dom.js';
import { Downloads } from './downloads.js';
import { Editor } from './editor.js';
import { foundKinds } from './fold.js';
import { sentence } from './format.js';
import { Loop } from './loop.js';
import * as panels from './panels.js';
import { Player } from './player.js';
import { watchPointer } from './pointer.js';
import { Recording } from './recording.js';
import { Score } from './score.js';
import { silenceInWords } from './sound.js';
import { Timeline } from './timeline.js';

export class Studio {
  #gateway;
  #recording = null;
  #timeline = new Timeline($('#timeline'), $('#overview'));
  #player = new Player();
  #score;
  #downloads;
  #editor;
  #loop;
  #shown = {};

  constructor(gateway) {
    this.#gateway = gateway;
    this.#score = new Score(gateway);
    this.#downloads = new Downloads(gateway, (text) => tell(text, 'bad'));
    this.#score.addEventListener('seek', (event) => this.seek(event.detail));
    this.#player.addEventListener('change', () => this.#playerChanged());
    this.#timeline.addEventListener('view', () => this.#listBeats());
    const seek = (to) => this.seek(to);
    this.#editor = new Editor(this.#timeline, () => this.#recording?.corrections, seek);
    this.#loop = new Loop(this.#timeline, this.#editor, this.#player);
    watchPointer(this.#timeline, this.#editor, seek);
    $('#beat-details').addEventListener('toggle', () => this.#listBeats(this.#timeline.playhead));
  }

  get timeline() {
    return this.#timeline;
  }

  get editor() {
    return this.#editor;
  }

  get loop() {
    return this.#loop;
  }

  get player() {
    return this.#player;
  }

  get recording() {
    return this.#recording;
  }

  /** Shows a recording; sound: what this page is about to send of it (see decode.js), or null. */
  open(id, title, sound) {
    this.close();
    $('#title').textContent = title ?? '';
    $('#start').hidden = true;
    $('#studio').hidden = false;
    this.#shown = {};
    const recording = new Recording(this.#gateway, id, (text) => tell(text, 'bad'));
    this.#recording = recording;
    recording.addEventListener('change', () => this.#recording === recording && this.#render());
    recording.corrections.addEventListener('answered', (event) => announce(`Revision ${event.detail} is here.`));
    if (sound !== null) {
      recording.sent = 0;
      recording.length = sound.frames / sound.sampleRate;
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
    this.#editor.select(null);
    $('#trouble').hidden = true;
    $('#progress').hidden = true;
    $('#studio').hidden = true;
    $('#studio').dataset.state = 'closed';
  }

  #trouble(text) {
    $('#trouble').textContent = sentence(text);
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
    const silence = info === null ? '' : silenceInWords(recording.missing, recording.finished || recording.failed);
    if (changed('silence', silence)) {
      panels.showSilence(silence);
    }
    const news = changed('beats', beats);
    if (news) {
      this.#timeline.setBeats(beats);
      this.#player.beats = beats;
      this.#editor.keepChoice(beats);
      panels.showTempo(beats, recording.tempi, (reading) => this.#editor.chooseTempo(reading));
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
      panels.showConstraints(corrections.constraints, (i) => corrections.edit((list) => remove(list, i)));
      $('#undo').disabled = !corrections.canUndo;
      $('#redo').disabled = !corrections.canRedo;
    }
    const kinds = recording.kinds;
    if (changed('kinds', [...kinds].join(' '))) {
      panels.showParts(kinds);
    }
    if (changed('pitch', annotation.pitch)) {
      panels.showPitch(annotation.pitch);
    }
    const found = foundKinds(annotation);
    if (recording.samples !== null || recording.missing === 'large' || recording.missing === 'busy') {
      found.add('sound');
    }
    this.#downloads.show(recording, found);
    // What failed before anything was found has nothing to show but its cause.
    $('#columns').hidden = recording.failed && found.size === 0;
    this.#renderState(recording);
    panels.showFacts(info, annotation, beats, duration);
    this.#renderScore(recording);
    panels.showPlace(this.#timeline.playhead, this.#timeline.beats);
  }

  #renderState(recording) {
    const { info, annotation, duration, sent, finished } = recording;
    panels.showProgress(annotation, recording.kinds, duration, sent, (finished && !recording.live) || recording.failed);
    $('#studio').dataset.state = finished ? 'complete' : (info?.state ?? 'opening');
    if (recording.failed) {
      if (this.#shown.failed !== recording.id) {
        this.#shown.failed = recording.id;
        closeMessage();
      }
      this.#trouble(info.cause ?? 'This recording could not be processed.');
    } else if (!recording.connected) {
      this.#trouble('The connection to the gateway broke; trying again…');
    } else if (info !== null) {
      $('#trouble').hidden = true;
    }
    const done = finished && this.#shown.announced !== recording.id;
    if (done) {
      this.#shown.announced = recording.id;
      announce('All that was asked for has been found.');
    }
  }

  #renderScore(recording) {
    const score = recording.score;
    if (score === null || !score.event.final) {
      if (this.#shown.score !== undefined) {
        this.#shown.score = null;
        this.#score.outdated(recording.annotation.scores.get(recording.corrections.shown)?.cause ?? null);
      }
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
    panels.showPlace(this.#timeline.playhead, this.#timeline.beats);
    if (playing) {
      requestAnimationFrame(() => this.#player.playing && this.#tick(false));
    }
  }

  #listBeats(at = null) {
    showBeatList(this.#timeline.beats, (beat) => {
      this.#editor.choose(beat);
      this.seek(beat.time);
    }, at);
  }
}
