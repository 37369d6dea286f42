/** What became of a file: its documents, or why it was refused. */
import type { Client } from '../../../clients/typescript/client.ts';

export type Arrival =
  | { kind: 'reading' }
  | { kind: 'stored'; id: string; title: string; more: boolean }
  | { kind: 'empty' }
  | { kind: 'refused'; message: string; remedy: string }
  | { kind: 'unknown' };

/** How long it waits before it asks again, in milliseconds: some two minutes together. */
const waits = [300, 500, 700, 1_000, 1_500, 2_000, ...Array.from({ length: 30 }, () => 4_000)];

/** Asks until the file's documents are there or the file is refused, and gives up after a while. */
export async function followArrival(
  client: Client,
  key: string,
  set: (arrival: Arrival) => void,
): Promise<void> {
  set({ kind: 'reading' });
  for (const wait of waits) {
    await new Promise((resolve) => setTimeout(resolve, wait));
    const arrival = await findArrival(client, key);
    if (arrival !== undefined) return set(arrival);
  }
  set({ kind: 'unknown' });
}

async function findArrival(client: Client, key: string): Promise<Arrival | undefined> {
  const { state, items, documents, refusal } = await client.getUploads({ key });
  if (refusal !== undefined) return { kind: 'refused', message: refusal.message, remedy: refusal.remedy };
  if (state !== 'stored') return undefined;
  if (documents === 0) return { kind: 'empty' };
  const [first] = items;
  if (first === undefined) return undefined;
  return { kind: 'stored', ...first, more: documents > 1 };
}
