/**
 * `npm run hostile -- [--seed N] [--share K/N] [--only TEXT] [--copies N] [--list]`: drops the gallery of
 * hostile files through the real local runtime. `--share 2/8` takes the second eighth, `today/8` another one
 * every day; `--only` takes the files whose name holds a text; `--copies` drops each so many times; `--list`
 * only prints the names. The last line is the report as JSON; it exits with 1 if anything did not hold.
 */
import { parseArgs } from 'node:util';
import { escapeForTerminal } from '../../core/text/escapeForTerminal.ts';
import { parseShare } from '../share.ts';
import { dropGallery } from './dropGallery.ts';
import { hostileGallery, shareOf } from './gallery.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    share: { type: 'string', default: '1/1' },
    only: { type: 'string', default: '' },
    copies: { type: 'string', default: '1' },
    list: { type: 'boolean', default: false },
  },
});
const copies = Array.from({ length: Number(values.copies) }, (_, i) => (i === 0 ? '' : `${i + 1}/`));
const files = shareOf(hostileGallery(Number(values.seed)), parseShare(values.share))
  .filter(({ name }) => name.includes(values.only))
  .flatMap((file) => copies.map((folder) => ({ ...file, name: folder + file.name })));
if (values.list) for (const { name, ends } of files) console.log(escapeForTerminal(`${name} (${ends})`));
else {
  console.log(`${files.length} hostile files from seed ${values.seed}`);
  const report = await dropGallery(files, (line) => console.log(escapeForTerminal(line)));
  for (const fault of report.faults) console.error(escapeForTerminal(fault));
  console.log(
    escapeForTerminal(JSON.stringify({ seed: Number(values.seed), share: values.share, ...report })),
  );
  process.exitCode = report.faults.length === 0 ? 0 : 1;
}
