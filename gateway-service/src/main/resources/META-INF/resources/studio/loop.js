/** Playing the selected region over and over, as one practices. */

import { $, announce } from './dom.js';
import { clock } from './format.js';

/** Bars that are looped where nothing is selected, and the shortest loop in seconds. */
const BARS = 4;
const SHORTEST = 0.2;

export class Loop {
  #timeline;
  #editor;
  #player;
  #on = false;

  constructor(timeline, editor, player) {
    this.#timeline = timeline;
    this.#editor = editor;
    this.#player = player;
    editor.addEventListener('region', () => this.#follow());
  }

  /** Loops the selected region, or the next bars where none is; or plays on again. */
  toggle() {
    if (!this.#on && this.#timeline.region === null) {
      this.#editor.selectBars(BARS);
    }
    this.#on = !this.#on;
    this.#follow();
    const { loop } = this.#player;
    announce(loop === null ? 'Loop off' : `Loop ${clock(loop.from)} to ${clock(loop.to)}`);
  }

  /** Brings the player in line with what is selected; without a region there is no loop. */
  #follow() {
    const { region } = this.#timeline;
    this.#on &&= region !== null;
    const loop = this.#on && region.to - region.from >= SHORTEST ? { ...region } : null;
    const known = this.#player.loop;
    if (loop?.from !== known?.from || loop?.to !== known?.to) {
      this.#player.loop = loop;
    }
    $('#loop').setAttribute('aria-pressed', String(this.#on));
  }
}
