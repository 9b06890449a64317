import { kindsOf } from '../studio/analyses.js';
import { inWords, wishesOf } from '../studio/options.js';
import { check, equal, yes } from './check.js';

const fields = (find, from = '', to = '', meter = '') => ({ find, 'wish-from': from, 'wish-to': to, 'wish-meter': meter });
const ALL = 'beats,notes,score';

check('fields become wishes as the gateway takes them', () => {
  const analyses = ['beats', 'notes', 'score'];
  equal(wishesOf(fields(ALL)), { analyses });
  equal(wishesOf(fields(ALL, '90', '130', '3')), { analyses, tempo: '90-130', beatsPerBar: 3 });
  equal(wishesOf(fields(ALL, '90')), { analyses, tempo: '90-400' });
  equal(wishesOf(fields(ALL, '', '130')), { analyses, tempo: '20-130' });
  equal(wishesOf(fields('beats', '', '', '5')), { analyses: ['beats'], beatsPerBar: 5 });
});

check('without beats there is nothing to wish of them', () => {
  equal(wishesOf(fields('pitch', '90', '30', '3')), { analyses: ['pitch'] });
  equal(inWords(fields('notes', '90', '130', '3')), 'notes only');
});

check('a range that is none is refused', () => {
  for (const [from, to] of [['130', '90'], ['90', '90'], ['10', '90'], ['90', '401'], ['', '15']]) {
    let refused = false;
    try {
      wishesOf(fields(ALL, from, to));
    } catch (problem) {
      refused = problem.message.includes('between 20 and 400');
    }
    yes(refused, `the refusal of ${from} to ${to}`);
  }
});

check('folded options tell what they hold', () => {
  equal(inWords(fields(ALL)), '');
  equal(inWords(fields(ALL, '90', '130', '3')), '90 to 130 BPM, 3 beats per bar');
  equal(inWords(fields('beats', '90')), 'beats only, from 90 BPM');
  equal(inWords(fields(ALL, '', '130')), 'up to 130 BPM');
});

check('analyses are of the kind that they are named after, and of notes else', () => {
  equal([...kindsOf(['beats-2019', 'pitch-classic', 'score', 'multipitch'])], ['beats', 'pitch', 'score', 'notes']);
});
