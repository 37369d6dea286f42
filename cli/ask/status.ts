/** `dateline status`: how much is known and how much is left to do, as `/v1/stats` and `/v1/health` say. */
import { defineCommand, type Output } from '../command.ts';

interface Counted {
  name: string;
  documents: number;
}
interface Health {
  status: string;
  sweep?: { part: string; documents: number; searchRows: number };
  pending: number;
  dead: number;
  queues: Record<string, { pending: number; dead: number }>;
  outdated?: { documents: number; files: number };
}
interface Stats {
  documents: number;
  undated: number;
  first?: string;
  last?: string;
  sources: Counted[];
  sourcesTotal: number;
  languages: Counted[];
}

const mostShown = 5;

export const status = defineCommand({
  name: 'status',
  summary: 'says how many documents there are, and how much work is left to do',
  operands: {},
  options: {},
  async run({ ask }, _, output) {
    const api = await ask();
    const [health, stats] = [await api<Health>('/v1/health'), await api<Stats>('/v1/stats')];
    printStats(stats, output);
    printHealth(health, output);
    return { status: 0, result: { health, stats } };
  },
});

function printStats(stats: Stats, { print }: Output): void {
  const { documents, undated, first, last, sources, sourcesTotal, languages } = stats;
  const days = first === undefined ? '' : `, published from ${first} to ${last}`;
  print(`Documents: ${documents}${days}${undated > 0 ? `; undated ${undated}` : ''}.`);
  if (documents === 0) return;
  print(`Sources: ${sourcesTotal}; most: ${listed(sources)}.`);
  print(`Languages: ${listed(languages)}.`);
}

function printHealth({ status, sweep, pending, dead, queues, outdated }: Health, { print }: Output): void {
  if (sweep !== undefined)
    print(
      `A sweep is at work (${sweep.part}): met ${sweep.documents} documents and ${sweep.searchRows} rows of the ` +
        'search table so far.',
    );
  if (status === 'starting') print('It is starting: there may be more work than is known.');
  const waiting = Object.entries(queues).filter(([, depth]) => depth.pending > 0);
  const where = waiting.map(([name, depth]) => `${name} ${depth.pending}`).join(', ');
  print(`Queued work: ${pending}${where === '' ? '' : ` (${where})`}.`);
  print(dead === 0 ? 'Nothing was given up.' : `Given up: ${dead}; "dateline quarantine" says why.`);
  if (outdated !== undefined && outdated.documents + outdated.files > 0)
    print(
      `Of an earlier version: documents ${outdated.documents}, files ${outdated.files}; ` +
        'see "dateline reprocess show".',
    );
}

function listed(counts: readonly Counted[]): string {
  return counts
    .slice(0, mostShown)
    .map(({ name, documents }) => `${name} ${documents}`)
    .join(', ');
}
