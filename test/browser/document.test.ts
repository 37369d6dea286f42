import { unlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { findDocument, untilGone } from './archive.ts';
import { expectWellMade, useBrowser } from './window.ts';

const open = useBrowser();

describe('a document', () => {
  it('has its names marked, and says what each rests on at the focus', async () => {
    const { page } = await open('#/search?q=stockholm+ferry');
    await page.locator('.document-line h3 a').first().click();
    const mark = page.locator('.text .mark[data-type=person]').first();
    await mark.focus();
    const note = page.locator('.mention-note');
    await note.waitFor();
    expect(await note.textContent()).toMatch(/person, \d+ % sure/);
    // The pointer is elsewhere on the text, and stays on no mark.
    await page.locator('.text').hover({ position: { x: 1, y: 1 } });
    expect(await note.isVisible()).toBe(true);
    await page.keyboard.press('Escape');
    await note.waitFor({ state: 'detached' });
    await page.getByText('as if a machine had translated it').waitFor();
  });

  it('leads to others about the same, as its source says', async () => {
    const { page } = await open(`#/documents/${await findDocument('subject:harbour')}`);
    await page.getByRole('link', { name: 'weather' }).click();
    await page.waitForURL(/subject/);
    await page.locator('.facet-list button[aria-pressed=true]', { hasText: 'weather' }).waitFor();
  });

  it('can be read without marks', async () => {
    const { page } = await open(`#/documents/${await findDocument('stockholm')}`);
    await page.locator('.text .mark').first().waitFor();
    await page.getByRole('button', { name: 'Marks' }).click();
    await page.locator('.text .mark').first().waitFor({ state: 'detached' });
  });

  it('keeps the letter of a mark beside its name where a line ends', async () => {
    const { page } = await open(`#/documents/${await findDocument('stockholm')}`);
    await page.locator('.text .mark').first().waitFor();
    for (let width = 320; width <= 420; width += 4) {
      await page.setViewportSize({ width, height: 900 });
      const apart = await page.locator('.text .mark').evaluateAll((marks) =>
        marks.flatMap((mark) => {
          const [letter, name] = ['.letter', 'bdi'].map(
            (part) => mark.querySelector(part)?.getClientRects()[0],
          );
          return letter && name && letter.bottom <= name.top ? [mark.textContent] : [];
        }),
      );
      expect(apart, `${width} pixels wide`).toEqual([]);
    }
  });

  it('is printed without what only a screen can do', async () => {
    const { page } = await open(`#/documents/${await findDocument('stockholm')}`);
    await page.locator('.text .mark').first().waitFor();
    await page.emulateMedia({ media: 'print' });
    for (const text of ['Search', 'Marks'])
      expect(await page.getByRole('button', { name: text }).isVisible()).toBe(false);
    expect(await page.locator('.text .mark').first().isVisible()).toBe(true);
  });

  it('shows versions, reprints and origin, by an address of their own', async () => {
    const window = await open(`#/documents/${await findDocument('stockholm')}`);
    const { page } = window;
    await page.getByRole('tab', { name: 'Named' }).focus();
    for (const [name, content] of [
      ['versions', 'Now,'],
      ['reprints', 'This document'],
      ['origin', 'lantern-translations/'],
    ] as const) {
      await page.keyboard.press('ArrowRight');
      await page.waitForURL(new RegExp(`tab=${name}`));
      await page.getByRole('tabpanel').getByText(content).first().waitFor();
    }
    await expectWellMade(window);
  });

  it('is well made', async () => {
    const window = await open(`#/documents/${await findDocument('stockholm')}`);
    await window.page.locator('.text .mark').first().waitFor();
    await expectWellMade(window);
  });

  it('that is unknown has a page that says so', async () => {
    const { page } = await open('#/documents/00000000000000000000000000000000');
    await page.getByRole('heading', { name: 'This document is not here' }).waitFor();
  });

  it('that is removed while it is open says so', async () => {
    const file = path.join(inject('inbox'), 'soon-gone.txt');
    writeFileSync(
      file,
      'Ferry to Ulapool withdrawn\n\nThe evening ferry to Ulapool was withdrawn on Monday.\n',
    );
    const id = await findDocument('ulapool');
    const { page } = await open(`#/documents/${id}`);
    await page.getByRole('heading', { name: 'Ferry to Ulapool withdrawn' }).waitFor();
    unlinkSync(file);
    await untilGone(id);
    await page.evaluate("window.dispatchEvent(new Event('focus'))");
    await page.getByText('This document was removed while you had it open').waitFor();
  });
});
