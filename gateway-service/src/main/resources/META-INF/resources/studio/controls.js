/** The studio's buttons, sliders and keys: what each of them does. */

import { storedKey } from './api.js';
import { $, closeMessage, tell } from './dom.js';
import { fillHelp, watchKeys } from './keys.js';

/** What one step of zooming multiplies pixels per second by. */
const ZOOM = 1.6;

/** How far a beat is moved by a key, in seconds. */
const NUDGE = 0.01;

/** What buttons do, by their ids; the actions are those of the keys. */
const BUTTONS = {
  play: 'toggle',
  'zoom-in': 'zoomIn',
  'zoom-out': 'zoomOut',
  'zoom-all': 'zoomAll',
  'show-wave': 'wave',
  'show-spectrogram': 'spectrogram',
  'add-beat': 'add',
  'delete-beat': 'remove',
  downbeat: 'downbeat',
  undo: 'undo',
  redo: 'redo',
  loop: 'loop',
  'select-region': 'select',
  'region-clear': 'clear',
  'meter-set': 'meter',
  'tempo-set': 'tempo',
  share: 'share',
};

/** Everything that can be done to an open recording. */
function actionsOf(studio, complain) {
  const { timeline, editor, player, loop } = studio;
  const picture = (shown) => {
    timeline.setPicture(shown);
    $('#show-wave').setAttribute('aria-pressed', String(shown === 'wave'));
    $('#show-spectrogram').setAttribute('aria-pressed', String(shown === 'spectrogram'));
  };
  return {
    toggle: () => player.duration > 0 && player.toggle().catch(complain),
    previous: () => editor.step(-1),
    next: () => editor.step(1),
    home: () => studio.seek(0),
    end: () => studio.seek(timeline.duration),
    earlier: () => editor.nudge(-NUDGE),
    later: () => editor.nudge(NUDGE),
    add: () => editor.addBeat(timeline.playhead),
    remove: () => editor.deleteBeat(),
    downbeat: () => editor.toggleDownbeat(),
    regionFrom: () => editor.regionEdge('from'),
    regionTo: () => editor.regionEdge('to'),
    select: () => editor.toggleSelecting(),
    clear: () => editor.select(null),
    loop: () => loop.toggle(),
    meter: () => editor.setMeter(Number($('#meter').value)),
    tempo: () => editor.setTempo(Number($('#tempo-from').value), Number($('#tempo-to').value)),
    undo: () => studio.recording.corrections.undo(),
    redo: () => studio.recording.corrections.redo(),
    zoomIn: () => timeline.zoomBy(ZOOM),
    zoomOut: () => timeline.zoomBy(1 / ZOOM),
    zoomAll: () => timeline.zoomOut(),
    wave: () => picture('wave'),
    spectrogram: () => picture('spectrogram'),
    picture: () => picture(timeline.picture === 'wave' ? 'spectrogram' : 'wave'),
    share: () => share(studio.recording.id),
  };
}

async function share(id) {
  const address = new URL(`?recording=${encodeURIComponent(id)}`, document.baseURI).href;
  const readers = storedKey() === null ? '' : ' Only people with your key can open it.';
  try {
    await navigator.clipboard.writeText(address);
    tell(`The link is copied.${readers}`, 'good');
  } catch {
    tell(`The link: ${address}${readers}`);
  }
}

/** Sets all of them going; complain(problem): what did not work. */
export function watchControls(studio, complain) {
  const inStudio = (act) => () => (studio.recording === null ? false : act());
  const actions = Object.fromEntries(
    Object.entries(actionsOf(studio, complain)).map(([name, act]) => [name, inStudio(act)]),
  );
  for (const [id, name] of Object.entries(BUTTONS)) {
    $(`#${id}`).addEventListener('click', actions[name]);
  }
  for (const which of ['recording', 'clicks', 'notes']) {
    $(`#volume-${which}`).addEventListener('input', (event) => studio.player.setVolume(which, Number(event.target.value)));
  }
  $('#region').addEventListener('submit', (event) => event.preventDefault());
  $('#message-close').addEventListener('click', closeMessage);
  const help = () => $('#help').showModal();
  $('#help-open').addEventListener('click', help);
  watchKeys({ ...actions, help });
  fillHelp($('#help-keys'));
}
