import { describe, expect, it } from 'vitest';
import { expectWellMade, useBrowser } from './window.ts';

const open = useBrowser();

/** Milliseconds of processor time, so that other work of the machine makes no difference. */
const longestTask = 100;

interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  /** Processor time in microseconds. */
  tdur?: number;
  args?: { name?: string };
}

describe('search', () => {
  it('shows what is found, with passages, and narrows it down', async () => {
    const { page } = await open('#/search?q=minister');
    await page.locator('.document-line').first().waitFor();
    const before = await page.locator('.results [role=status]').textContent();
    expect(before).toMatch(/^\d+ documents$/);
    expect(await page.locator('.snippet mark').count()).toBeGreaterThan(0);
    await page.locator('.facet-list button').first().click();
    await page.waitForURL(/entity/);
    await page.locator('.facet-list button[aria-pressed=true]').waitFor();
    await page.goBack();
    await page.locator('.results [role=status]', { hasText: before ?? 'nothing' }).waitFor();
  });

  it('can be followed as a feed, and taken along as a table', async () => {
    const { page } = await open('#/search?q=%22the%20minister%22');
    for (const [name, type] of [
      ['Feed', 'application/atom+xml'],
      ['Table (CSV)', 'text/csv'],
    ] as const) {
      const address = await page.getByRole('link', { name }).getAttribute('href');
      const answer = await page.request.get(new URL(address ?? '', page.url()).href);
      expect([answer.status(), answer.headers()['content-type']]).toEqual([
        200,
        expect.stringContaining(type),
      ]);
    }
  });

  it('can be done by keyboard alone', async () => {
    const { page } = await open('#/search');
    await page.keyboard.press('/');
    await page.keyboard.type('lerw');
    await page.locator('[role=option]').first().waitFor();
    expect(await page.locator('[role=combobox]').getAttribute('aria-expanded')).toBe('true');
    await page.keyboard.press('ArrowDown');
    expect(await page.locator('[role=option][aria-selected=true]').textContent()).toContain('Lerwick');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
    await page.waitForURL(/q=lerw/);
  });

  it('explains itself by examples, each of which finds something', async () => {
    const { page } = await open('#/search');
    await page.locator('.query-help code').first().waitFor();
    for (const example of await page.locator('.query-help code').allTextContents()) {
      const address = new URL(`/v1/search?q=${encodeURIComponent(example)}`, page.url());
      expect(await (await page.request.get(address.href)).json(), example).not.toHaveProperty('total', 0);
    }
  });

  it('says where a query is not understood', async () => {
    const { page } = await open(`#/search?q=${encodeURIComponent('storm entity:nobody')}`);
    await page.locator('.query-fault').waitFor();
    expect(await page.locator('.query-fault mark').textContent()).toBe('n');
  });

  it('says so when nothing is found, and names who may be meant', async () => {
    const { page } = await open('#/search?q=Louise+Harcort');
    await page.getByText('No document has all of').waitFor();
    await page.locator('.chip', { hasText: 'Louise Harcourt' }).waitFor();
  });

  it('is well made', async () => {
    const window = await open('#/search?q=minister');
    await window.page.locator('.facet-list').first().waitFor();
    await window.page.locator('.document-line').first().waitFor();
    await expectWellMade(window);
  });
});

describe('the first view', () => {
  it('is small', async () => {
    const { page, requests } = await open('#/search?q=minister');
    await page.locator('.document-line').first().waitFor();
    const bytes = await page.evaluate<number>(`performance
      .getEntriesByType('resource')
      .filter(({ name }) => name.endsWith('.js'))
      .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0)`);
    expect(bytes).toBeGreaterThan(0);
    expect(bytes).toBeLessThan(130_000);
    expect(requests.length).toBeLessThanOrEqual(8);
  });

  it('has no long task, by the processor time that it takes', async () => {
    const { page } = await open('#/nowhere');
    const browser = page.context().browser();
    await browser?.startTracing(page, { categories: ['toplevel', 'disabled-by-default-devtools.timeline'] });
    await page.evaluate("location.hash = '#/search?q=minister'; location.reload()");
    await page.locator('.document-line').first().waitFor();
    await page.locator('.loading').first().waitFor({ state: 'detached' });
    const trace = JSON.parse(String(await browser?.stopTracing())) as { traceEvents: TraceEvent[] };
    const isMain = ({ name, args }: TraceEvent) => name === 'thread_name' && args?.name === 'CrRendererMain';
    const threads = new Set(trace.traceEvents.filter(isMain).map(({ pid, tid }) => `${pid} ${tid}`));
    const tasks = trace.traceEvents.filter(
      ({ name, pid, tid }) => /RunTask$/.test(name) && threads.has(`${pid} ${tid}`),
    );
    const longest = Math.max(...tasks.map(({ tdur = 0 }) => tdur / 1000));
    expect(longest).toBeGreaterThan(0);
    expect(longest).toBeLessThan(longestTask);
  });
});
