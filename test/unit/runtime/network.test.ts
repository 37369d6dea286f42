import { expect, test } from 'vitest';
import { findMentions } from '../../../core/entities/annotate.ts';
import { modelOf } from '../../../core/entities/tagger/taggers.ts';
import { annotator } from '../../../runtime/annotator.ts';
import { defaultAuthority } from '../../../runtime/authority.ts';
import { taggerNamed } from '../../../runtime/taggerNamed.ts';
import { story } from '../core/entities/annotatedStory.ts';

test('the shipped network finds names with the types that the sentence tells', async () => {
  const text = 'Shares of Energean fell after the company said on Monday that Maria Quelle left Bogota.';
  const tagger = await taggerNamed('accurate')(() => text);
  const finder = { tagger, authority: defaultAuthority() };
  const found = findMentions(text, { language: 'en' }, finder).map(({ surface, type }) => [surface, type]);
  expect(found).toEqual([
    ['Energean', 'organization'],
    ['Monday', 'date'],
    ['Maria Quelle', 'person'],
    ['Bogota', 'place'],
  ]);
});

test('an annotation names the tagger that made it', async () => {
  const content = story(['They met Maria Quelle on the quay.']);
  for (const tagger of ['fast', 'accurate'] as const) {
    const { model, mentions } = await annotator({ tagger })(content, 'payload');
    expect(model).toBe(modelOf[tagger]);
    expect(mentions.map(({ surface, extractor }) => [surface, extractor])).toEqual([
      ['Maria Quelle', modelOf[tagger]],
    ]);
  }
});
