/** The limits in docs/security.md are those of the code, and the tests that the page names exist. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { maxCompared } from '../../../api/documents/textChanges.ts';
import { maxAnnotatedLength } from '../../../core/entities/annotatedLength.ts';
import { mostNamesakes } from '../../../core/entities/authority/compactFile.ts';
import { authorityLimits } from '../../../core/formats/authority/authorityFile.ts';
import { authorityFormat } from '../../../core/formats/authority/authorityFormat.ts';
import { html } from '../../../core/formats/html/html.ts';
import { limits } from '../../../core/formats/limits.ts';
import { mailLimits } from '../../../core/formats/mail/mime.ts';
import { pdf } from '../../../core/formats/pdf/pdf.ts';
import { htmlLimits } from '../../../core/markup/htmlTree.ts';
import { uploadSeconds } from '../../../core/ports/uploads.ts';
import { authorityBounds } from '../../../core/queries/authority.ts';
import { mostTextTogether } from '../../../functions/index/searchRows.ts';
import { mostHeldBytes } from '../../../local/uploadRoute.ts';
import { parserLimits } from '../../../runtime/isolated/parser.ts';
import { hostileGallery } from '../../hostile/gallery.ts';

const root = path.join(import.meta.dirname, '../../..');
const page = readFileSync(path.join(root, 'docs/security.md'), 'utf8');

const number = (value: number) => value.toLocaleString('en');
const megabytes = (bytes: number) => `${number(bytes / 1024 / 1024)} MB`;
/** A constant that its file keeps to itself. */
const constant = (file: string, name: string) => {
  const [, value] =
    new RegExp(`const ${name} = ([\\d_]+);`).exec(readFileSync(path.join(root, file), 'utf8')) ?? [];
  return number(Number(value?.replaceAll('_', '')));
};

const expected: Record<string, string> = {
  'a single document': megabytes(limits.single),
  'a container': megabytes(limits.container),
  'documents in a container': number(limits.documents),
  'bytes unpacked from each byte, after the first MB': number(limits.ratio),
  'bytes unpacked in all': megabytes(limits.unpacked),
  'archives in archives': number(limits.archives),
  'files in files, such as attachments of attachments': number(limits.files),
  'a page': megabytes(htmlLimits.bytes),
  'elements of a page inside one another': number(htmlLimits.depth),
  'nodes of a page': number(htmlLimits.nodes),
  'values of JSON inside one another': number(limits.jsonDepth),
  'values in one JSON record': number(limits.jsonValues),
  'pages of a PDF': number(limits.pdfPages),
  'parts of an e-mail': number(mailLimits.parts),
  'parts of an e-mail inside one another': number(mailLimits.depth),
  'heap of a parsing process': `${parserLimits.heapMB} MB`,
  'memory of a parsing process': megabytes(parserLimits.memory),
  'processor time of a page': `${html.seconds} s`,
  'processor time of a PDF': `${pdf.seconds} s`,
  'processor time of a file of the authority': `${authorityFormat.seconds} s`,
  'processor time of any other document': '5 s',
  'annotated text of a document': `${number(maxAnnotatedLength)} UTF-16 units`,
  'text looked up by phrase and beginning': `${number(maxAnnotatedLength)} UTF-16 units`,
  'entries of a file of the authority': number(authorityLimits.entries),
  'names and aliases of a file of the authority': number(authorityLimits.names),
  'all files of the authority together': megabytes(authorityBounds.bytes),
  'entries that a name of the authority gives': number(mostNamesakes),
  'an upload address': `${uploadSeconds} s`,
  'a URL': `${constant('api/http/route.ts', 'maxUrlLength')} characters`,
  'a body of a request': `${constant('api/http/body.ts', 'maxBodyLength')} characters`,
  'a cursor': `${constant('api/http/cursor.ts', 'maxLength')} characters`,
  'text of which changes are shown': `${number(maxCompared)} UTF-16 units`,
  'uploads in progress on one machine, together': megabytes(mostHeldBytes),
  'exports that wait or are written, on AWS': constant('api/searchRoutes/exports.ts', 'mostExports'),
  'text merged into search at once': `${number(mostTextTogether)} UTF-16 units`,
};

const rows = [
  ...(/## Limits\n(.*?)\n## /s.exec(page)?.[1] ?? '').matchAll(
    /^\| (.+?) +\| (.+?) *\| (.+?) *\| (.+?) *\|$/gm,
  ),
]
  .map(([, what = '', limit = '', , file = '']) => ({ what, limit, file: file.replaceAll('`', '') }))
  .filter(({ what }) => what !== 'what' && !what.startsWith('--'));

describe('the limits in docs/security.md', () => {
  it('are all compared', () => expect(rows.map(({ what }) => what)).toEqual(Object.keys(expected)));

  it.each(rows)('$what: $limit', ({ what, limit, file }) => {
    expect(limit).toBe(expected[what]);
    if (file.includes('/')) expect(existsSync(path.join(root, file)), file).toBe(true);
  });
});

describe('what was tried', () => {
  const tried = /## What was tried\n(.*?)\n## /s.exec(page)?.[1] ?? '';

  it('names tests that exist', () => {
    const paths = [...tried.matchAll(/`(test\/[\w/.]+)`/g)].map(([, file = '']) => file);
    expect(paths.length).toBeGreaterThan(5);
    for (const file of paths) expect(existsSync(path.join(root, file)), file).toBe(true);
  });

  it('names the size of the gallery', () => {
    expect(tried).toContain(`${hostileGallery(1).length} files through the real runtime`);
  });
});
