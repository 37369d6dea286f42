import { describe, expect, it } from 'vitest';
import { findDocument } from './archive.ts';
import { useBrowser } from './window.ts';

const open = useBrowser();

const name = 'Amara Okoye';
const paragraph = `${name} ${'said that the word stands. '.repeat(10)}`.trim();
/** A text of 1 MB. */
const text = Array.from({ length: 3_600 }, () => paragraph).join('\n\n');
const mentions = Array.from({ length: 3_000 }, (_, i) => {
  const start = i * (paragraph.length + 2);
  return {
    start,
    end: start + name.length,
    surface: name,
    type: 'person',
    entity: 'person/amara-okoye',
    name,
    confidence: 1,
    link: { reason: 'same name' },
    extractor: 'test',
  };
});

describe('a text of 1 MB with 3,000 mentions', () => {
  it('is shown piece by piece', async () => {
    const id = await findDocument('stockholm');
    const { page } = await open('#/ingest');
    await page.route(`**/v1/documents/${id}/text`, (route) => route.fulfill({ json: { text } }));
    await page.route(`**/v1/documents/${id}/mentions?*`, (route) => {
      const at = Number(new URL(route.request().url()).searchParams.get('cursor') ?? 0);
      const next = at + 100 < mentions.length ? String(at + 100) : null;
      return route.fulfill({ json: { items: mentions.slice(at, at + 100), next } });
    });
    await page.evaluate(`location.hash = '#/documents/${id}'`);
    await page.getByText('Looking for names').waitFor();
    await page.getByText('Looking for names').waitFor({ state: 'detached' });
    expect(text.length).toBeGreaterThan(1_000_000);
    const shown = await page.locator('.text p').count();
    expect(shown).toBeLessThan(200);
    expect(await page.locator('.text .mark').count()).toBe(shown);
    await page.getByRole('button', { name: 'Show more of the text' }).click();
    await page.locator('.text p').nth(shown).waitFor();
  });
});

describe('a text that is too long for one answer', () => {
  it('is read piece by piece', async () => {
    const id = await findDocument('stockholm');
    const { page, requests } = await open('#/ingest');
    const long = 'The word stands. '.repeat(600).trim();
    const whole = `${Array.from({ length: 50 }, () => long).join('\n\n')}\n\nThe last word.`;
    await page.route(`**/v1/documents/${id}`, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, json: { ...(await response.json()), characters: whole.length } });
    });
    await page.route(`**/v1/documents/${id}/text?*`, (route) => {
      const { searchParams } = new URL(route.request().url());
      const [start, end] = [Number(searchParams.get('start')), Number(searchParams.get('end'))];
      return route.fulfill({ json: { text: whole.slice(start, end) } });
    });
    await page.evaluate(`location.hash = '#/documents/${id}'`);
    const more = page.getByRole('button', { name: 'Show more' });
    await more.waitFor();
    const pieces = () => requests.filter((address) => address.includes('/text?')).length;
    expect([pieces(), await page.getByText('The last word.').count()]).toEqual([1, 0]);
    await more.click();
    await page.getByText('The last word.').waitFor();
    await more.waitFor({ state: 'detached' });
    expect([pieces(), await page.locator('.text p').count()]).toEqual([2, 51]);
  });
});
