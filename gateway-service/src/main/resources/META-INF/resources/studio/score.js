/**
 * The score, drawn by OpenSheetMusicDisplay. The library is more than the rest of the page
 * together, so it is fetched when the score first comes into sight and not before.
 */

import { lowerBound } from './geometry.js';
import { Problem } from './api.js';
import { $ } from './dom.js';

const LIBRARY = new URL('lib/opensheetmusicdisplay/opensheetmusicdisplay.min.js', import.meta.url);

let library = null;

/** The library; one script element, once. */
function loadLibrary() {
  library ??= new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = LIBRARY;
    script.onload = () => resolve(window.opensheetmusicdisplay);
    script.onerror = () => {
      library = null;
      reject(new Error('The score library could not be loaded; reload the page.'));
    };
    document.head.append(script);
  });
  return library;
}

/** CSS pixels per unit of the library's own measure of space, at its zoom of 1. */
const UNIT = 10;

/** What did not work is tried again after this, in ms. */
const AGAIN = 4000;

export class Score extends EventTarget {
  #gateway;
  #display = null;
  #starts = [];
  #boxes = [];
  #wanted = null;
  #shown = null;
  #inSight = false;
  #at = -1;
  #working = false;

  constructor(gateway) {
    super();
    this.#gateway = gateway;
    new IntersectionObserver(([entry]) => {
      this.#inSight = entry.isIntersecting;
      this.#work();
    }, { rootMargin: '120px' }).observe($('#score-card'));
    new ResizeObserver(() => this.#resized()).observe($('#score'));
    $('#score-page').addEventListener('click', (event) => this.#clicked(event));
  }

  /** Wants this score shown: {address, measureStarts, key}; key tells scores apart. Null for none. */
  show(score) {
    this.#wanted = score;
    if (score === null) {
      this.#shown = null;
      this.#boxes = [];
      $('#score-sheet').replaceChildren();
      this.#display = null;
    }
    if (score !== null && score.key === this.#shown) {
      $('#score-note').textContent = score.note;
    }
    $('#score-empty').hidden = score !== null;
    $('#score-page').hidden = score === null;
    this.#work();
  }

  /** Says that the beats are of a revision whose score is not here: cause tells why it never will be, null if it will. */
  outdated(cause) {
    $('#score-note').textContent = cause === null ? 'Being written again for this revision…' : `No score of this revision: ${cause}`;
  }

  async #work() {
    const wanted = this.#wanted;
    if (!this.#inSight || this.#working || wanted === null || wanted.key === this.#shown) {
      return;
    }
    this.#working = true;
    $('#score-note').textContent = 'Writing the score…';
    try {
      const { OpenSheetMusicDisplay } = await loadLibrary();
      const text = await (await this.#gateway.fetch(wanted.address)).text();
      this.#display ??= new OpenSheetMusicDisplay($('#score-sheet'), {
        autoResize: false,
        backend: 'svg',
        drawTitle: false,
        drawComposer: false,
        drawPartNames: false,
        drawMeasureNumbersOnlyAtSystemStart: true,
        // Rests of several measures in one would leave measures without a place to light up.
        autoGenerateMultipleRestMeasuresFromRestMeasures: false,
        drawingParameters: 'compact',
      });
      await this.#display.load(text);
      this.#render();
      this.#starts = wanted.measureStarts;
      this.#shown = wanted.key;
      $('#score-note').textContent = wanted.note;
      $('#score').dataset.shown = wanted.key;
    } catch (problem) {
      if (this.#wanted?.key === wanted.key) {
        this.#shown = wanted.key;
        $('#score-note').textContent = `The score cannot be shown: ${problem.message}`;
        if (!(problem instanceof Problem) || problem.status >= 500 || problem.status === 429) {
          setTimeout(() => this.#again(wanted.key), AGAIN);
        }
      }
    } finally {
      this.#working = false;
    }
    this.#work();
  }

  /** Tries once more what did not work, if it is still wanted. */
  #again(key) {
    if (this.#wanted?.key === key && this.#shown === key && $('#score').dataset.shown !== key) {
      this.#shown = null;
      this.#work();
    }
  }

  #render() {
    const narrow = $('#score').clientWidth < 600;
    this.#display.zoom = narrow ? 0.6 : 0.75;
    this.#display.render();
    const scale = UNIT * this.#display.zoom;
    this.#boxes = this.#display.GraphicSheet.MeasureList.map((staves) => {
      const shapes = staves.filter(Boolean).map((measure) => measure.PositionAndShape);
      if (shapes.length === 0) {
        return undefined;
      }
      const top = Math.min(...shapes.map((shape) => shape.AbsolutePosition.y));
      const bottom = Math.max(...shapes.map((shape) => shape.AbsolutePosition.y)) + 4;
      return {
        left: shapes[0].AbsolutePosition.x * scale,
        width: shapes[0].Size.width * scale,
        top: (top - 1.5) * scale,
        height: (bottom - top + 3) * scale,
      };
    });
    this.#at = -1;
  }

  #width = 0;

  #resized() {
    const width = $('#score').clientWidth;
    if (this.#display !== null && this.#shown !== null && Math.abs(width - this.#width) > 20 && !this.#working) {
      this.#render();
    }
    this.#width = width;
  }

  /** Puts the highlight on the measure that is heard at time, and scrolls to it while playing. */
  follow(time, playing) {
    const cursor = $('#score-cursor');
    const measure = lowerBound(this.#starts, time + 1e-6, (start) => start) - 1;
    const box = this.#boxes[measure];
    if (box === undefined) {
      cursor.hidden = true;
      this.#at = -1;
      return;
    }
    if (measure === this.#at) {
      return;
    }
    this.#at = measure;
    cursor.hidden = false;
    cursor.dataset.measure = String(measure + 1);
    Object.assign(cursor.style, {
      left: `${box.left}px`,
      width: `${box.width}px`,
      top: `${box.top}px`,
      height: `${box.height}px`,
    });
    const pane = $('#score');
    if (playing && (box.top < pane.scrollTop || box.top + box.height > pane.scrollTop + pane.clientHeight)) {
      pane.scrollTo({ top: Math.max(0, box.top - 20), behavior: 'smooth' });
    }
  }

  #clicked(event) {
    const page = $('#score-page').getBoundingClientRect();
    const x = event.clientX - page.left;
    const y = event.clientY - page.top;
    const measure = this.#boxes.findIndex(
      (box) => box !== undefined && x >= box.left && x < box.left + box.width && y >= box.top && y < box.top + box.height,
    );
    if (measure >= 0 && this.#starts[measure] !== undefined) {
      this.dispatchEvent(new CustomEvent('seek', { detail: this.#starts[measure] }));
    }
  }
}
