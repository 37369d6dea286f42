/**
 * `npm run bench:console [-- --documents N] [--folder DIR] [--rounds N]`: how soon each view of the console
 * can be used, in Chromium on this machine, over N (100,000) generated documents. `--folder` keeps the corpus
 * for another run, also of `bench:query`.
 *
 * Each round opens a view in a window of its own, with nothing cached. The last line is JSON, by view:
 * milliseconds from the request of the page until its first content is shown (`shown`) and until nothing is
 * loading any more (`whole`), medians over the rounds, and the longest task of the page (`longestTask`).
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Browser, chromium } from 'playwright-core';
import { serveConsole } from '../../api/console/serveConsole.ts';
import { percentile, round } from '../../bench/figures.ts';
import { openQueryCorpus } from '../../bench/query/corpus.ts';
import { MeteredApi } from '../../bench/query/meteredApi.ts';
import { Subjects } from '../../bench/query/questions.ts';
import { builtConsole } from '../../console/build.ts';
import { Random } from '../../core/random.ts';
import { listen, loopback } from '../../local/server.ts';
import { findChromium, howToInstall } from './chromium.ts';

const seed = 1;

interface Shown {
  shown: number;
  whole: number;
  longestTask: number;
}

/** The address of each view. */
function viewsOf(subjects: Subjects): Record<string, string> {
  return {
    home: '#/',
    search: `#/search?q=${encodeURIComponent(subjects.words())}`,
    document: `#/documents/${subjects.document()}`,
    entity: `#/entities/${subjects.entity()}`,
    trends: '#/trends',
    stories: '#/stories',
  };
}

/** In the page: keeps how long each task of more than 50 ms took. */
const notesLongTasks = `
  globalThis.tasks = [];
  new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration)))
    .observe({ type: 'longtask', buffered: true });`;

async function openView(browser: Browser, url: string): Promise<Shown> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  try {
    const page = await context.newPage();
    await page.addInitScript(notesLongTasks);
    const now = () => page.evaluate<number>('performance.now()');
    await page.goto(url, { waitUntil: 'commit' });
    await page.locator('main [aria-busy=false]').first().waitFor();
    const shown = await now();
    await page.locator('.loading').first().waitFor({ state: 'detached' });
    const whole = await now();
    return { shown, whole, longestTask: await page.evaluate<number>('Math.max(0, ...tasks)') };
  } finally {
    await context.close();
  }
}

async function bench(folder: string, documents: number, rounds: number, executablePath: string) {
  mkdirSync(join(folder, String(documents)), { recursive: true });
  const corpus = await openQueryCorpus(join(folder, String(documents)), documents, seed);
  const log = { info() {}, warn() {}, error: (message: string) => console.error(message) };
  const { app } = new MeteredApi(corpus, log, serveConsole(builtConsole()));
  const server = await listen(app, { host: loopback, port: 0 });
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'],
  });
  try {
    const figures: Record<string, Shown> = {};
    for (const [view, address] of Object.entries(viewsOf(new Subjects(corpus, new Random(seed))))) {
      const seen: Shown[] = [];
      // The first round warms up the server: it builds the page and opens the search table.
      for (let i = -1; i < rounds; i++) {
        const measured = await openView(browser, `${server.url}/${address}`);
        if (i >= 0) seen.push(measured);
      }
      const median = (key: keyof Shown) =>
        round(
          percentile(
            seen.map((each) => each[key]),
            0.5,
          ),
        );
      figures[view] = { shown: median('shown'), whole: median('whole'), longestTask: median('longestTask') };
      console.log(view.padEnd(10), JSON.stringify(figures[view]));
    }
    return figures;
  } finally {
    await browser.close();
    await server.close();
    await corpus.close();
  }
}

const { values } = parseArgs({
  options: {
    documents: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '5' },
    folder: { type: 'string' },
  },
});
const chromiumPath = findChromium();
if (chromiumPath === undefined) {
  console.log(howToInstall);
  process.exitCode = 1;
} else {
  const folder = values.folder ?? mkdtempSync(join(tmpdir(), 'dateline-console-'));
  try {
    console.log(
      JSON.stringify(await bench(folder, Number(values.documents), Number(values.rounds), chromiumPath)),
    );
  } finally {
    if (values.folder === undefined) rmSync(folder, { recursive: true, force: true });
  }
}
