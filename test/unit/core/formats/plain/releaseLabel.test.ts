import { describe, expect, test } from 'vitest';
import { contentOf } from '../upload.ts';

const body =
  'The harbour at Kelmere stayed closed for a third day, its manager said, as the storm went on and boats lay at their moorings.';
const title = 'Storm closes the harbour of Kelmere for a third day';
const below = `\n\n${body}\n\n${body} Again.\n`;

describe('what press offices set above a text', () => {
  test.each([
    ['FOR IMMEDIATE RELEASE', undefined],
    ['Press release', undefined],
    ['Pressemitteilung', undefined],
    ['Medieninformation', undefined],
    ['COMMUNIQUÉ DE PRESSE', undefined],
    ['Pressemitteilung Nr. 45/2026', undefined],
    ['PRESS RELEASE No. 12', undefined],
    ['TIEDOTE 31.3.2026', '2026-03-31'],
    ['Пресс-релиз', undefined],
    ['Press Release – 31 March 2026', '2026-03-31'],
    ['For immediate release: Tuesday, March 31, 2026', '2026-03-31'],
  ])('is a kicker: %s', async (line, value) => {
    const content = await contentOf(`${line}\n${title}${below}`);
    expect(content).toMatchObject({ title, kicker: line });
    expect(content.published?.value).toBe(value);
  });

  test('stands above a place and a day, and the headline below them', async () => {
    const place = 'Kelmere, 31. März 2026';
    const content = await contentOf(`Pressemitteilung\n${place}\n${title}${below}`);
    expect(content).toMatchObject({ title, published: { value: '2026-03-31' } });
    expect(content.paragraphs.map(({ text }) => text)).toEqual([place, body, `${body} Again.`]);
  });

  test('is a headline if it says more', async () => {
    const line = 'Press release of the harbour angers pilots';
    expect((await contentOf(`${line}${below}`)).title).toBe(line);
  });

  test('stands below a letterhead, which has an address', async () => {
    const letterhead = ['Kelmere Harbour Board', '12 Quay Street, Kelmere', 'Tel. 01234 567890'];
    const content = await contentOf(`${letterhead.join('\n')}\n\nMEDIA RELEASE\n\n${title}${below}`);
    expect(content).toMatchObject({ title, kicker: [...letterhead, 'MEDIA RELEASE'].join(' · ') });
    expect(content.paragraphs.map(({ text }) => text)).toEqual([body, `${body} Again.`]);
  });

  test('stands below the headline, where nothing is an address', async () => {
    const content = await contentOf(`${title}\n\nPress release${below}`);
    expect(content).toMatchObject({ title, kicker: 'Press release' });
  });
});
