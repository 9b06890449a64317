/**
 * The corrections of one recording: which revision is shown, which constraints are in force, what
 * has been posted and not been answered yet. Each edit posts the whole list as a new revision, in
 * the order of the edits. "change" is dispatched whenever any of it changed.
 */

import { Problem } from './api.js';
import { latestComplete } from './fold.js';
import * as history from './history.js';

export class Corrections extends EventTarget {
  #gateway;
  #id;
  #annotation;
  #history = history.START;
  #known = new Map([[0, { revision: 0, base: null, constraints: [], state: 'complete', cause: null }]]);
  #viewed = null;
  #pending = null;
  #queue = Promise.resolve();
  #seen = new Set();
  #failed;

  /** failed(text): called when an edit came to nothing. */
  constructor(gateway, id, annotation, failed) {
    super();
    this.#gateway = gateway;
    this.#id = id;
    this.#annotation = annotation;
    this.#failed = failed;
  }

  get id() {
    return this.#id;
  }

  /** Revisions, oldest first: {revision, base, constraints, state, cause}. */
  get revisions() {
    return [...this.#known.values()].sort((a, b) => a.revision - b.revision);
  }

  /** The revision whose beats are shown, under the pending edit if there is one. */
  get shown() {
    return this.#viewed ?? latestComplete(this.#annotation);
  }

  /** Whether an older revision is being looked at. */
  get looking() {
    return this.#viewed !== null;
  }

  /** The list that was posted, or is about to be, and not yet answered by beats; null for none. */
  get pending() {
    return this.#viewed === null ? (this.#pending?.constraints ?? null) : null;
  }

  /** The constraints under what is shown. */
  get constraints() {
    return this.pending ?? this.#known.get(this.shown)?.constraints ?? [];
  }

  get canUndo() {
    return history.canUndo(this.#history);
  }

  get canRedo() {
    return history.canRedo(this.#history);
  }

  /** Reads the list of revisions; history is rebuilt from it. */
  async load() {
    const { revisions } = await this.#gateway.corrections(this.#id);
    for (const revision of revisions) {
      this.#known.set(revision.revision, revision);
      // They stand in the list now, whether their beats are here or not.
      this.#seen.add(revision.revision);
    }
    this.#settle();
    this.#history = history.rebuild(this.revisions);
    this.#changed();
  }

  /** Puts the list that transform makes of the one in force into force. */
  edit(transform) {
    const list = transform(this.constraints);
    const base = this.#base();
    this.#viewed = null;
    this.#enter(history.push(this.#history, list), base);
  }

  undo() {
    if (this.canUndo) {
      const base = this.#base();
      this.#viewed = null;
      this.#enter(history.undone(this.#history), base);
    }
  }

  redo() {
    if (this.canRedo) {
      const base = this.#base();
      this.#viewed = null;
      this.#enter(history.redone(this.#history), base);
    }
  }

  /** Shows a revision; the latest one is followed as further ones come. */
  view(revision) {
    this.#viewed = revision === latestComplete(this.#annotation) ? null : revision;
    this.#changed();
  }

  /** To be called when events changed the annotation. */
  update() {
    for (const correction of this.#annotation.corrections.values()) {
      if (!this.#known.has(correction.revision)) {
        this.#known.set(correction.revision, { ...correction, state: 'open', cause: null });
      }
    }
    this.#settle();
    // Others correct, too: what can be undone is what is in the log.
    if (this.#pending === null) {
      this.#history = history.rebuild(this.revisions);
    }
    this.#changed();
  }

  /** Takes over how each revision's beats ended. */
  #settle() {
    for (const [number, beats] of this.#annotation.beats) {
      const revision = this.#known.get(number);
      if (revision !== undefined && beats.end !== 'open') {
        this.#known.set(number, { ...revision, state: beats.end, cause: beats.cause });
      }
    }
    const answered = this.#pending?.revision ? this.#known.get(this.#pending.revision) : null;
    if (answered?.state === 'aborted') {
      this.#history = this.#pending.before;
      this.#pending = null;
      this.#failed(answered.cause ?? 'No beats fit these corrections.');
    } else if (answered && answered.state === 'complete' && this.#annotation.beats.has(answered.revision)) {
      this.#pending = null;
      this.dispatchEvent(new CustomEvent('answered', { detail: answered.revision }));
    }
  }

  /** What an edit made now starts from: the edit before it if that is still under way, else what is shown. */
  #base() {
    const before = this.#viewed === null ? this.#pending : null;
    const { shown } = this;
    return () => before?.revision ?? shown;
  }

  /**
   * The newest revision that an edit made now knows of: of those that others make meanwhile only those whose
   * beats are here, for what a person has not seen, an edit must not overrule.
   */
  #latest() {
    const before = this.#viewed === null ? this.#pending : null;
    const seen = [...this.#known.values()].filter(({ revision, state }) => state !== 'open' || this.#seen.has(revision));
    const latest = Math.max(...seen.map(({ revision }) => revision));
    return () => Math.max(latest, before?.revision ?? 0);
  }

  /** base: gives the revision that this one is made from, once the edits before it were posted. */
  #enter(next, base) {
    const edit = { constraints: history.current(next), base, latest: this.#latest(), revision: null, before: this.#history };
    this.#history = next;
    this.#pending = edit;
    this.#changed();
    this.#queue = this.#queue.then(() => this.#post(edit));
  }

  async #post(edit) {
    try {
      const made = await this.#gateway.correct(this.#id, edit.base(), edit.latest(), edit.constraints);
      this.#seen.add(made.revision);
      this.#known.set(made.revision, { ...made, state: 'open', cause: null });
      edit.revision = made.revision;
      this.#settle();
    } catch (problem) {
      this.#history = edit.before;
      this.#pending = this.#pending === edit ? null : this.#pending;
      if (problem instanceof Problem && problem.status === 409 && problem.body.revision !== undefined) {
        await this.load().catch(() => {});
        this.#failed('Somebody else corrected this recording first. The latest revision is shown; please make your edit again.');
      } else {
        this.#failed(problem.message);
      }
    }
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }
}
