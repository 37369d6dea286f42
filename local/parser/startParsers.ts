import type { ObjectReader } from '../../core/formats/format.ts';
import { startParser } from '../../runtime/isolated/reader.ts';
import { inLane, lanes } from '../../runtime/local/lanes.ts';
import type { SqliteQueue } from '../../runtime/local/queue.ts';

/**
 * Starts the parsers that must not start later: that of the prompt lane, and that of a lane with an
 * interrupted file. Such a file is read alone, and if the process ends meanwhile, that counts against the
 * file; the start of its parser would make this time long. If one cannot start, the first file says so.
 *
 * @param uploads before the first receive
 */
export async function startParsers(read: ObjectReader, uploads: SqliteQueue): Promise<void> {
  const needed = lanes.filter((lane) => lane === 'prompt' || uploads.hasInterrupted(lane));
  await Promise.allSettled(needed.map((lane) => inLane(lane, () => startParser(read))));
}
