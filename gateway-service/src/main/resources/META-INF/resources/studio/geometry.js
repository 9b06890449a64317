/**
 * Where a time lies on the screen, and back. A view is an immutable {start, end, width}: seconds at
 * its left and right edge and its width in CSS pixels. Everything that is drawn, from the waveform
 * to the playhead, takes its place from the same view, so nothing can run apart while zooming.
 */

/** The shortest stretch that a view may show, in seconds. */
export const SHORTEST = 0.25;

export const xAt = (view, time) => ((time - view.start) / (view.end - view.start)) * view.width;

export const timeAt = (view, x) => view.start + (x / view.width) * (view.end - view.start);

export const secondsPerPixel = (view) => (view.end - view.start) / view.width;

/** The view of the given length nearest to start that stays within 0 and duration. */
export function fit(start, length, width, duration) {
  const whole = Math.max(duration, SHORTEST);
  const shown = Math.min(Math.max(length, SHORTEST), whole);
  const from = Math.min(Math.max(start, 0), whole - shown);
  return { start: from, end: from + shown, width };
}

/** The view with factor times as many pixels per second; the time at anchor keeps its place. */
export function zoom(view, factor, anchor, duration) {
  const length = Math.min(
    Math.max((view.end - view.start) / factor, SHORTEST),
    Math.max(duration, SHORTEST),
  );
  const share = (anchor - view.start) / (view.end - view.start);
  return fit(anchor - share * length, length, view.width, duration);
}

export const pan = (view, seconds, duration) =>
  fit(view.start + seconds, view.end - view.start, view.width, duration);

/** The view that shows time: the same while it is inside, else turned over like a page. */
export function follow(view, time, duration) {
  const length = view.end - view.start;
  if (time >= view.start && time <= view.end - 0.02 * length) {
    return view;
  }
  return fit(time - 0.1 * length, length, view.width, duration);
}

/** The first index of items, sorted by key, whose key is at least value. */
export function lowerBound(items, value, key) {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (key(items[middle]) < value) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/** The index of the item whose key is nearest to value, or -1 where there are none. */
export function nearest(items, value, key) {
  const after = lowerBound(items, value, key);
  if (items.length === 0) {
    return -1;
  }
  if (after === items.length) {
    return after - 1;
  }
  if (after === 0) {
    return 0;
  }
  return value - key(items[after - 1]) <= key(items[after]) - value ? after - 1 : after;
}

/** A step of seconds for time marks that stand at least pixels apart. */
export function tickStep(view, pixels) {
  const least = secondsPerPixel(view) * pixels;
  const steps = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600];
  return steps.find((step) => step >= least) ?? 3600;
}
