import { describe, expect, test } from 'vitest';
import { growth, maxGrowth } from '../../../../cpuTime.ts';
import { contentOf } from '../upload.ts';

const body =
  'The harbour at Kelmere stayed closed for a third day, its manager said, as the storm went on and boats lay at their moorings.';
const title = 'Storm closes the harbour of Kelmere for a third day';
const below = `\n\n${body}\n\n${body} Again.\n`;

describe('a date on a line of its own', () => {
  test.each([
    ['31 March 2026', '2026-03-31'],
    ['Tuesday, March 31, 2026', '2026-03-31'],
    ['31. März 2026', '2026-03-31'],
    ['Dienstag, 31. März 2026, 10:15 Uhr', '2026-03-31T10:15'],
    ['Publié le 31 mars 2026 à 10:15', '2026-03-31T10:15'],
    ['Publié le mardi 31 mars 2026 à 10 h 15', '2026-03-31T10:15'],
    ['Le 31/03/2026 à 10h15', '2026-03-31T10:15'],
    ['Publicado el 31 de marzo de 2026 a las 10:15', '2026-03-31T10:15'],
    ['Gepubliceerd op 31 maart 2026 om 10:15 uur', '2026-03-31T10:15'],
    ['Julkaistu 31.3.2026 klo 10.15', '2026-03-31T10:15'],
    ['Opublikowano 31 marca 2026, godz. 10:15', '2026-03-31T10:15'],
    ['Published: 31 March 2026 10:15 GMT', '2026-03-31T10:15Z'],
    ['2026-03-31T10:15:00+02:00', '2026-03-31T10:15:00+02:00'],
    ['31.03.2026', '2026-03-31'],
    ['2026年3月31日', '2026-03-31'],
    ['입력 2026-03-31 10:15', '2026-03-31T10:15'],
    ['31 марта 2026 г.', '2026-03-31'],
    ['٣١ مارس ٢٠٢٦', '2026-03-31'],
  ])('is when the text was published: %s', async (line, value) => {
    for (const head of [
      `${title}\n\nBy Jane Doe\n\n${line}`,
      `${title}\nBy Jane Doe\n${line}`,
      `${line}\n${title}`,
    ]) {
      const content = await contentOf(head + below);
      expect(content).toMatchObject({ title, published: { value, source: 'text' } });
      expect(content.paragraphs.map(({ text }) => text)).toEqual([body, `${body} Again.`]);
    }
  });

  test('stays in the text with a place', async () => {
    const content = await contentOf(`${title}\n\nKelmere, le 31 mars 2026${below}`);
    expect(content.published?.value).toBe('2026-03-31');
    expect(content.paragraphs[0]?.text).toBe('Kelmere, le 31 mars 2026');
  });

  test.each([
    ['a word of another kind', 'Recorded 31 March 2026'],
    ['a span', '31 March 2026 – 2 April 2026'],
    ['a date that may be read in two ways', '03/05/2026'],
    ['a name', 'Jane Doe, 31 March 2026, Kelmere'],
    ['a span of hours', '31 March 2026, 10:30 - 12:00'],
    ['an hour without minutes', 'Mardi 31 mars 2026 à 18h'],
    ['what takes place', 'Réunion le mardi 31 mars 2026 à 18h00'],
  ])('is text with %s', async (_, line) => {
    const content = await contentOf(`${title}\n\n${line}${below}`);
    expect(content.published).toBeUndefined();
    expect(content.paragraphs[0]?.text).toBe(line);
  });

  test.each([
    ['Updated 31 March 2026', '2026-03-31', undefined],
    ['Published 31 March 2026 | Last updated 1 April 2026', '2026-03-31', '2026-04-01'],
    ['Kelmere, Tuesday 31 March 2026', '2026-03-31', undefined],
  ])('says when the text was published and updated: %s', async (line, published, modified) => {
    const content = await contentOf(`${title}\n\n${line}${below}`);
    expect([content.published?.value, content.modified?.value]).toEqual([published, modified]);
  });

  test('stands before a byline', async () => {
    const content = await contentOf(`${title}\nPosted on March 31, 2026 by Jane Doe${below}`);
    expect(content).toMatchObject({ published: { value: '2026-03-31' }, authors: ['Jane Doe'] });
    expect(content.paragraphs[0]?.text).toBe(body);
  });

  test('stays in the text if something else says the date', async () => {
    const content = await contentOf(`date 2026-04-01 ${title}\n\n31 March 2026${below}`);
    expect(content.published?.value).toBe('2026-04-01');
    expect(content.paragraphs[0]?.text).toBe('31 March 2026');
  });

  test('is a heading where others follow, as in a chronology', async () => {
    const content = await contentOf(`${title}\n\n30 March 2026\n\n${body}\n\n31 March 2026${below}`);
    expect(content.published).toBeUndefined();
    expect(content.paragraphs).toHaveLength(5);
  });

  test.each([
    `${title}\n\n30 March 2026\n\nThe harbour closes.\n\n31 March 2026\n\nIt opens.`,
    `Monday, 30 March 2026\n\nThe harbour closes.\n\nTuesday, 31 March 2026\n\nIt opens.`,
  ])('is a heading in a short chronology, too: %j', async (text) => {
    const content = await contentOf(text);
    expect(content.published).toBeUndefined();
    const lines = [content.title, ...content.paragraphs.map((paragraph) => paragraph.text)];
    expect(lines.join('\n\n')).toBe(text);
  });

  test('is text within a sentence that was wrapped by hand', async () => {
    const text = `The council of Kelmere has not met since the storm of\n14 February 2026\nwill meet again.`;
    const { published, paragraphs } = await contentOf(text + below);
    expect(published).toBeUndefined();
    expect(paragraphs[0]?.text).toBe('will meet again.');
  });

  test('is text in a list', async () => {
    const content = await contentOf(`${title}\n\n- 31 March 2026\n- Kelmere${below}`);
    expect(content.published).toBeUndefined();
    expect(content.paragraphs[0]).toEqual({ role: 'list', text: '31 March 2026' });
  });

  test('is the headline of a text without another', async () => {
    expect(await contentOf(`31 March 2026${below}`)).toMatchObject({
      title: '31 March 2026',
      published: { value: '2026-03-31' },
    });
  });
});

describe('an embargo', () => {
  test.each([
    ['EMBARGOED UNTIL 00:01 BST, WEDNESDAY 1 APRIL 2026', '2026-04-01T00:01+01:00'],
    ['Strictly embargoed until 10 a.m. local time on Wednesday 1 April 2026', '2026-04-01T10:00'],
    ['EMBARGO: 1 April 2026, 14:30 GMT', '2026-04-01T14:30Z'],
    ['Not for publication before April 1, 2026', '2026-04-01'],
    ['Sperrfrist: 1. April 2026, 10:00 Uhr MESZ', '2026-04-01T10:00+02:00'],
    ['Sous embargo jusqu’au 1er avril 2026 à 6h00', '2026-04-01T06:00'],
  ])('holds the text back: %s', async (line, value) => {
    const content = await contentOf(`${line}\n\n${title}${below}`);
    expect(content).toMatchObject({
      title,
      embargoedUntil: { value, source: 'text' },
      source: { usageTerms: line },
      quality: { flags: expect.arrayContaining(['embargoed']) },
    });
    expect(content.paragraphs[0]?.text).toBe(body);
  });

  test.each([
    'Embargo until 3 May 2027 demanded by ministers',
    'Embargo on timber lifted',
    'EMBARGOED: Storm closes harbour',
    'Not for use after 1 April 2026',
  ])('is not what a headline tells of: %s', async (line) => {
    const content = await contentOf(`${line}${below}`);
    expect(content.title).toBe(line);
    expect(content.embargoedUntil).toBeUndefined();
  });

  test('of a release by mail', async () => {
    const line = 'EMBARGOED UNTIL 00:01, 1 APRIL 2026';
    const fields =
      'From: Press Office <press@kelmere.example>\nDate: Tue, 31 Mar 2026 10:15:00 +0100\nSubject: Storm\n';
    const content = await contentOf(`${fields}\nFOR IMMEDIATE RELEASE\n${line}${below}`);
    expect(content).toMatchObject({
      kicker: 'FOR IMMEDIATE RELEASE',
      published: { value: '2026-03-31T10:15:00+01:00' },
      embargoedUntil: { value: '2026-04-01T00:01' },
    });
  });
});

describe('a day that is ahead', () => {
  const put = Date.UTC(2026, 2, 3);
  const read = (head: string) => contentOf(`${head}\n\n${body}\n\n${body}`, { modified: put });

  test('is when something takes place, and stays in the text', async () => {
    const content = await read('Annual ball\n31 December 2026');
    expect(content.published).toBeUndefined();
    expect(content.paragraphs[0]?.text).toBe('31 December 2026');
  });

  test.each(['', 'FOR IMMEDIATE RELEASE\n'])('above the headline is no headline: %j', async (above) => {
    const { title, paragraphs } = await read(`${above}31 December 2026\n\nTo the ball…`);
    expect([title, paragraphs[0]?.text]).toEqual(['To the ball…', '31 December 2026']);
    expect((await contentOf(`31 December 2026\n\n${body}`, { modified: put })).title).toBe(
      '31 December 2026',
    );
  });

  test.each([
    ['of an issue that was put before', 'Annual ball\n6 March 2026', '2026-03-06'],
    ['of an embargo', 'EMBARGOED UNTIL 31 March 2026\n\nAnnual ball\n\n31 March 2026', '2026-03-31'],
    ['with a label', 'Title: Annual ball\nDate: 31 March 2026', '2026-03-31'],
  ])('is the publication %s', async (_, head, day) => {
    expect((await read(head)).published?.value).toBe(day);
  });
});

describe('labelled lines at the head of a text', () => {
  test.each([
    ['in German', 'Titel: TITLE\nAutor: Jörg Weiß\nDatum: 31.03.2026\nRessort: Lokales', []],
    ['in French', 'Titre : TITLE\nAuteur : Jörg Weiß\nDate : 31 mars 2026\nRubrique : Lokales', []],
    [
      'with others among them, which stay in the text',
      'HEADLINE: TITLE\nPAGE: 3\nBYLINE: By Jörg Weiß\nDATE: 31 March 2026\nGENRE: Lokales\nEDITION: Late',
      ['PAGE: 3', 'EDITION: Late'],
    ],
  ])('%s', async (_, head, kept) => {
    const content = await contentOf(`${head.replace('TITLE', title)}\n\n${body}\n`);
    expect(content).toMatchObject({
      title,
      authors: ['Jörg Weiß'],
      published: { value: '2026-03-31' },
      genre: 'Lokales',
    });
    expect(content.paragraphs.map(({ text }) => text)).toEqual([...kept, body]);
  });

  test('are its metadata', async () => {
    const head = `Title: ${title}\nAuthor: Jane Doe\nDate: 31. März 2026\nSource: Coast Daily\nURL: https://coast.example/1\nTags: Storms, Harbours`;
    const content = await contentOf(head + below);
    expect(content).toMatchObject({
      ...{ title, authors: ['Jane Doe'], published: { value: '2026-03-31' } },
      source: { name: 'Coast Daily', url: 'https://coast.example/1' },
      subjects: ['Storms', 'Harbours'],
    });
    expect(content.paragraphs).toHaveLength(2);
  });

  test.each([
    ['without a title', 'Author: Jane Doe\nDate: 31 March 2026'],
    ['with another label', `Title: ${title}\nSpeaker: Jane Doe`],
    ['alone', `Title: ${title}`],
    ['before a line without a label', `Title: ${title}\nAuthor: Jane Doe\n${body}`],
  ])('are text %s', async (_, head) => {
    const { title: own } = await contentOf(head + below);
    expect(head.replaceAll('\n', ' ')).toContain(own);
    expect(own).not.toBe(title);
  });
});

test('heads are read in linear time', async () => {
  const text = (lines: number) => `${title}\n${'31 March 2026\n\n'.repeat(lines)}`;
  expect(await growth(20_000, (lines) => contentOf(text(lines)))).toBeLessThan(maxGrowth);
});
