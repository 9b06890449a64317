/** The lists beside the timeline: tempo, pitch, revisions, constraints in force, progress, recordings. */

import { $, make } from './dom.js';
import { barName, bpm, clock, count, day, pitchName } from './format.js';
import { shownNotes } from './fold.js';
import { lowerBound } from './geometry.js';
import { hadWishes } from './options.js';
import { alternatives, mainTempo } from './tempo.js';
import { beforehand, describe, difference } from './wording.js';

/** The tempo in large, the meter, and a button per other reading: choose(reading). */
export function showTempo(beats, tempi, choose) {
  const main = mainTempo(beats);
  $('#tempo').textContent = main === null ? '–' : bpm(main);
  const meter = commonMeter(beats);
  $('#meter-text').textContent = meter === null ? '' : `${meter} beats per bar`;
  const readings = main === null ? [] : alternatives(main, tempi);
  $('#tempo-choices').replaceChildren(
    ...readings.map((reading) => {
      const own = reading.label === 'Half' || reading.label === 'Double';
      const value = make('b', {}, bpm(reading.bpm));
      return make(
        'button',
        { type: 'button', onclick: () => choose(reading), 'data-factor': String(reading.factor) },
        ...(own ? [`${reading.label} `, value] : [value]),
      );
    }),
  );
}

/** Hides what has nothing to tell where only these kinds of result are asked for. */
export function showParts(kinds) {
  for (const part of document.querySelectorAll('[data-needs]')) {
    part.hidden = !kinds.has(part.dataset.needs);
  }
}

const share = (probability) => `${Math.round(100 * probability)} %`;

/** The pitch of a recording that holds one note; pitch: see fold.js, null while it is looked for. */
export function showPitch(pitch) {
  const [note] = pitch?.notes ?? [];
  $('#pitch').textContent = note === undefined ? '–' : pitchName(note.pitch);
  const cents = Math.round(pitch?.cents ?? 0);
  $('#pitch-cents').textContent = cents === 0 || note === undefined ? '' : `${cents > 0 ? '+' : '−'}${Math.abs(cents)} cents`;
  const others = (pitch?.pitches ?? []).filter((each) => each.pitch !== note?.pitch && each.probability >= 0.01);
  const parts = [
    pitch?.family ? `${pitch.family} (${share(pitch.familyProbability)})` : null,
    others.length > 0 ? `or ${others.slice(0, 3).map((each) => `${pitchName(each.pitch)} (${share(each.probability)})`).join(', ')}` : null,
  ];
  $('#pitch-more').textContent = note === undefined ? '' : parts.filter(Boolean).join('; ');
}

/** The clock, and which beat of which bar is heard. */
export function showPlace(now, beats) {
  const at = lowerBound(beats, now + 0.001, (beat) => beat.time) - 1;
  const place = at < 0 ? '' : `${barName(beats[at].bar)}, beat ${beats[at].number}`;
  for (const [id, text] of [['#clock', clock(now, 1)], ['#place', place]]) {
    if ($(id).textContent !== text) {
      $(id).textContent = text;
    }
  }
}

/** Why there is no sound to see and hear; empty where there is. */
export function showSilence(text) {
  $('#silence').textContent = text;
  $('#silence').hidden = text === '';
}

function commonMeter(beats) {
  const counts = new Map();
  for (const beat of beats) {
    counts.set(beat.beatsPerBar, (counts.get(beat.beatsPerBar) ?? 0) + 1);
  }
  return [...counts.entries()].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}

/** The revisions, newest first, each a button: view(revision). */
export function showRevisions(corrections, view) {
  const { revisions, shown } = corrections;
  const wished = hadWishes(corrections.id);
  const working = corrections.pending !== null;
  const rows = revisions.map((revision, i) => {
    const before = i === 0 ? [] : (revisions.find((r) => r.revision === revision.base) ?? revisions[i - 1]).constraints;
    const name = revision.revision === 0 ? 'As found' : (beforehand(revision, wished) ?? difference(before, revision.constraints));
    const state =
      revision.state === 'aborted'
        ? `Failed: ${revision.cause ?? 'no beats fit'}`
        : revision.state === 'open'
          ? 'Working…'
          : revision.revision === 0
            ? 'What Neume heard by itself'
            : `Revision ${revision.revision}`;
    return make(
      'li',
      { 'data-state': revision.state },
      make(
        'button',
        {
          type: 'button',
          'aria-current': String(revision.revision === shown),
          disabled: revision.state !== 'complete',
          'data-revision': String(revision.revision),
          onclick: () => view(revision.revision),
        },
        name,
        make('small', {}, state),
      ),
    );
  });
  $('#revisions').replaceChildren(...rows.reverse());
  $('#revisions').setAttribute('aria-busy', String(working));
}

/** The constraints in force, each with a button that takes it back: remove(index). */
export function showConstraints(constraints, remove) {
  $('#in-force').hidden = constraints.length === 0;
  $('#constraints').replaceChildren(
    ...constraints.map((constraint, i) => {
      const words = describe(constraint);
      const onclick = () => remove(i);
      return make('li', {}, words, make('button', { type: 'button', class: 'quiet', 'aria-label': `Take back: ${words}`, onclick }, '×'));
    }),
  );
}

/** A bar per step towards these kinds of result, until all have ended. sent: seconds sent, null when not from here. */
export function showProgress(annotation, kinds, seconds, sent, done) {
  const part = (value) => (seconds > 0 ? Math.min(1, value / seconds) : 0);
  const score = annotation.scores.get(0);
  const notes = annotation.notes.get('notes') ?? [...annotation.notes.values()][0];
  const beats = annotation.beats.get(0);
  const ended = (each) => (each === undefined ? 0 : each.end === 'open' ? part(each.to) * 0.99 : 1);
  const heard = Math.max(
    stageShare(annotation.stages.get('features'), seconds),
    part(beats?.to ?? 0),
    part(notes?.to ?? 0),
  );
  const sending = sent !== null && sent < seconds - 0.01;
  const results = {
    beats: ['Beats and bars', ended(beats)],
    notes: ['Notes', ended(notes)],
    score: ['Score', score === undefined ? 0 : score.final ? 1 : part(score.seconds ?? 0) * 0.99],
    pitch: ['Pitch', annotation.pitch === null ? 0 : 1],
  };
  const steps = [sending ? ['Sending', part(sent)] : ['Listening', heard]];
  steps.push(...Object.keys(results).filter((each) => kinds.has(each)).map((each) => results[each]));
  $('#progress').hidden = done;
  const list = $('#progress-steps');
  if (list.children.length !== steps.length) {
    list.replaceChildren(...steps.map(() => make('li', {}, make('span', {}), make('progress', { max: '1' }))));
  }
  steps.forEach(([name, value], i) => {
    const [label, bar] = list.children[i].children;
    const text = value >= 1 ? `${name} ✓` : name;
    if (label.textContent !== text) {
      label.textContent = text;
      bar.setAttribute('aria-label', name);
    }
    list.children[i].dataset.state = value >= 1 ? 'done' : 'working';
    bar.value = value;
  });
}

const stageShare = (stage, seconds) =>
  stage === undefined ? 0 : stage.state === 'completed' ? 1 : Math.min(1, (stage.seconds ?? 0) / Math.max(seconds, 1));

/** The line under the title. */
export function showFacts(info, annotation, beats, duration) {
  const bars = beats.length > 0 ? beats[beats.length - 1].bar : 0;
  const notes = shownNotes(annotation).length;
  const parts = [
    duration > 0 ? clock(duration, 0) : null,
    beats.length > 0 ? count(beats.length, 'beat') : null,
    bars > 0 ? count(bars, 'bar') : null,
    notes > 0 ? count(notes, 'note') : null,
    info?.created ? day(info.created) : null,
  ];
  $('#facts').textContent = parts.filter(Boolean).join(' · ');
}

const STATES = { receiving: 'being recorded', processing: 'working', failed: 'failed' };

/** The last recordings as links. */
export function showRecent(recordings) {
  $('#recent').hidden = recordings.length === 0;
  $('#recent-list').replaceChildren(
    ...recordings.map((recording) => {
      const details = [recording.seconds > 0 ? clock(recording.seconds, 0) : null, STATES[recording.state], day(recording.created)];
      return make(
        'li',
        {},
        make(
          'a',
          { href: `?recording=${encodeURIComponent(recording.id)}` },
          make('b', {}, recording.title || 'Untitled'),
          make('span', { 'data-state': recording.state }, details.filter(Boolean).join(' · ')),
        ),
      );
    }),
  );
}
