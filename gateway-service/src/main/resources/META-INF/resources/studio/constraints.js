/**
 * Edits of the list of constraints that is in force. Each function takes a list and gives a new
 * one, in the order and with the members that POST /recordings/{id}/corrections takes; a revision
 * always holds the whole list.
 *
 * A beat is a pin: {kind: "beat", time, number}, number its place in the bar (1 the downbeat, 0
 * any). The others hold for a region: {kind: "no-beat" | "meter" | "tempo", from, to}, seconds, to
 * exclusive and null for the end of the recording.
 */

/** Two times nearer than this, in seconds, mean the same beat. */
export const SAME_BEAT = 0.03;

/** Times are written to a tenth of a millisecond: far below the decoder's 10 ms. */
const round = (time) => Math.round(time * 10000) / 10000;

const isPin = (constraint, time) =>
  constraint.kind === 'beat' && Math.abs(constraint.time - time) < SAME_BEAT;

/** The pin at a time, or undefined. */
export const pinAt = (constraints, time) => constraints.find((each) => isPin(each, time));

const withoutPin = (constraints, time) => constraints.filter((each) => !isPin(each, time));

/** The part of a region constraint before from and the part from to on, as far as there are any. */
function outside(constraint, from, to) {
  const end = constraint.to ?? Infinity;
  const until = to ?? Infinity;
  if (end <= from || constraint.from >= until) {
    return [constraint];
  }
  const parts = [];
  if (constraint.from < from) {
    parts.push({ ...constraint, to: from });
  }
  if (end > until) {
    parts.push({ ...constraint, from: until });
  }
  return parts;
}

/** The list with nothing of this kind left between from and to. */
const cleared = (constraints, kind, from, to) =>
  constraints.flatMap((each) => (each.kind === kind ? outside(each, from, to) : [each]));

/** Half the width of the gap that forbids one beat: a third of the way to its nearest neighbor. */
const gapAround = (interval) => Math.min(0.12, Math.max(0.02, interval * 0.3));

/** The list with a beat pinned at time. Forbidding a beat there before is forgotten. */
export function addBeat(constraints, time, number = 0) {
  const at = round(time);
  const free = cleared(constraints, 'no-beat', at - SAME_BEAT, at + SAME_BEAT);
  return [...withoutPin(free, at), { kind: 'beat', time: at, number }];
}

/** The list under which there is no beat at time; interval: seconds to the nearest other beat. */
export function deleteBeat(constraints, time, interval) {
  const half = gapAround(interval);
  const from = Math.max(0, round(time - half));
  const to = round(time + half);
  const free = cleared(withoutPin(constraints, time), 'no-beat', from, to);
  return [...free, { kind: 'no-beat', from, to }];
}

/**
 * The list with the beat at from moved to time. A pin moves as it is. Where the way is long enough
 * for two beats the old place is forbidden; a shorter one the pin rules out by itself.
 */
export function moveBeat(constraints, from, time) {
  const number = pinAt(constraints, from)?.number ?? 0;
  const way = Math.abs(time - from);
  const rest = withoutPin(constraints, from);
  const freed =
    way > 0.1 ? deleteBeat(rest, from, Math.min(way, 0.3)) : rest;
  return addBeat(freed, time, number);
}

/** The list with the beat at time pinned as a downbeat, or pinned as any beat where it was one. */
export function toggleDownbeat(constraints, time) {
  const pin = pinAt(constraints, time);
  return addBeat(constraints, pin?.time ?? time, pin?.number === 1 ? 0 : 1);
}

/** The list with bars of so many beats between from and to, in place of any meter there. */
export function setMeter(constraints, from, to, beatsPerBar) {
  const rest = cleared(constraints, 'meter', round(from), to === null ? null : round(to));
  return [...rest, { kind: 'meter', from: round(from), to: to === null ? null : round(to), beatsPerBar }];
}

/** The list with the tempo, in beats per minute, held between minimum and maximum in a region. */
export function setTempo(constraints, from, to, minimum, maximum) {
  const rest = cleared(constraints, 'tempo', round(from), to === null ? null : round(to));
  return [
    ...rest,
    { kind: 'tempo', from: round(from), to: to === null ? null : round(to), minimum, maximum },
  ];
}

export const remove = (constraints, index) => constraints.filter((each, i) => i !== index);

/** Whether two lists say the same in the same order. */
export const same = (a, b) => JSON.stringify(a.map(canonical)) === JSON.stringify(b.map(canonical));

const canonical = (c) => [
  c.kind,
  c.time ?? null,
  c.number ?? 0,
  c.from ?? null,
  c.to ?? null,
  c.beatsPerBar ?? null,
  c.minimum ?? null,
  c.maximum ?? null,
];
