/**
 * Folds the events of a recording into what is known of it. An annotation is changed in place, as
 * lists of ten thousands of notes grow, and only ever by fold(). Blocks carry sequence numbers: a
 * repeat changes nothing, so that a stream may be read again from any point.
 */

import { kindOf } from './analyses.js';

export function emptyAnnotation() {
  return {
    /** revision -> {beats, tempi, to, end, cause, next} */
    beats: new Map(),
    /** stream -> {notes, to, end, cause, next} */
    notes: new Map(),
    /** the only note of a recording of one, as analysis "pitch" ends: {notes, pitches, cents, family, ...} or null */
    pitch: null,
    /** readings of the tempo by the analysis "tempo": {tempi, end} or null */
    tempo: null,
    /** revision -> the latest score event */
    scores: new Map(),
    /** stage -> the latest status event */
    stages: new Map(),
    /** revision -> {revision, base, constraints} */
    corrections: new Map(),
  };
}

const entry = (map, key, make) => {
  if (!map.has(key)) {
    map.set(key, make());
  }
  return map.get(key);
};

/** Whether the block was new. */
function advance(part, data) {
  const sequence = data.sequence ?? part.next;
  if (sequence < part.next) {
    return false;
  }
  part.next = sequence + 1;
  part.to = Math.max(part.to, data.to ?? part.to);
  part.end = data.end ?? part.end;
  part.cause = data.cause ?? part.cause;
  return true;
}

const part = () => ({ items: [], tempi: [], to: 0, end: 'open', cause: null, next: 0 });

const FOLDS = {
  beats(annotation, data) {
    const beats = entry(annotation.beats, data.revision ?? 0, part);
    if (!advance(beats, data)) {
      return false;
    }
    beats.items.push(...(data.beats ?? []));
    if (data.tempi?.length > 0) {
      beats.tempi = data.tempi;
    }
    return true;
  },
  notes(annotation, data) {
    const notes = entry(annotation.notes, data.stream ?? 'notes', part);
    if (!advance(notes, data)) {
      return false;
    }
    notes.items.push(...(data.notes ?? []));
    return true;
  },
  pitch(annotation, data) {
    annotation.pitch = { ...data, notes: data.note ? [data.note] : [] };
    return true;
  },
  tempo(annotation, data) {
    annotation.tempo = data;
    return true;
  },
  score(annotation, data) {
    const known = annotation.scores.get(data.revision ?? 0);
    if (known && (known.scoreRevision ?? 0) > (data.scoreRevision ?? 0)) {
      return false;
    }
    annotation.scores.set(data.revision ?? 0, data);
    return true;
  },
  status(annotation, data) {
    annotation.stages.set(data.stage, data);
    return true;
  },
  correction(annotation, data) {
    annotation.corrections.set(data.revision, data);
    return true;
  },
};

/** Takes in one event {event, data}; returns whether anything changed. Unknown events are none. */
export function fold(annotation, event) {
  const step = FOLDS[event.event];
  return step === undefined ? false : step(annotation, event.data);
}

/** The latest revision of the beats that is complete, else 0. */
export function latestComplete(annotation) {
  let latest = 0;
  for (const [revision, beats] of annotation.beats) {
    if (beats.end === 'complete' && revision > latest) {
      latest = revision;
    }
  }
  return latest;
}

const NONE = [];

/** The notes to show: of the analysis "notes" where there is one, else of the first that has any. */
export function shownNotes(annotation) {
  const notes = annotation.notes.get('notes') ?? [...annotation.notes.values()][0];
  return notes?.items ?? annotation.pitch?.notes ?? NONE;
}

/** The kinds of result of which there is something. */
export function foundKinds(annotation) {
  const notes = [...annotation.notes.values()].some((part) => part.items.length > 0);
  const score = [...annotation.scores.values()].some((each) => each.end !== 'aborted');
  const found = {
    beats: (annotation.beats.get(0)?.items.length ?? 0) > 0,
    notes,
    score,
    pitch: (annotation.pitch?.notes.length ?? 0) > 0,
    tempo: (annotation.tempo?.tempi?.length ?? 0) > 0,
  };
  return new Set(Object.keys(found).filter((kind) => found[kind]));
}

/** Whether everything that the analyses promise of revision 0 has ended. */
export function finished(annotation, analyses) {
  const ended = (each) => each !== undefined && each.end !== 'open';
  return analyses.every((analysis) => {
    switch (kindOf(analysis)) {
      case 'beats':
        return ended(annotation.beats.get(0));
      case 'score': {
        const score = annotation.scores.get(0);
        return score !== undefined && (score.final || (score.end ?? 'open') !== 'open');
      }
      case 'tempo':
        return ended(annotation.tempo ?? undefined);
      case 'pitch':
        return ended(annotation.pitch ?? undefined);
      default:
        return ended(annotation.notes.get(analysis));
    }
  });
}
