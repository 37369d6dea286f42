import { describe, expect, it } from 'vitest';
import { expectWellMade, useBrowser } from './window.ts';

const open = useBrowser();

describe('an entity', () => {
  it('leads from a chip to its days, and back', async () => {
    const { page } = await open('#/search?q=cable');
    await page.locator('.document-line .chip', { hasText: 'Lerwick' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Lerwick' }).waitFor();
    await page.locator('.document-line').first().waitFor();
    const documents = await page.locator('.document-line').count();
    const last = page.locator('.document-line').nth(documents - 1);
    const chart = page.getByRole('slider', { name: 'Documents over time' });
    const box = await chart.boundingBox();
    if (box === null) throw new Error('The chart is not to be seen.');
    await page.mouse.move(box.x + 2, box.y + 40);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.1, box.y + 40);
    await page.mouse.up();
    await page.waitForURL(/from=2026-03-0\d&to=2026-03-0\d/);
    await page.getByText('Show all').waitFor();
    await last.waitFor({ state: 'detached' });
    await page.goBack();
    await last.waitFor();
    await page.goBack();
    await page.waitForURL(/search\?q=cable/);
  });

  it('lets a range of days be chosen by keyboard', async () => {
    const { page } = await open('#/entities/place/lerwick');
    const chart = page.getByRole('slider', { name: 'Documents over time' });
    await chart.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Enter');
    await page.waitForURL(/from=2026-03-03&to=2026-03-04/);
  });

  it('shows whom it is named with, as bars, as a network and on a map, its names and its links', async () => {
    const window = await open('#/entities/person/louise-harcourt');
    const { page } = window;
    await page.locator('.ranked li').first().waitFor();
    await expectWellMade(window);
    await page.getByRole('tab', { name: 'Network' }).click();
    await page.locator('.network a').nth(3).waitFor();
    await expectWellMade(window);
    await page.getByRole('tab', { name: 'Map' }).click();
    await page.locator('.world-map a').first().waitFor();
    expect(await page.locator('.world-map path').getAttribute('d')).toMatch(/^M[\d.]/);
    await expectWellMade(window);
    for (const name of ['Names', 'Links']) {
      await page.getByRole('tab', { name }).click();
      await page.getByRole('tabpanel', { name }).waitFor();
      await page.locator('.loading').first().waitFor({ state: 'detached' });
      await expectWellMade(window);
    }
  });

  it('that is unknown has names near it', async () => {
    const window = await open('#/entities/person/louise-harcort');
    await window.page.locator('.chip', { hasText: 'Louise Harcourt' }).waitFor();
    await expectWellMade(window);
  });

  it('shows what was put to another of its ids as put to it', async () => {
    const { page } = await open('#/ingest');
    const [address, also] = ['**/v1/entities/person/daniel-harcourt', 'person/daniel-j-harcourt'];
    await page.route(address, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, json: { ...(await response.json()), also: [also] } });
    });
    const candidate = { id: also, name: 'Daniel J Harcourt', confidence: 0.9, evidence: [] };
    const name = { id: 'person/harcourt', form: 'Harcourt' };
    const link = { document: { id: 'd', title: 'A story' }, name, to: also, candidates: [candidate] };
    await page.route(`${address}/links*`, (route) => route.fulfill({ json: { items: [link], next: null } }));
    await page.goto(`${page.url().split('#')[0]}#/entities/person/daniel-harcourt?tab=links`);
    await page.getByText('This one, 90').waitFor();
  });
});
