import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { untilIdle } from './archive.ts';
import { expectWellMade, useBrowser } from './window.ts';

const open = useBrowser();
/** As somebody drops a file on the page. */
async function drop(page: Page, name: string, text: string): Promise<void> {
  const dataTransfer = await page.evaluateHandle(
    `(() => {
      const data = new DataTransfer();
      data.items.add(new File([${JSON.stringify(text)}], ${JSON.stringify(name)}, { type: 'text/plain' }));
      return data;
    })()`,
  );
  await page.locator('.drop').dispatchEvent('drop', { dataTransfer });
}

const file = (name: string, text: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });

describe('adding files', () => {
  it('shows a file arrive, and leads to its document and its names', async () => {
    const { page } = await open('#/ingest');
    await drop(
      page,
      'harbour.txt',
      'Pilot boat for Stromness\n\nThe harbour of Stromness bought a pilot boat. Morag Sinclair, the minister, came to see it.\n',
    );
    await page.locator('.files li[data-state=stored] a').click();
    await page.getByRole('heading', { level: 1, name: 'Pilot boat for' }).waitFor();
    await page.locator('.text .mark', { hasText: 'Morag Sinclair' }).click();
    await page.getByRole('heading', { level: 1, name: 'Morag Sinclair' }).waitFor();
  });

  it('says why a file is refused and what helps, and tries it again', async () => {
    const window = await open('#/ingest');
    const { page } = window;
    await page.getByLabel('Files to add').setInputFiles(file('broken.json', '{"title": "Half a sto'));
    await page.locator('.files li[data-state=refused]').waitFor();
    const refused = page.locator('.refused', { hasText: 'broken.json' });
    await refused.waitFor();
    await expectWellMade(window);
    await refused.getByRole('button', { name: 'Try again' }).click();
    await refused.getByText('1 file on the way again').waitFor();
    await untilIdle();
  });

  it('refuses an empty file before it is sent', async () => {
    const { page } = await open('#/ingest');
    await page.getByLabel('Files to add').setInputFiles(file('empty.txt', ''));
    await page.getByText('The file is empty.').waitFor();
  });

  it('shows hostile text as text', async () => {
    const { page, faults } = await open('#/ingest');
    const hostile = '<script>window.acted = true</script><img src=x onerror="window.acted = true">';
    const article = {
      title: `Quay ${hostile}`,
      url: 'javascript:window.acted=true',
      body: `${hostile} \u202Eyauq eht\u202C. `.repeat(20),
    };
    await page.getByLabel('Files to add').setInputFiles(file('hostile.json', JSON.stringify(article)));
    await page.locator('.files li[data-state=stored] a').click();
    await page.getByRole('heading', { level: 1, name: 'Quay' }).waitFor();
    await page.locator('.text p').first().waitFor();
    expect(await page.evaluate('window.acted')).toBeUndefined();
    expect(await page.locator('a[href^="javascript"], main script, main img').count()).toBe(0);
    expect(faults).toEqual([]);
  });
});
