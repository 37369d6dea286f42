import { expect, test } from 'vitest';
import { contentOf } from '../upload.ts';

const title = 'Storm closes the harbour of Kelmere for a third day';
const body =
  'The harbour at Kelmere stayed closed for a third day, its manager said, as the storm went on along the coast.';

test.each([
  ['31 marca 2026 r.', '2026-03-31'],
  ['TX DATE: 31.03.2026', '2026-03-31'],
  ['Sendedatum: 31.03.2026', '2026-03-31'],
  ['31 marca 2026 r., 14:05', '2026-03-31T14:05'],
  ['Дата публікації: 31 березня 2026 року', '2026-03-31'],
  ['Pubblicato martedì 31 marzo 2026, ore 14.05', '2026-03-31T14:05'],
  ['نشر في 31 مارس 2026 الساعة 14:05', '2026-03-31T14:05'],
  ['الثلاثاء، 31 مارس 2026', '2026-03-31'],
])('a line with a date as its language writes it: %s', async (line, value) => {
  const content = await contentOf(`${title}\n\n${line}\n\n${body}\n\n${body} Again.\n`);
  expect(content).toMatchObject({ title, published: { value, source: 'text' } });
  expect(content.paragraphs.map(({ text }) => text)).toEqual([body, `${body} Again.`]);
});
