import { expect, test } from 'vitest';
import { annotateGenerated } from '../../../../training/identity/generatedArchive.ts';
import { tagger } from '../../core/entities/annotatedStory.ts';

test('generated news keeps its days, which are none of the future', async () => {
  const documents = await annotateGenerated({ documents: 10, seed: 1 }, tagger);
  expect(documents.length).toBeGreaterThan(5);
  for (const { content } of documents) expect(content.published?.value).toMatch(/^2021-03-/);
});
