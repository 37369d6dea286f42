/** `dateline push <folder>`: uploads the files of a folder to the inbox, many at once. */
import { statSync } from 'node:fs';
import { escapeForTerminal } from '../core/text/escapeForTerminal.ts';
import { type Command, UsageError } from './command.ts';
import { pushFolder } from './push/pushFolder.ts';

const defaultParallel = 16;
const mostParallel = 128;
/** How many lines of progress a large folder gets. */
const progressLines = 20;
const mostFailuresShown = 20;

export const push: Command = {
  summary: 'uploads the files of a folder to the inbox; a second run goes on with what is missing',
  operands: ['folder'],
  options: { prefix: { value: 'FOLDER/' }, parallel: { value: 'N' } },
  async run({ uploads }, { operands: [folder = ''], options }, print) {
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
      throw new UsageError(`"${escapeForTerminal(folder)}" is not a folder.`);
    const { prefix = '', parallel = String(defaultParallel) } = options;
    if (prefix !== '' && !/^[^/\p{Cc}][^\p{Cc}]{0,199}\/$/u.test(prefix))
      throw new UsageError(`"${escapeForTerminal(prefix)}" is not a folder; write one like wire/.`);
    if (!/^[1-9]\d{0,2}$/.test(parallel) || Number(parallel) > mostParallel)
      throw new UsageError(`"${parallel}" is not a number of files from 1 to ${mostParallel}.`);
    let done = 0;
    const { files, uploaded, bytes, unchanged, failures } = await pushFolder(uploads, {
      folder,
      prefix,
      parallel: Number(parallel),
      onFile(progress) {
        done++;
        const step = Math.max(1, Math.ceil(progress.files / progressLines));
        if (done % step === 0 && done < progress.files)
          print(`${done} of ${progress.files} files; ${megabytes(progress.bytes)} uploaded.`);
      },
    });
    for (const { file, reason } of failures.slice(0, mostFailuresShown))
      print(escapeForTerminal(`Not uploaded: ${file}: ${reason}`));
    if (failures.length > mostFailuresShown)
      print(`Not uploaded: ${failures.length - mostFailuresShown} more.`);
    print(`Files: ${files}; uploaded ${uploaded} (${megabytes(bytes)}), in the inbox already ${unchanged}.`);
    if (failures.length > 0) print('Run the command again: it goes on with what is missing.');
    return failures.length === 0 ? 0 : 1;
  },
};

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
