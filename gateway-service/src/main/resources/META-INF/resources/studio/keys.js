/** The keyboard. Keys act while no field, list or slider has the focus. */

import { make } from './dom.js';

/** Each: keys as KeyboardEvent.key names them, how they are shown, what they do, its action's name. */
export const SHORTCUTS = [
  { keys: [' '], shown: 'Space', does: 'Play or pause', action: 'toggle' },
  { keys: ['ArrowLeft'], shown: '←', does: 'Previous beat', action: 'previous' },
  { keys: ['ArrowRight'], shown: '→', does: 'Next beat', action: 'next' },
  { keys: ['Home'], shown: 'Home', does: 'To the beginning', action: 'home' },
  { keys: ['End'], shown: 'End', does: 'To the end', action: 'end' },
  { keys: [','], shown: ',', does: 'Move the beat 10 ms earlier', action: 'earlier' },
  { keys: ['.'], shown: '.', does: 'Move the beat 10 ms later', action: 'later' },
  { keys: ['b', 'B'], shown: 'B', does: 'Add a beat at the playhead', action: 'add' },
  { keys: ['Delete', 'Backspace'], shown: 'Del', does: 'Delete the beat', action: 'remove' },
  { keys: ['d', 'D'], shown: 'D', does: 'Mark or unmark a downbeat', action: 'downbeat' },
  { keys: ['['], shown: '[', does: 'Region begins at the playhead', action: 'regionFrom' },
  { keys: [']'], shown: ']', does: 'Region ends at the playhead', action: 'regionTo' },
  { keys: ['l', 'L'], shown: 'L', does: 'Loop the region, or the next four bars', action: 'loop' },
  { keys: ['z', 'Z'], shown: 'Z', does: 'Undo', action: 'undo' },
  { keys: ['y', 'Y'], shown: 'Y or Shift Z', does: 'Redo', action: 'redo' },
  { keys: ['+', '='], shown: '+', does: 'Zoom in', action: 'zoomIn' },
  { keys: ['-'], shown: '−', does: 'Zoom out', action: 'zoomOut' },
  { keys: ['0'], shown: '0', does: 'Show all of it', action: 'zoomAll' },
  { keys: ['s', 'S'], shown: 'S', does: 'Waveform or spectrogram', action: 'picture' },
  { keys: ['?'], shown: '?', does: 'Show these keys', action: 'help' },
];

const TYPING = 'input, select, textarea, dialog, [contenteditable]';

/** What keys a focused control needs for itself. */
const needs = (target, key) =>
  target.closest(TYPING) !== null ||
  ((key === ' ' || key === 'Enter') && target.closest('button, a, summary') !== null) ||
  (/^Arrow|^Home|^End/.test(key) && target.closest('#score, #revisions') !== null);

/** What changes the recording. */
const EDITS = new Set(['earlier', 'later', 'add', 'remove', 'downbeat', 'undo', 'redo']);

/** The shortcut's action for a key event, or null. */
export function actionOf(event) {
  if (event.altKey || ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() !== 'z')) {
    return null;
  }
  if (event.key === 'Z' && event.shiftKey) {
    return 'redo';
  }
  return SHORTCUTS.find((shortcut) => shortcut.keys.includes(event.key))?.action ?? null;
}

/** Calls actions[name]() on its key; an action that is missing lets the key through. */
export function watchKeys(actions) {
  document.addEventListener('keydown', (event) => {
    const target = event.target instanceof Element ? event.target : document.body;
    const name = actionOf(event);
    if (event.repeat && EDITS.has(name)) {
      // A key that is held down asks for one revision, not for thirty a second.
      event.preventDefault();
      return;
    }
    if (name !== null && !needs(target, event.key) && actions[name]?.() !== false) {
      event.preventDefault();
    }
  });
}

export function fillHelp(list) {
  list.replaceChildren(
    ...SHORTCUTS.flatMap(({ shown, does }) => [make('dt', {}, make('kbd', {}, shown)), make('dd', {}, does)]),
  );
}
