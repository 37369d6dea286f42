import { expect, test } from 'vitest';
import { randomOf } from '../../../../training/random.ts';
import { addCaseCopies } from '../../../../training/tagger/augment.ts';
import { labelled } from '../labelledText.ts';

test('copies in capitals and in title case keep every offset', () => {
  const documents = Array.from({ length: 60 }, (_, i) =>
    labelled(`the straße of [LOC Kelmere ${i}] is wet`, 'gum-news', `${i}`),
  );
  const plain = Array.from({ length: 60 }, (_, i) =>
    labelled(`the road of [LOC Kelmere ${i}] is wet`, 'gum-news', `p${i}`),
  );
  const copies = addCaseCopies([...documents, ...plain], randomOf(1)).slice(120);
  expect(copies.length).toBeGreaterThan(4);
  for (const { text, entities } of copies)
    expect(text.slice(entities[0]?.start, entities[0]?.end).toLowerCase()).toMatch(/^kelmere \d+$/);
  expect(new Set(copies.map(({ text }) => text.slice(0, 8)))).toEqual(
    new Set(['THE ROAD', 'the Road', 'the Stra']),
  );
});
