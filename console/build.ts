/**
 * Builds the console with esbuild: `main.[hash].js`, chunks that few views need, `style.[hash].css`, an icon,
 * and the page that names them. It takes some tenths of a second, so nothing built is kept in the repository:
 * one machine builds at the first request, `infra/bundles.ts` for the function `query`.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { ConsoleFile, ReadConsole } from '../api/console/consoleFiles.ts';
import { landOutline } from './landOutline.ts';

const page = path.join(import.meta.dirname, 'page');
const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);

const mediaTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Builds all files of the page. */
export async function buildConsole(): Promise<ConsoleFile[]> {
  // Loaded only when the page is built: a start without a request for it is quicker.
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: { main: path.join(page, 'main.tsx'), style: path.join(page, 'style/main.css') },
    outdir: '/console',
    entryNames: '[name].[hash]',
    chunkNames: '[name].[hash]',
    assetNames: '[name].[hash]',
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    target: ['chrome123', 'firefox121', 'safari17.5'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    define: { 'process.env.NODE_ENV': '"production"' },
    legalComments: 'none',
    logLevel: 'warning',
    write: false,
    plugins: [landOutline],
  });
  const icon = await readFile(path.join(page, 'icon.svg'));
  const built = outputFiles.map((file) => ({ name: path.basename(file.path), contents: file.contents }));
  const named = (pattern: RegExp) => built.find(({ name }) => pattern.test(name))?.name ?? '';
  const html = (await readFile(path.join(page, 'index.html'), 'utf8'))
    .replace('{script}', named(/^main\..*\.js$/))
    .replace('{style}', named(/^style\..*\.css$/));
  return Promise.all([
    compress('/', '.html', Buffer.from(html)),
    compress('/console/icon.svg', '.svg', icon),
    ...built.map(({ name, contents }) => compress(`/console/${name}`, path.extname(name), contents)),
  ]);
}

/** Builds at the first call; a build that failed is tried again. */
export function builtConsole(): ReadConsole {
  let built: Promise<ConsoleFile[]> | undefined;
  return () => {
    built ??= buildConsole().catch((error) => {
      built = undefined;
      throw error;
    });
    return built;
  };
}

async function compress(name: string, extension: string, contents: Uint8Array): Promise<ConsoleFile> {
  const [brotli, zipped] = await Promise.all([
    compressBrotli(contents, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_SIZE_HINT]: contents.length,
      },
    }),
    compressGzip(contents, { level: constants.Z_BEST_COMPRESSION }),
  ]);
  const type = mediaTypes[extension] ?? 'application/octet-stream';
  return { path: name, type, brotli: new Uint8Array(brotli), gzip: new Uint8Array(zipped) };
}
