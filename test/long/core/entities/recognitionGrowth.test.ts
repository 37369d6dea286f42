/** The recogniser takes twice as long for twice the text. */
import { expect, test } from 'vitest';
import { findMentions } from '../../../../core/entities/annotate.ts';
import { defaultAuthority } from '../../../../runtime/authority.ts';
import { tagger } from '../../../unit/core/entities/annotatedStory.ts';

const authority = defaultAuthority();
const sentence =
  'On Tuesday Maria Quelle of the Northern Harbour Union told reporters in Lisbon that 3M had agreed. ';
test.each([
  ['news without a paragraph', sentence],
  ['words that are all different', Array.from({ length: 20 }, (_, i) => `Foo${i}x`).join(' ')],
  ['letters without a space', 'Abc😀שלום'],
])('takes at most 2.2 times as long for twice the length: %s', (_, text) => {
  const size = 30_000;
  const once = text.repeat(Math.ceil(size / text.length));
  seconds(once);
  const [short, long] = [bestSeconds(once), bestSeconds(once + once)];
  expect(long).toBeLessThan(2.2 * short + 0.05);
});

/** Processor time, the best of three, because other work on the machine disturbs single runs. */
function bestSeconds(text: string): number {
  return Math.min(seconds(text), seconds(text), seconds(text));
}

function seconds(text: string): number {
  const before = process.cpuUsage();
  findMentions(text, { language: 'en' }, { tagger, authority });
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
