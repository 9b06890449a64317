/**
 * Mouse, pen and touch on the timeline: click to seek, drag to pan, pinch or Ctrl and wheel to
 * zoom, drag a beat's handle to move it, double-click to add one, Shift and drag to select.
 */

import { nearest, secondsPerPixel, timeAt, xAt } from './geometry.js';

/** Pixels that a finger or a mouse may miss a handle by. */
const REACH = { mouse: 6, pen: 8, touch: 18 };

/** Pixels that a press may wander and still be a click. */
const STILL = 4;

class Pointer {
  #timeline;
  #editor;
  #seek;
  #pointers = new Map();
  #mode = null;
  #start = null;
  #spread = 0;

  constructor(timeline, editor, seek) {
    this.#timeline = timeline;
    this.#editor = editor;
    this.#seek = seek;
    const element = timeline.element;
    element.addEventListener('pointerdown', (event) => this.#down(event));
    element.addEventListener('pointermove', (event) => this.#move(event));
    element.addEventListener('pointerup', (event) => this.#up(event, false));
    element.addEventListener('pointercancel', (event) => this.#up(event, true));
    element.addEventListener('dblclick', (event) => this.#double(event));
    element.addEventListener('wheel', (event) => this.#wheel(event), { passive: false });
    this.#watchOverview(timeline.overview);
  }

  #place(event) {
    const box = this.#timeline.element.getBoundingClientRect();
    const x = event.clientX - box.left;
    return { x, y: event.clientY - box.top, time: timeAt(this.#timeline.view, x) };
  }

  /** The beat under a place, in the lane of handles or, for a mouse, on its line in the sound. */
  #beatAt(place, type) {
    const { beats, lanes, view } = this.#timeline;
    const depth = type === 'mouse' ? lanes.sound.bottom : lanes.beats.bottom + 4;
    const i = nearest(beats, place.time, (beat) => beat.time);
    const reach = place.y > lanes.beats.bottom ? 4 : (REACH[type] ?? REACH.touch);
    return i >= 0 && place.y <= depth && Math.abs(xAt(view, beats[i].time) - place.x) <= reach ? beats[i] : null;
  }

  #down(event) {
    if (event.button !== 0) {
      return;
    }
    const place = this.#place(event);
    this.#timeline.element.setPointerCapture(event.pointerId);
    this.#pointers.set(event.pointerId, place);
    if (this.#pointers.size === 2) {
      this.#mode = 'pinch';
      this.#spread = this.#distance();
      this.#timeline.dragged = null;
      return;
    }
    const beat = this.#beatAt(place, event.pointerType);
    this.#start = { place, beat, view: this.#timeline.view, moved: false };
    this.#mode = event.shiftKey || this.#editor.selecting ? 'select' : beat !== null ? 'beat' : 'pan';
    if (this.#mode === 'beat') {
      this.#editor.choose(beat);
    }
  }

  #distance() {
    const [a, b] = [...this.#pointers.values()];
    return Math.max(20, Math.abs(a.x - b.x));
  }

  #move(event) {
    const place = this.#place(event);
    if (!this.#pointers.has(event.pointerId)) {
      const over = this.#beatAt(place, event.pointerType);
      this.#timeline.element.dataset.over = over ? 'beat' : '';
      return;
    }
    this.#pointers.set(event.pointerId, place);
    if (this.#mode === 'pinch') {
      const spread = this.#distance();
      const [a, b] = [...this.#pointers.values()];
      this.#timeline.zoomBy(spread / this.#spread, timeAt(this.#timeline.view, (a.x + b.x) / 2));
      this.#spread = spread;
      return;
    }
    if (this.#mode === null) {
      return;
    }
    if (Math.abs(place.x - this.#start.place.x) > STILL) {
      this.#start.moved = true;
    }
    if (this.#start.moved) {
      this.#drag(place);
    }
  }

  #drag(place) {
    const { beat, view, place: from } = this.#start;
    if (this.#mode === 'beat') {
      this.#timeline.dragged = { from: beat.time, time: Math.max(0, beat.time + place.time - from.time) };
      this.#timeline.setPlayhead(this.#timeline.playhead, false);
    } else if (this.#mode === 'select') {
      const ends = [from.time, place.time].sort((a, b) => a - b);
      const { duration } = this.#timeline;
      this.#editor.select({ from: Math.max(0, ends[0]), to: Math.min(duration, ends[1]) });
    } else if (this.#mode === 'pan') {
      const wanted = view.start - (place.x - from.x) * secondsPerPixel(view);
      this.#timeline.panBy(wanted - this.#timeline.view.start);
    }
  }

  #up(event, cancelled) {
    if (!this.#pointers.delete(event.pointerId) || this.#mode === 'pinch') {
      this.#mode = null;
      return;
    }
    const { beat, moved, place } = this.#start;
    const dragged = this.#timeline.dragged;
    this.#timeline.dragged = null;
    if (!cancelled && this.#mode === 'beat' && dragged !== null) {
      this.#editor.moveBeat(beat.time, dragged.time);
    } else if (!cancelled && !moved) {
      this.#seek(beat === null ? place.time : beat.time);
    }
    this.#mode = null;
  }

  #double(event) {
    const place = this.#place(event);
    if (place.y <= this.#timeline.lanes.tempo.bottom && this.#beatAt(place, 'mouse') === null) {
      this.#editor.addBeat(place.time);
    }
  }

  #wheel(event) {
    const { view } = this.#timeline;
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      this.#timeline.zoomBy(Math.exp(-event.deltaY * 0.004), this.#place(event).time);
    } else if (Math.abs(event.deltaX) > Math.abs(event.deltaY) || event.shiftKey) {
      event.preventDefault();
      this.#timeline.panBy((event.deltaX || event.deltaY) * secondsPerPixel(view));
    }
  }

  #watchOverview(overview) {
    const go = (event) => {
      const box = overview.getBoundingClientRect();
      this.#timeline.center(((event.clientX - box.left) / box.width) * this.#timeline.duration);
    };
    overview.addEventListener('pointerdown', (event) => {
      overview.setPointerCapture(event.pointerId);
      go(event);
    });
    overview.addEventListener('pointermove', (event) => {
      if (overview.hasPointerCapture(event.pointerId)) {
        go(event);
      }
    });
  }
}

/** Watches the timeline's pointers: edits go to the editor, clicks to seek(time). */
export function watchPointer(timeline, editor, seek) {
  new Pointer(timeline, editor, seek);
}
