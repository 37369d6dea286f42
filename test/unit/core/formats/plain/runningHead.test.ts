/** The running head of a newspaper's page above a text, and a day behind the byline below it. */
import { describe, expect, test } from 'vitest';
import { contentOf } from '../upload.ts';

const body =
  'The harbour at Kelmere stayed closed for a third day, its manager said, as the storm went on and boats lay at their moorings.';
const title = 'Storm closes the harbour of Kelmere for a third day';
const below = `\n\n${body}\n\n${body} Again.\n`;

describe('the day', () => {
  test.each(['By Jane Doe, 31 March 2026', 'By Jane Doe | Tuesday, March 31, 2026'])(
    'may stand behind the byline: %s',
    async (byline) => {
      const content = await contentOf(`${title}\n\n${byline}${below}`);
      expect(content).toMatchObject({ authors: ['Jane Doe'], published: { value: '2026-03-31' } });
    },
  );

  test.each([
    'THE KELMERE COURIER, Tuesday, March 31, 2026          7',
    '7    Kelmere Courier    31 March 2026',
    'Tuesday, 31 March 2026 | Courier & Herald of Kelmere | Page 7',
  ])('of the running head of a page is that of the story below it: %s', async (line) => {
    const content = await contentOf(`${line}\n\n${title}\n\nBy Jane Doe${below}`);
    expect(content).toMatchObject({ title, published: { value: '2026-03-31' } });
    expect(content.paragraphs.map(({ text }) => text)).toEqual([body, `${body} Again.`]);
  });

  test.each([
    'Storm hits Kelmere on 31 March 2026',
    'Kelmere Courier 31 March 2026',
    '7    Kelmere Courier    31 March 2099',
    'Storm Hits Kelmere 31 March 2026 Ferries Stay    7',
    'Storm hits the harbour of Kelmere, 31 March 2026    7',
    'Ferries sail again, says the harbour, 31 March 2026    7',
  ])('of a headline makes that no running head: %s', async (line) => {
    const content = await contentOf(`${line}\n\n${body}\n\n${body} Again.\n`);
    expect(content.title).toBe(line);
  });

  test.each([
    ['still to come', `${title}\n\nBy Jane Doe, 31 March 2099${below}`, undefined],
    ['below an earlier one', `${title}\n\n30 March 2026\n\nBy Jane Doe, 31 March 2026${below}`, '2026-03-30'],
    [
      'in a chronology',
      `${title}\n\nBy Jane Doe, 31 March 2026\n\n1 March 2026${below}2 March 2026${below}`,
      undefined,
    ],
    [
      'of a running head of a chronology',
      `7    Kelmere Courier    31 March 2026\n\n1 March 2026${below}2 March 2026${below}`,
      undefined,
    ],
  ])('%s is not that of the text', async (_, story, day) => {
    expect((await contentOf(story)).published?.value).toBe(day);
  });

  test('of the first row of a table is not that of the text', async () => {
    const rows = ['Kelmere Fair\t31 March 2026\t7', 'Harbour Fair\t2 April 2026\t12'];
    const content = await contentOf(`${rows.join('\n')}\n\n${body}\n\n${body} Again.\n`);
    expect(content.published).toBeUndefined();
    expect(content.title).toBe(rows[0]);
  });
});
