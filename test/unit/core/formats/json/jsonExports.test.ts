import { describe, expect, test } from 'vitest';
import { toNewsArticle } from '../../../../../api/exports/newsArticle.ts';
import { toNinjs } from '../../../../../api/exports/ninjs.ts';
import type { PublishedDocument } from '../../../../../api/exports/publishedDocument.ts';
import { contentOf } from '../upload.ts';

describe('documents that Dateline exports can be read again', () => {
  const content = {
    schema: 'news.doc/1' as const,
    title: 'Parliament votes down the net tax',
    kicker: 'Fisheries',
    standfirst: 'Two members of the governing party cross the floor.',
    paragraphs: [
      {
        role: 'text' as const,
        text: 'The levy on lost fishing gear failed by nine votes on Saturday evening.',
      },
      { role: 'text' as const, text: '“It would have emptied our harbours,” Alasdair Reid said afterwards.' },
    ],
    authors: ['Ingrid Halvorsen', 'Tom Sinclair'],
    byline: 'Ingrid Halvorsen, Tom Sinclair',
    language: { tag: 'en', source: 'document' as const, confidence: 1 },
    source: { name: 'Harbour Gazette', guid: 'g-1', usageTerms: 'Free for all.' },
    subjects: ['Politics', 'Fisheries'],
    genre: 'News',
    quality: { extractor: 'text/1', confidence: 1, flags: [] },
  };
  const published: PublishedDocument = {
    id: 'd1',
    uri: 'https://dateline.example/v1/documents/d1',
    version: 'v1',
    ingested: '2026-03-14T18:00:00Z',
    content,
    entities: [],
    entityUri: (entity) => `https://dateline.example/${entity}`,
  };
  const { title, kicker, standfirst, paragraphs, authors, subjects } = content;

  test('as ninjs', async () => {
    const again = await contentOf(JSON.stringify(toNinjs(published)));
    expect(again).toMatchObject({
      title,
      kicker,
      standfirst,
      paragraphs,
      authors,
      subjects,
      source: { usageTerms: 'Free for all.' },
    });
  });

  test('with what their provider forbids to publish', async () => {
    const held = (flags: string[], more = {}) => ({
      ...{ ...published, content: { ...content, ...more, quality: { ...content.quality, flags } } },
    });
    const end = { value: '2026-03-15T06:00+02:00', precision: 'minute', tzKnown: true, source: 'nitf' };
    const embargoed = held(['embargoed'], { embargoedUntil: end });
    expect(await contentOf(JSON.stringify(toNinjs(embargoed)))).toMatchObject({
      ...{ quality: { flags: ['embargoed'] }, embargoedUntil: { value: '2026-03-15T04:00:00.000Z' } },
    });
    for (const [flag, read] of [
      ['status-canceled', 'status-canceled'],
      ['status-withheld', 'status-withheld'],
      ['embargoed', 'status-withheld'], // ninjs has no embargo without an end
    ] as const)
      expect(await contentOf(JSON.stringify(toNinjs(held([flag]))))).toMatchObject({
        quality: { flags: [read] },
      });
    expect(toNewsArticle(embargoed).creativeWorkStatus).toBe('embargoed');
    expect(toNewsArticle(published).creativeWorkStatus).toBeUndefined();
  });

  test('as JSON-LD', async () => {
    const again = await contentOf(JSON.stringify(toNewsArticle(published)));
    expect(again).toMatchObject({ title, kicker, standfirst, paragraphs, authors, subjects, genre: 'News' });
  });
});
