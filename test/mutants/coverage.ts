/**
 * Which places of a source ran, by V8's block coverage. A proof that never runs a place cannot notice that it
 * is broken, so it need not be tried.
 */
import { Session } from 'node:inspector/promises';

/** How often a part of a script ran; the innermost part around a place counts. Offsets in UTF-16 units. */
export interface Block {
  start: number;
  end: number;
  count: number;
}

/** Counts what the scripts of this thread run from now on. */
export class Coverage {
  readonly #session = new Session();

  async start(): Promise<void> {
    this.#session.connect();
    await this.#session.post('Profiler.enable');
    await this.#session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  }

  async stop(): Promise<void> {
    await this.#session.post('Profiler.stopPreciseCoverage');
    this.#session.disconnect();
  }

  /** What ran since the last call, by address. */
  async take(isWanted: (address: string) => boolean): Promise<Map<string, Block[]>> {
    const { result } = await this.#session.post('Profiler.takePreciseCoverage');
    const blocks = new Map<string, Block[]>();
    for (const { url, functions } of result) {
      const [address = ''] = url.split('?');
      if (!isWanted(address)) continue;
      const found = functions.flatMap(({ ranges }) =>
        ranges.map(({ startOffset, endOffset, count }) => ({ start: startOffset, end: endOffset, count })),
      );
      blocks.set(address, [...(blocks.get(address) ?? []), ...found]);
    }
    return blocks;
  }
}

/**
 * Whether the place around a range ran. V8 leaves out functions that never ran. A function that is the range
 * itself need not run for its absence to be noticed.
 */
export function ran(blocks: readonly Block[], range: { start: number; end: number }): boolean {
  const length = range.end - range.start;
  const [innermost] = blocks
    .filter(({ start, end }) => start <= range.start && end >= range.end && end - start > length)
    .sort((a, b) => a.end - a.start - (b.end - b.start));
  return innermost !== undefined && innermost.count > 0;
}
