/**
 * Undo and redo over revisions. A history is an immutable {lists, at}: the lists of constraints in
 * the order in which they were made, and which of them is in force. Undo makes a further revision
 * with an earlier list, so the log only ever grows.
 */

import { same } from './constraints.js';

export const START = { lists: [[]], at: 0 };

/** The history after an edit that put this list in force; what could be redone is forgotten. */
export function push(history, list) {
  const lists = [...history.lists.slice(0, history.at + 1), list];
  return { lists, at: lists.length - 1 };
}

export const canUndo = (history) => history.at > 0;

export const canRedo = (history) => history.at < history.lists.length - 1;

export const current = (history) => history.lists[history.at];

export const undone = (history) => (canUndo(history) ? { ...history, at: history.at - 1 } : history);

export const redone = (history) => (canRedo(history) ? { ...history, at: history.at + 1 } : history);

/**
 * The history that a list of revisions shows, after a reload: a revision that repeats the list
 * before the one in force was an undo, one that repeats the list after it a redo. Revisions that
 * failed took no effect.
 */
export function rebuild(revisions) {
  let history = START;
  for (const revision of revisions) {
    if (revision.revision === 0 || revision.state === 'aborted') {
      continue;
    }
    const list = revision.constraints;
    if (same(list, current(history))) {
      continue;
    }
    if (canUndo(history) && same(list, history.lists[history.at - 1])) {
      history = undone(history);
    } else if (canRedo(history) && same(list, history.lists[history.at + 1])) {
      history = redone(history);
    } else {
      history = push(history, list);
    }
  }
  return history;
}
