/** How the hostile files ended, and what the API answers for what was stored of them. */
import path from 'node:path';
import { queryAll } from '../../core/protocol/paginate.ts';
import { claim } from '../../core/records/claim.ts';
import { keys } from '../../core/records/keys.ts';
import { SqliteTable } from '../../runtime/local/table.ts';
import type { Dateline } from '../pipeline/dateline.ts';
import { faultsOfAnswer } from './answers.ts';
import type { Ending, HostileFile } from './hostileFile.ts';

const allowedKinds: Partial<Record<Ending, readonly string[]>> = {
  settled: ['stored', 'refused'],
  reported: ['ignored'],
};

/** How many documents of a file the test requests from the API. */
const documentsAsked = 2;

/**
 * Reads the claim of each file in the table.
 *
 * @param faults gets a sentence for each file that ended otherwise than it must
 * @returns the number of files by outcome: `stored`, `stored nothing`, `ignored`, or the code of the refusal
 */
export async function checkOutcomes(
  dateline: Dateline,
  files: readonly HostileFile[],
  faults: string[],
): Promise<Record<string, number>> {
  const outcomes: Record<string, number> = {};
  const table = new SqliteTable(path.join(dateline.home, 'table.sqlite'));
  try {
    for (const { name, ends } of files) {
      const item = await table.get(keys.claim(name));
      const found = item === undefined ? undefined : claim.parse(item);
      const ended = endingOf(found);
      outcomes[ended] = (outcomes[ended] ?? 0) + 1;
      const kind = found === undefined ? 'ignored' : (found.outcome ?? 'without an outcome');
      const allowed = allowedKinds[ends] ?? [ends];
      if (!allowed.includes(kind) || (ends === 'stored' && ended !== 'stored'))
        faults.push(`${name} ended as ${ended}, not as ${ends}.`);
      if (ends === 'reported' && !dateline.output.includes(name))
        faults.push(`${name} was left out, and the terminal does not say so.`);
      const rows = await queryAll(table, { pk: keys.claim(name).pk, prefix: 'DOC#' });
      for (const { sk } of rows.slice(0, documentsAsked))
        for (const route of ['', '/text', '/mentions?limit=100', '/trace']) {
          const wrong = await faultsOfAnswer(dateline, `/v1/documents/${sk.slice('DOC#'.length)}${route}`);
          faults.push(...wrong.map((fault) => `${name}: ${fault}`));
        }
    }
  } finally {
    table.close();
  }
  return outcomes;
}

function endingOf(found: ReturnType<typeof claim.parse> | undefined): string {
  if (found === undefined) return 'ignored';
  const { outcome = 'without an outcome', refusal, documents = 0, refusedParts = 0, entries = 0 } = found;
  if (outcome === 'refused') return refusal?.code ?? 'refused without a code';
  return outcome === 'stored' && documents + refusedParts + entries === 0 ? 'stored nothing' : outcome;
}

/** Everything that lists documents, names or refusals can be read, and no stage gave up on anything. */
export async function checkLists(dateline: Dateline, faults: string[]): Promise<void> {
  const lists = [
    '/v1/documents?',
    '/v1/entities?q=st&',
    '/v1/entities?q=st&country=GB&',
    '/v1/search?q=storm&',
    '/v1/quarantine?',
  ];
  for (const list of [...lists, '/v1/changes?since=2020-01-01&'])
    faults.push(...(await faultsOfAnswer(dateline, `${list}limit=100`, { pages: 50 })));
  for (const { key, code, message, evidence } of await dateline.all('/v1/quarantine')) {
    if (String(code).startsWith('fault.')) faults.push(`${key}: a stage gave up with ${code}: ${evidence}.`);
    if (!message) faults.push(`${key} is refused with ${code} and without a message.`);
  }
}
