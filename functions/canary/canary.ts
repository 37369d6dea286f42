/**
 * canary: puts the known article into the inbox, waits until it can be read as a reader would read it,
 * removes it, and waits until it is gone. What it finds out nobody else does: that S3 tells of new files, and
 * that the queues and stages pass them on.
 */
import { textOf } from '../../core/document/record.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { readPayload } from '../../core/records/archive.ts';
import { canaryArticle, canaryDocument, canaryKey } from '../../core/records/canary.ts';
import { documentMeta } from '../../core/records/document.ts';
import { keys } from '../../core/records/keys.ts';

export type CanaryPorts = Pick<Ports, 'inbox' | 'archive' | 'table' | 'clock' | 'log'>;

/** How long each way may take. */
const mostMilliseconds = 60_000;

/** The article was not found, or not gone, in time. */
class CanaryMissed extends Error {
  override name = 'CanaryMissed';
}

/**
 * @param pause waits between two checks
 * @returns how long both ways took, in milliseconds
 * @throws CanaryMissed
 */
export async function canary(
  ports: CanaryPorts,
  pause: () => Promise<void>,
): Promise<{ found: number; gone: number }> {
  const { inbox, log } = ports;
  const { version } = await inbox.put(canaryKey, canaryArticle, { contentType: 'text/plain' });
  let found: number;
  try {
    found = await until(ports, pause, 'found', () => isFound(ports, version));
  } finally {
    // One that is missed is removed all the same.
    await inbox.delete(canaryKey);
  }
  const gone = await until(ports, pause, 'gone', () => isGone(ports));
  log.info('canary: done', { found, gone });
  return { found, gone };
}

async function until(
  { clock }: CanaryPorts,
  pause: () => Promise<void>,
  what: string,
  isTrue: () => Promise<boolean>,
): Promise<number> {
  const began = clock();
  for (;;) {
    if (await isTrue()) return clock() - began;
    if (clock() - began >= mostMilliseconds)
      throw new CanaryMissed(`The canary is not ${what} after ${mostMilliseconds / 1000} seconds.`);
    await pause();
  }
}

/** Whether the document is stored from this version, and its text is that of the article. */
async function isFound({ table, archive }: CanaryPorts, version: string): Promise<boolean> {
  const row = await table.get(keys.document(canaryDocument), { consistent: true });
  const meta = row === undefined ? undefined : documentMeta.parse(row);
  const basis = meta?.applied?.basis;
  if (basis === undefined || meta?.provenance?.version !== version) return false;
  const content = await readPayload(archive, basis.payload);
  return content !== undefined && words(textOf(content)) === words(canaryArticle);
}

async function isGone({ table }: CanaryPorts): Promise<boolean> {
  const row = await table.get(keys.document(canaryDocument), { consistent: true });
  return row === undefined || documentMeta.parse(row).applied?.basis === undefined;
}

const words = (text: string): string => text.split(/\s+/).filter(Boolean).join(' ');
