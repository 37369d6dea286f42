import { expect, it } from 'vitest';
import type { Content } from '../../../../../core/document/record.ts';
import { searchRow } from '../../../../../core/queries/searchRows/searchRow.ts';

const content: Content = {
  schema: 'news.doc/1',
  title: 'Mbappé scores',
  standfirst: 'İstanbul watches',
  paragraphs: [{ role: 'text', text: 'The résumé of Beyoncé.' }],
  authors: [],
  language: { tag: 'en', source: 'none', confidence: 0 },
  source: { name: 'L’Équipe' },
  subjects: [],
  quality: { extractor: 'text', confidence: 1, flags: [] },
};
const annotation = {
  schema: 'news.annotation/1' as const,
  payload: 'p',
  model: 'none',
  mentions: [],
  entities: [],
};

const own = { doc: 'd', token: 1, ingested: '2026-11-30T12:00:00.000Z' };

it('what is searched for words has no accents, and names of sources stay as they are', async () => {
  expect(await searchRow(own, content, annotation)).toMatchObject({
    title: 'Mbappe scores',
    standfirst: 'Istanbul watches',
    text: 'Mbappe scores\n\nIstanbul watches\n\nThe resume of Beyonce.',
    source: 'L’Équipe',
    status: 'usable',
  });
});

it('a long text too, however it is cut', async () => {
  const paragraphs = [{ role: 'text' as const, text: 'é'.repeat(250_001) }];
  const { text } = await searchRow(own, { ...content, paragraphs }, annotation);
  expect(text.endsWith(`\n\n${'e'.repeat(250_001)}`)).toBe(true);
});
