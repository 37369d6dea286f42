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
    for (const flag of ['status-canceled', 'status-withheld', 'embargoed'])
      expect(await contentOf(JSON.stringify(toNewsArticle(held([flag]))))).toMatchObject({
        quality: { flags: [flag] },
      });
  });

  test('a kill in ninjs needs no words', async () => {
    const kill = { uri: 'urn:newsml:a:1', type: 'text', versioncreated: '2026-03-15T06:00:00Z' };
    for (const headline of [undefined, 'Levy fails'])
      expect(await contentOf(JSON.stringify({ ...kill, pubstatus: 'canceled', headline }))).toMatchObject({
        title: headline ?? 'urn:newsml:a:1',
        paragraphs: [],
        quality: { flags: ['title-only', 'status-canceled'] },
      });
  });

  test('and so do lines of JSON and CSV, and other records that say so', async () => {
    const body = 'The levy on lost fishing gear failed by nine votes on Saturday evening, the clerk said.';
    const read = async (more: object) => {
      const { quality, embargoedUntil } = await contentOf(
        JSON.stringify({ title: 'Levy fails', text: body, ...more }),
      );
      return [...quality.flags, ...(embargoedUntil ? [embargoedUntil.value] : [])];
    };
    const value = '2026-03-15T06:00+02:00';
    expect(await read({ heldBack: { status: 'embargoed', until: { value, precision: 'minute' } } })).toEqual([
      'embargoed',
      value,
    ]);
    expect(await read({ heldBack: 'embargoed', heldUntil: value })).toEqual(['embargoed', value]);
    expect(await read({ heldBack: { status: 'canceled' } })).toEqual(['status-canceled']);
    expect(await read({ heldBack: '', heldUntil: '' })).toEqual([]);
    expect(await read({ status: 'Withheld' })).toEqual(['status-withheld']);
    expect(await read({ pubstatus: 'stat:canceled' })).toEqual(['status-canceled']);
    expect(await read({ embargo_until: '15 March 2026' })).toEqual(['embargoed', '2026-03-15']);
    expect(await read({ embargo: true })).toEqual(['embargoed']);
    // Which day that is nobody knows.
    expect(await read({ embargo: '05/03/2026' })).toEqual(['embargoed']);
    for (const embargo of [false, 'none', 'no', 0, '', null]) expect(await read({ embargo })).toEqual([]);
  });

  test('as JSON-LD', async () => {
    const again = await contentOf(JSON.stringify(toNewsArticle(published)));
    expect(again).toMatchObject({ title, kicker, standfirst, paragraphs, authors, subjects, genre: 'News' });
  });
});

describe('records of content systems and scrapers', () => {
  const body = 'The levy on lost fishing gear failed by nine votes on Saturday evening, the clerk said.';
  const read = (record: object) => contentOf(JSON.stringify(record));

  test('WordPress: times of "_gmt" are in UTC, and numbers are no subjects', async () => {
    const times = { date: '2026-03-04T10:15:00', date_gmt: '2026-03-04T08:15:00' };
    const changes = { modified: '2026-03-04T12:15:00', modified_gmt: '2026-03-04T10:15:00' };
    const texts = { title: { rendered: 'Levy fails' }, content: { rendered: `<p>${body}</p>` } };
    expect(await read({ ...times, ...changes, ...texts, status: 'publish', tags: [5, 6] })).toMatchObject({
      published: { value: '2026-03-04T08:15:00Z', tzKnown: true },
      modified: { value: '2026-03-04T10:15:00Z', tzKnown: true },
      ...{ subjects: [], quality: { flags: [] } },
    });
    expect((await read({ ...texts, tags: ['2024', 'election'] })).subjects).toEqual(['2024', 'election']);
    expect((await read({ ...texts, status: 'draft' })).quality.flags).toEqual(['status-withheld']);
  });

  test('a source that is an address is where the page was', async () => {
    const record = {
      title: 'Levy fails',
      text: body,
      source: 'https://coast.example/1',
      tags: 'fish; Q&amp;A;nets',
    };
    expect(await read({ ...record, 'source-hostname': 'Coast Daily' })).toMatchObject({
      source: { name: 'Coast Daily', url: 'https://coast.example/1', domain: 'coast.example' },
      subjects: ['fish', 'Q&A', 'nets'],
    });
  });

  test.each([
    ['points', 'Two ferries are late\n\nOne is lost'],
    ['a long standfirst', 'Two ferries are late and one is lost. '.repeat(8)],
  ])('a byline in the text, below %s', async (_, above) => {
    const text = `${above}\n\nBy Jane Doe\n\n${body}`;
    expect(await read({ title: 'Storm closes harbour', text })).toMatchObject({ byline: 'By Jane Doe' });
  });

  test('headlines and bylines in objects', async () => {
    const record = { headline: { main: 'Levy fails', kicker: null }, lead_paragraph: body };
    const more = { byline: { original: 'By Jane Doe' }, pub_date: '2026-03-04T08:15:00+0000' };
    expect(await read({ ...record, ...more })).toMatchObject({
      ...{ title: 'Levy fails', authors: ['Jane Doe'], published: { value: '2026-03-04T08:15:00+00:00' } },
    });
  });
});
