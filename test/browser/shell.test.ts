import { describe, expect, it } from 'vitest';
import { expectWellMade, useBrowser } from './window.ts';

const open = useBrowser();

describe('every other view is well made', () => {
  it.each([
    ['#/', 'Newest'],
    ['#/stories', 'The last 30 days with news.'],
    ['#/trends', 'in the 28 days before'],
    ['#/decisions', 'What people decided'],
    ['#/status', 'Together'],
    ['#/search', 'How to search'],
    ['#/nowhere', 'There is no such page'],
  ])('%s', async (view, content) => {
    const window = await open(view);
    await window.page.getByText(content).first().waitFor();
    await window.page.locator('.loading').first().waitFor({ state: 'detached' });
    await expectWellMade(window);
  });
});

describe('an archive that needs a key', () => {
  it('asks for it, and goes on where somebody was', async () => {
    const window = await open('#/nowhere');
    const { page } = window;
    await page.route('**/v1/**', async (route) => {
      const key = await route.request().headerValue('authorization');
      if (key === 'Bearer good') return route.continue();
      return route.fulfill({ status: 401, json: { message: 'Unauthorized' } });
    });
    await page.evaluate("location.hash = '#/search?q=minister'");
    await page.getByText('This archive needs a key').first().waitFor();
    await expectWellMade(window);
    await page.getByLabel('API key or token').fill('bad');
    await page.keyboard.press('Enter');
    await page.getByText('Another key, please').waitFor();
    await page.getByLabel('API key or token').fill('good');
    await page.keyboard.press('Enter');
    await page.locator('.document-line').first().waitFor();
    expect(page.url()).toContain('#/search?q=minister');
  });
});

describe('who has no key', () => {
  it('is asked once, and can enter one later', async () => {
    const { page } = await open('#/nowhere');
    await page.route('**/v1/**', (route) =>
      route.fulfill({ status: 401, json: { message: 'Unauthorized' } }),
    );
    await page.evaluate("location.hash = '#/search?q=minister'");
    const dialog = page.getByRole('dialog', { name: 'This archive needs a key' });
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await page.evaluate("location.hash = '#/decisions'");
    await page.getByRole('button', { name: 'Enter a key' }).waitFor();
    expect(await dialog.isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Enter a key' }).click();
    await dialog.waitFor();
  });
});

describe('a network that is away', () => {
  it('is said, and what was asked follows when it is back', async () => {
    const { page } = await open('#/search?q=minister');
    await page.locator('.document-line').first().waitFor();
    await page.context().setOffline(true);
    await page.getByText('You are offline. What is here stays').waitFor();
    await page.evaluate("location.hash = '#/search?q=ferry'");
    await page.getByText('This goes on by itself').first().waitFor();
    await page.context().setOffline(false);
    await page.locator('.document-line', { hasText: 'erry' }).first().waitFor();
  });
});

describe('an API that fails', () => {
  it('is put into words, with a way to try again', async () => {
    const { page } = await open('#/nowhere');
    let answers = 0;
    await page.route('**/v1/documents?*', (route) => {
      answers++;
      return answers === 1
        ? route.fulfill({ status: 500, json: { type: 'x', status: 500 } })
        : route.continue();
    });
    await page.evaluate("location.hash = '#/'");
    await page.getByText('Dateline could not answer').waitFor();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('.document-line').first().waitFor();
  });
});

describe('an answer that takes long', () => {
  it('is called slow, and shown when it comes', async () => {
    const { page } = await open('#/nowhere');
    await page.clock.install();
    let answer = () => {};
    const released = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route('**/v1/search?*', (route) => released.then(() => route.continue()));
    await page.evaluate("location.hash = '#/search?q=minister'");
    await page.locator('.loading').first().waitFor();
    await page.clock.runFor(3_000);
    await page.getByText('This takes longer than usual').first().waitFor();
    answer();
    await page.locator('.document-line').first().waitFor();
    await page.getByText('This takes longer than usual').waitFor({ state: 'detached' });
  });
});

describe('an answer that is not whole', () => {
  it('says what was left out', async () => {
    const window = await open('#/nowhere');
    const { page } = window;
    const message = 'Only the last 31 days of the range are looked at.';
    await page.route('**/v1/stories?*', (route) =>
      route.fulfill({ json: { items: [], next: null, partial: { read: 5, message } } }),
    );
    await page.evaluate("location.hash = '#/stories'");
    await page.getByText(`Not everything was read: ${message}`).waitFor();
    await page.getByText('No event in these days').waitFor();
    await expectWellMade(window);
  });
});
