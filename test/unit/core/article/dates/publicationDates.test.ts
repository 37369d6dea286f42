import { describe, expect, test } from 'vitest';
import { contentOf } from '../../formats/upload.ts';

const sentence =
  'The harbour at Kelmere stayed closed for a third day, its manager said, as the storm went on along the coast. ';
const story = [1, 2, 3, 4].map((n) => `<p>${n}. ${sentence.repeat(2)}</p>`).join('');

const put = Date.UTC(2026, 5, 1);

async function publishedOf(
  head: string,
  beforeStory: string,
  afterStory = '',
  modified = put,
  language = 'de',
): Promise<string | undefined> {
  const page = `<!doctype html><html lang="${language}">
    <head><meta charset="utf-8"><title>Storm</title>${head}</head>
    <body><article><h1>Storm closes the harbour for a third day</h1>${beforeStory}${story}</article>
    ${afterStory}</body></html>`;
  return (await contentOf(page, { modified })).published?.value;
}

const comments = `<div class="comments"><p>5. Mai 2021</p><p>Nobody saw a ship all day long.</p></div>`;

describe('the date of publication', () => {
  test('is none from before the web, unless it is marked or beside a byline', async () => {
    const act =
      '<p>Das Gesetz über die Häfen der Küste, nach dem der Hafen schließt, ist vom 14. August 1935</p>';
    expect(await publishedOf('', act)).toBeUndefined();
    const byline = '<p>By Jane Quelle, Special to The Kelmere Times, March 3, 1989</p>';
    expect(await publishedOf('', byline)).toBe('1989-03-03');
    expect(await publishedOf('<meta name="dc.date" content="1935-08-14">', '')).toBe('1935-08-14');
  });

  test.each([
    ['en', '<p>Updated 5 May 2021 10:15 | Published 3 May 2021 08:00</p>', '2021-05-03T08:00'],
    ['en', '<p>Updated: 08:05, 5 May 2021 | Published: 21:14, 3 May 2021</p>', '2021-05-03T21:14'],
    ['fr', '<p>Mis à jour le 5 mai 2021 à 10h15 - Publié le 3 mai 2021 à 8h00</p>', '2021-05-03T08:00'],
    ['de', '<p>Stand: 5. Mai 2021, 10:15 Uhr, veröffentlicht am 3. Mai 2021</p>', '2021-05-03'],
    ['de', '<p>Stand: 5. Mai 2021, 10:15 Uhr</p>', '2021-05-05T10:15'],
    ['de', '<p>Aktualisiert am 5. Mai 2021, 10:15 Uhr, veröffentlicht am 3. Mai 2021</p>', '2021-05-03'],
    [
      'en',
      '<p><time class="updated" datetime="2021-05-05">5 May</time> <time datetime="2021-05-03">3 May</time></p>',
      '2021-05-03',
    ],
    // Themes of blogs call every date so.
    ['en', '<p><time class="updated" datetime="2021-05-05">5 May 2021</time></p>', '2021-05-05'],
  ])('is that of publication where one line has an update before it (%s): %s', async (lang, line, day) => {
    expect(await publishedOf('', line, '', put, lang)).toBe(day);
  });

  test('is that of publication where an element named for an update comes before it', async () => {
    const [update, first] = ['<div class="date-updated">5 May 2021</div>', '<div>3 May 2021</div>'];
    for (const lines of [update + first, first + update])
      expect(await publishedOf('', lines, '', put, 'en')).toBe('2021-05-03');
    expect(await publishedOf('', update, '', put, 'en')).toBe('2021-05-05');
    expect(await publishedOf('', update, first, put, 'en')).toBe('2021-05-05');
  });

  test('is below the headline rather than in the masthead above it', async () => {
    const read = async (below: string) =>
      (
        await contentOf(
          `<html lang="en"><title>Storm</title><body><div>Saturday, 30 May 2026</div>
          <h1>Storm closes the harbour for a third day</h1>${below}${story}</body></html>`,
          { modified: put },
        )
      ).published?.value;
    expect(await read('<p>Jane Quelle - 3 May 2021</p>')).toBe('2021-05-03');
    expect(await read('<p>3 May 2021</p>')).toBe('2021-05-03');
    expect(await read('')).toBe('2026-05-30');
  });

  test('is that of the update below the headline if the page has no other', async () => {
    const update = '<p>Written by Jane Quelle</p><p>Updated: July 11, 2024 09:12 IST</p>';
    expect(await publishedOf('', update)).toBe('2024-07-11T09:12');
    expect(await publishedOf('', `<p>Published: July 9, 2024</p>${update}`)).toBe('2024-07-09');
    expect(await publishedOf('', '', '<footer><p>Updated: July 11, 2024</p></footer>')).toBeUndefined();
  });

  test('is in data in a string of a script', async () => {
    const data = JSON.stringify(JSON.stringify({ story: { publishedAt: '2024-11-05T06:00:00Z' } }));
    expect(await publishedOf('', '', `<script>push([1,${data}])</script>`)).toBe('2024-11-05T06:00:00Z');
  });

  test('is in the title of an abbreviation', async () => {
    const ago = '<p><abbr title="2011-08-25T01:40:40Z">1 hr 4 mins ago</abbr></p>';
    expect(await publishedOf('', ago)).toBe('2011-08-25T01:40:40Z');
    expect(await publishedOf('', '<p><abbr title="Yahoo">Y</abbr></p>')).toBeUndefined();
  });

  test('beside the headline counts, whatever its elements are named', async () => {
    expect(await publishedOf('', '<div class="info box"><p>3. Mai 2021</p></div>')).toBe('2021-05-03');
    expect(await publishedOf('', '<div class="promo-teaser">3. Mai 2021 , Jane Quelle</div>')).toBe(
      '2021-05-03',
    );
  });

  test('in a picture or a comment never counts', async () => {
    const caption = '<div class="picture"><p>Der Hafen von Kelmere, 1. Mai 2021</p></div>';
    expect(await publishedOf('', caption, comments)).toBeUndefined();
  });

  test('is none of what was written then', async () => {
    const lines = '<p>Das Buch, geschrieben am 3. Mai 1935</p><p>Erschienen am 3. Mai 2021</p>';
    expect(await publishedOf('', lines)).toBe('2021-05-03');
  });

  test('in an element named for pictures counts beside the headline with a label', async () => {
    const line = (label: string) =>
      `<div class="author-image">Jane Doe<time datetime="2021-05-03">${label}3. Mai 2021</time></div>`;
    for (const label of ['Veröffentlicht: ', 'Pubblicato il ', 'Yayınlandı: '])
      expect(await publishedOf('', line(label))).toBe('2021-05-03');
    for (const other of ['', 'Republikaner ', 'Published by the harbour, '])
      expect(await publishedOf('', line(other))).toBeUndefined();
    expect(await publishedOf('', '', line('Veröffentlicht: '))).toBeUndefined();
  });

  test('can have a year of two digits beside the headline', async () => {
    expect(await publishedOf('', '<p>28.01.22 / 0 Kommentare</p>')).toBe('2022-01-28');
    expect(await publishedOf('', '<p>Veröffentlicht am 28.01.22</p>')).toBe('2022-01-28');
    expect(await publishedOf('', '<p>28.01.99</p>')).toBe('1999-01-28');
    const versions = [
      'Version 28.01.22.4',
      'Version 10.11.12 ist da',
      '31.02.22',
      '28.01.22:15',
      '+49.28.01.22',
    ];
    for (const other of [...versions, '22.01.28', '28.01.45'])
      expect(await publishedOf('', `<p>${other}</p>`)).toBeUndefined();
    expect(await publishedOf('', '', '<p>28.01.22 / 0 Kommentare</p>')).toBeUndefined();
    for (const yearOrMonthFirst of ['ko_KR', 'lt_LT', 'en_US']) {
      const locale = `<meta property="og:locale" content="${yearOrMonthFirst}">`;
      expect(await publishedOf(locale, '<p>11.01.22</p>')).toBeUndefined();
    }
  });

  test('has a year of two digits up to the day after the page was put', async () => {
    const readAt = (...day: [year: number, month: number, day: number]) =>
      publishedOf('', '<p>28.01.27</p>', '', Date.UTC(...day));
    expect(await readAt(2026, 5, 1)).toBeUndefined();
    expect(await readAt(2027, 0, 26)).toBeUndefined();
    expect(await readAt(2027, 0, 27)).toBe('2027-01-28');
    expect(await readAt(2031, 0, 1)).toBe('2027-01-28');
  });

  test('can begin the paragraph after a standfirst', async () => {
    const standfirst = `<p class="standfirst">${sentence}</p>`;
    const dated = `${standfirst}<p>3. Mai 2021 – ${sentence.repeat(3)}</p>`;
    expect(await publishedOf('', dated)).toBe('2021-05-03');
    expect(await publishedOf('', dated, '<p>Veröffentlicht: 4. Mai 2021</p>')).toBe('2021-05-04');
    const script = '<script>var x={"datePublished":"2021-05-05T10:00:00Z"}</script>';
    expect(await publishedOf(script, dated)).toBe('2021-05-05T10:00:00Z');
    for (const told of ['Am 3. Mai 2021 – D', '3. Mai 2021 – d', '3. Mai 2021 (D'])
      expect(
        await publishedOf('', `${standfirst}<p>${told}em Tag: ${sentence.repeat(3)}</p>`),
      ).toBeUndefined();
  });

  test('in a sentence beside the headline counts less than one that is labelled', async () => {
    const caption = '<p>Waves break over the pier of Kelmere harbour on Monday, 1. Mai 2021</p>';
    const dated = '<ul><li>Datum 3. Mai 2021</li></ul>';
    expect(await publishedOf('', caption, dated)).toBe('2021-05-03');
  });

  test('in a box away from the headline counts if there is no other', async () => {
    const box = '<div class="sidebar"><p>Datum 3. Mai 2021</p></div>';
    expect(await publishedOf('', '', `${box}${comments}`)).toBe('2021-05-03');
  });

  test.each([
    '<div>15 captures</div><div>3 Feb 2012 - 4 May 2019</div>',
    '<table><tr><td>Saved from</td><td>https://coast.example</td><td>1 Jan 2019</td></tr></table>',
    '<p>A snapshot of the page as it appeared on 1 Jan 2019</p>',
    '<p>Archiviert am 1. Januar 2019</p>',
  ])('is never when an archive took the page: %s', async (banner) => {
    expect(await publishedOf('', '', banner)).toBeUndefined();
    expect(await publishedOf('', '<p>3. Mai 2021</p>', banner)).toBe('2021-05-03');
  });

  test('is not the span of an event', async () => {
    expect(await publishedOf('', '<p>3. Mai 2021 – 5. Mai 2021</p>')).toBeUndefined();
  });

  test('is the printed local day if the metadata has another in UTC', async () => {
    const meta = '<meta property="article:published_time" content="2021-05-02T22:30:00Z">';
    expect(await publishedOf(meta, '<p class="date">3. Mai 2021</p>')).toBe('2021-05-03');
    expect(await publishedOf(meta, '<p class="date">2. Mai 2021</p>')).toBe('2021-05-02T22:30:00Z');
    expect(await publishedOf(meta, '<p class="date">7. Mai 2021</p>')).toBe('2021-05-02T22:30:00Z');
  });
});

test.each([
  'Von Ann Beispiel | Publiziert am 12. März 2026 um 14:05 Uhr | Aktualisiert am 13. März 2026, 9:30 Uhr',
  'Di Anna Esempio | Pubblicato il 12 marzo 2026 alle 14:05 | Aggiornamento: 13 marzo 2026, 9.30',
  'Autor: Anna Przykład | Opublikowano 12 marca 2026 r., 14:05 | Aktualizacja: 13 marca 2026, 9:30',
])('one line has the author and both dates: %s', async (line) => {
  const page = `<!doctype html><html><head><meta charset="utf-8"><title>Storm</title></head><body>
    <h1>Storm closes the harbour for a third day</h1><div>${line}</div>${story}</body></html>`;
  const { published, modified, authors, paragraphs } = await contentOf(page, { modified: put });
  expect([published?.value, modified?.value]).toEqual(['2026-03-12T14:05', '2026-03-13T09:30']);
  expect(authors).toHaveLength(1);
  expect(paragraphs.some(({ text }) => text.includes('2026'))).toBe(false);
});
