import { fit, follow, lowerBound, nearest, tickStep, timeAt, xAt, zoom } from '../studio/geometry.js';
import { lanes, pitchSpan } from '../studio/lanes.js';
import { check, equal, near, yes } from './check.js';

const view = { start: 10, end: 20, width: 500 };

check('a place on the screen and its time are inverses', () => {
  for (const x of [0, 1, 250, 499.5]) {
    near(xAt(view, timeAt(view, x)), x, 1e-9);
  }
});

check('zooming keeps the time under the pointer where it is', () => {
  for (const factor of [0.5, 1.6, 3]) {
    const zoomed = zoom(view, factor, 14, 100);
    near(xAt(zoomed, 14), xAt(view, 14), 1e-9);
    near(zoomed.end - zoomed.start, 10 / factor, 1e-9);
  }
});

check('no view reaches beyond the recording', () => {
  equal(fit(-5, 10, 500, 100), { start: 0, end: 10, width: 500 });
  equal(fit(95, 10, 500, 100), { start: 90, end: 100, width: 500 });
  equal(zoom(view, 0.001, 14, 100), { start: 0, end: 100, width: 500 });
});

check('a playhead inside leaves the view alone and one outside turns the page', () => {
  equal(follow(view, 15, 100), view);
  const turned = follow(view, 20, 100);
  yes(turned.start < 20 && turned.end > 20, 'the playhead being in sight');
});

check('the nearest of sorted items is found by bisection as by looking at all', () => {
  const times = Array.from({ length: 200 }, (unused, i) => i * 0.37 + 0.1 * Math.sin(i));
  const key = (time) => time;
  for (let value = -1; value < 80; value += 0.173) {
    const least = Math.min(...times.map((time) => Math.abs(time - value)));
    near(Math.abs(times[nearest(times, value, key)] - value), least, 1e-12);
    equal(lowerBound(times, value, key), times.filter((time) => time < value).length);
  }
  equal(nearest([], 1, key), -1);
});

check('time marks stand at least so far apart', () => {
  for (const end of [11, 20, 80, 700, 7210]) {
    const shown = { start: 10, end, width: 500 };
    yes((tickStep(shown, 70) / (end - 10)) * 500 >= 70, `marks apart at ${end}`);
  }
});

check('the lanes share the height without gap or overlap', () => {
  const { beats, sound, tempo, notes } = lanes(431);
  equal([beats.top, beats.bottom, sound.bottom, tempo.bottom], [0, sound.top, tempo.top, notes.top]);
  equal(notes.bottom, 431);
});

check('the piano roll holds every pitch and two octaves at least', () => {
  const span = pitchSpan([{ pitch: 60 }, { pitch: 61 }]);
  yes(span.low <= 60 && span.high > 61 && span.high - span.low >= 24);
  const wide = pitchSpan([{ pitch: 0 }, { pitch: 127 }]);
  equal(wide, { low: 0, high: 128 });
});
