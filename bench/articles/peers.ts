/**
 * Other extractors of articles, for comparison. They are no dependencies of this project: each is loaded from
 * a folder into which a user installed it.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export interface Peer {
  name: string;
  /** The story's HTML; `undefined` if it finds none. Only this is timed. */
  extract(html: string, url: string): Promise<string | undefined>;
}

/** What packages a peer needs, and how it is loaded. */
interface Installable {
  packages: string[];
  load(modules: readonly Module[]): Peer;
}

// biome-ignore lint/suspicious/noExplicitAny: the packages are not installed when this file is checked
type Module = any;

const installable: Installable[] = [
  {
    packages: ['@mozilla/readability', 'linkedom'],
    load: ([{ Readability }, { parseHTML }]) => ({
      name: 'Readability + linkedom',
      extract: async (html) => new Readability(parseHTML(html).document).parse()?.content ?? undefined,
    }),
  },
  {
    packages: ['@mozilla/readability', 'jsdom'],
    load: ([{ Readability }, { JSDOM }]) => ({
      name: 'Readability + jsdom',
      extract: async (html, url) =>
        new Readability(new JSDOM(html, { url }).window.document).parse()?.content ?? undefined,
    }),
  },
  {
    packages: ['defuddle/node', 'linkedom'],
    load: ([{ Defuddle }, { parseHTML }]) => ({
      name: 'Defuddle + linkedom',
      extract: async (html, url) =>
        (await Defuddle(parseHTML(html).document, url, { useAsync: false })).content,
    }),
  },
  {
    packages: ['@extractus/article-extractor'],
    load: ([{ extractFromHtml }]) => ({
      name: 'article-extractor',
      extract: async (html, url) => (await extractFromHtml(html, url))?.content,
    }),
  },
];

/** The peers whose packages `npm install` put into the folder. */
export async function installedPeers(folder: string): Promise<Peer[]> {
  const require = createRequire(join(folder, 'package.json'));
  const peers: Peer[] = [];
  for (const { packages, load } of installable) {
    const names = packages.map((name) => name.replace(/^((?:@[^/]+\/)?[^/]+).*$/, '$1'));
    if (!names.every((name) => existsSync(join(folder, 'node_modules', name)))) continue;
    const modules = packages.map((name, i) => pathOf(require, folder, name, names[i] ?? name));
    peers.push(load(await Promise.all(modules.map((path) => import(pathToFileURL(path).href)))));
  }
  return peers;
}

export interface Extracted {
  body: string | undefined;
  /** Of processor time. */
  ms: number;
}

/**
 * trafilatura, by a Python that has it.
 *
 * @returns for each page, the answers of all rounds
 */
export function trafilaturaAnswers(
  python: string,
  pages: readonly { bytes: Uint8Array; url: string }[],
  { warmUp, rounds }: { warmUp: number; rounds: number },
): Extracted[][] {
  const input = JSON.stringify({
    pages: pages.map(({ bytes, url }) => ({ bytes: Buffer.from(bytes).toString('base64'), url })),
    warm_up: warmUp,
    rounds,
  });
  const program = join(import.meta.dirname, 'trafilatura_peer.py');
  const { status, stdout, stderr } = spawnSync(python, [program], { input, maxBuffer: 2 ** 28 });
  if (status !== 0) throw new Error(`trafilatura_peer.py exited with ${status}: ${stderr}`);
  const answers = JSON.parse(stdout.toString()) as { body: string | null; ms: number[] }[];
  return answers.map(({ body, ms }) => ms.map((each) => ({ body: body ?? undefined, ms: each })));
}

/** The file of a package; one for ES modules alone is read from its `exports`. */
function pathOf(require: NodeJS.Require, folder: string, name: string, packageName: string): string {
  try {
    return require.resolve(name);
  } catch {
    const root = join(folder, 'node_modules', packageName);
    const { exports } = require(join(root, 'package.json')) as {
      exports: Record<string, { import: string }>;
    };
    return join(root, exports[name.replace(packageName, '.')]?.import ?? '');
  }
}
