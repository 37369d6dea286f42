/** `dateline push <folder>`: uploads the files of a folder to the inbox, many at once. */
import { statSync } from 'node:fs';
import { defineCommand } from '../command.ts';
import { UsageError } from '../usageError.ts';
import { wholeNumber } from '../values.ts';
import { parseInboxFolder } from './inboxFolder.ts';
import { pushFolder } from './pushFolder.ts';

const defaultParallel = 16;
const mostParallel = 128;
const mostFailuresShown = 20;

export const push = defineCommand({
  name: 'push',
  summary: 'uploads the files of a folder to the inbox; a second run goes on with what is missing',
  examples: ['push stories --prefix wire/'],
  operands: { folder: { summary: 'a folder of this machine', parse: parseFolder } },
  options: {
    prefix: { value: 'FOLDER/', summary: 'the folder of the inbox to put them in', parse: parseInboxFolder },
    parallel: {
      value: 'N',
      summary: `how many files to upload at once (default: ${defaultParallel})`,
      parse: wholeNumber('a number of files', 1, mostParallel),
    },
  },
  async run({ uploads }, { operands: { folder }, options }, { print, progress }) {
    let done = 0;
    const pushed = await pushFolder(uploads, {
      folder,
      prefix: options.prefix ?? '',
      parallel: options.parallel ?? defaultParallel,
      onFile: (now) => progress(`${++done} of ${now.files} files; ${megabytes(now.bytes)} uploaded`),
    });
    const { files, uploaded, bytes, unchanged, failures } = pushed;
    for (const { file, reason } of failures.slice(0, mostFailuresShown))
      print(`Not uploaded: ${file}: ${reason}`);
    if (failures.length > mostFailuresShown)
      print(`Not uploaded: ${failures.length - mostFailuresShown} more.`);
    print(`Files: ${files}; uploaded ${uploaded} (${megabytes(bytes)}), in the inbox already ${unchanged}.`);
    if (failures.length > 0) print('Run the command again: it goes on with what is missing.');
    return { status: failures.length === 0 ? 0 : 1, result: pushed };
  },
});

/** @throws UsageError */
function parseFolder(text: string): string {
  if (!statSync(text, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(`"${text}" is not a folder.`);
  return text;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
