/** A window of Chromium on the console. What Chromium reports, such as a breach of the policy, is a fault. */
import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject } from 'vitest';

/** What is no fault: an answer that says no, which the page puts into words, and a network that is away. */
const expected = /Failed to load resource: (the server responded with a status of 4|net::ERR_INTERNET)/;

export interface BrowserWindow {
  page: Page;
  /** What the browser reported: errors of scripts, breaches of the policy. */
  faults: string[];
  /** Every address that was asked. */
  requests: string[];
}

/** One Chromium for the tests of a file; each window is a session of its own. */
export function useBrowser(): (view: string, options?: WindowOptions) => Promise<BrowserWindow> {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: inject('chromium'),
      args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'],
    });
  });
  afterAll(() => browser.close());
  return (view, options) => openWindow(browser, view, options);
}

export interface WindowOptions {
  width?: number;
  height?: number;
  dark?: boolean;
}

/** @param view the fragment of the address: `#/search?q=storm` */
async function openWindow(
  browser: Browser,
  view: string,
  { width = 1280, height = 900, dark = false }: WindowOptions = {},
): Promise<BrowserWindow> {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    locale: 'en-GB',
  });
  const page = await context.newPage();
  // Only the time limit of the test ends a wait, so that a busy machine fails nothing.
  page.setDefaultTimeout(0);
  const faults: string[] = [];
  const requests: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !expected.test(message.text())) faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(`${inject('url')}/${view}`);
  return { page, faults, requests };
}

/**
 * Breaches of the rules for accessibility (WCAG 2.2 AA and good practice), one sentence each.
 *
 * @param rules only these; by default all
 */
async function accessibilityFaults(page: Page, rules?: string[]): Promise<string[]> {
  return page.evaluate(async (only) => {
    const { axe: runner } = globalThis as unknown as { axe: typeof axe };
    const { violations } = await runner.run(only === undefined ? {} : { runOnly: only });
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${help}: ${html.slice(0, 200)} ${failureSummary}`),
    );
  }, rules);
}

/** The view is accessible in light and dark, and no wider than the window at three widths. */
export async function expectWellMade({ page, faults, requests }: BrowserWindow): Promise<void> {
  await page.evaluate(axe.source);
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await accessibilityFaults(page, ['color-contrast'])).toEqual([]);
  await page.emulateMedia({ colorScheme: 'light' });
  for (const width of [360, 1280, 2560]) {
    await page.setViewportSize({ width, height: 900 });
    const wide = await page.evaluate<number>('document.documentElement.scrollWidth');
    expect(wide).toBeLessThanOrEqual(width);
  }
  expect(faults).toEqual([]);
  expect(requests.filter((address) => !address.startsWith(inject('url')))).toEqual([]);
}
