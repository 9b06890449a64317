/** What analyses give. */

const KINDS = ['beats', 'score', 'tempo', 'pitch'];

/** beats, score, tempo or pitch where an analysis is named after one ("pitch-classic"); of any other name: notes. */
export const kindOf = (analysis) =>
  KINDS.find((kind) => analysis === kind || analysis.startsWith(`${kind}-`)) ?? 'notes';

/** The kinds of result that these analyses give. */
export const kindsOf = (analyses) => new Set(analyses.map(kindOf));

/** What a recording that names none gets. */
export const USUAL = ['beats', 'notes', 'score'];
