/** What became of a file: its documents, or why it was refused. */
import { client } from '../answers/client.ts';

export type Arrival =
  | { kind: 'reading' }
  | { kind: 'stored'; id: string; title: string; more: boolean }
  | { kind: 'refused'; message: string; remedy: string }
  | { kind: 'unknown' };

/** How long it waits before it asks again, in milliseconds: some two minutes together. */
const waits = [300, 500, 700, 1_000, 1_500, 2_000, ...Array.from({ length: 30 }, () => 4_000)];
/** The clocks of this machine and of the server may differ, in milliseconds. */
const clockSkew = 300_000;

/**
 * Asks until the file's documents are there or the file is refused, and gives up after a while.
 *
 * @param begun before the file was sent
 */
export async function followArrival(
  key: string,
  begun: Date,
  set: (arrival: Arrival) => void,
): Promise<void> {
  set({ kind: 'reading' });
  const since = new Date(begun.getTime() - clockSkew).toISOString();
  for (const wait of waits) {
    await new Promise((resolve) => setTimeout(resolve, wait));
    const arrival = (await findStored(key, since)) ?? (await findRefused(key, since));
    if (arrival !== undefined) return set(arrival);
  }
  set({ kind: 'unknown' });
}

async function findStored(key: string, since: string): Promise<Arrival | undefined> {
  const { items } = await client.peek().getDocuments({ ingested_from: since, limit: 100 });
  const its = items.filter((item) => item.key === key);
  const [first] = its;
  return first && { kind: 'stored', id: first.id, title: first.title, more: its.length > 1 };
}

/** Who may not see the quarantine sees here that the file is still being read. */
async function findRefused(key: string, since: string): Promise<Arrival | undefined> {
  const found = await client
    .peek()
    .getQuarantine({ since, limit: 100 })
    .catch(() => ({ items: [] }));
  const refused = found.items.find((item) => item.key === key);
  return refused && { kind: 'refused', message: refused.message, remedy: refused.remedy };
}
