/** A newsroom whose exports run as jobs, and their files in memory. */
import { exportAsJob } from '../../../../api/searchRoutes/exports.ts';
import { emptyAuthority } from '../../../../core/entities/authority/authority.ts';
import type { ExportFile, ExportFiles } from '../../../../core/ports/exportFiles.ts';
import type { Table } from '../../../../core/ports/table.ts';
import { type ExportPorts, exportStage } from '../../../../functions/export/export.ts';
import { MemoryQueue } from '../../../../runtime/memory/queue.ts';
import { listingOf } from '../../api/memoryListing.ts';
import { Newsroom } from '../../api/newsroom.ts';

/** Export files in memory. */
class MemoryFiles implements ExportFiles {
  readonly pieces = new Map<string, string>();
  readonly files = new Map<string, string>();
  joined = 0;
  /** What happens when pieces are joined. */
  onJoin = async (): Promise<void> => {};
  async put(id: string, piece: string, text: string): Promise<void> {
    this.pieces.set(`${id} ${piece}`, text);
  }
  async get(id: string, piece: string): Promise<string> {
    const text = this.pieces.get(`${id} ${piece}`);
    if (text === undefined) throw new Error('NoSuchKey');
    return text;
  }
  async join(id: string, pieces: readonly string[], { name }: ExportFile): Promise<void> {
    await this.onJoin();
    this.joined++;
    const texts = pieces.map((piece) => this.pieces.get(`${id} ${piece}`));
    if (texts.includes(undefined)) throw new Error('NoSuchKey');
    this.files.set(`${id}/${name}`, texts.join(''));
  }
  async removePieces(id: string, pieces: readonly string[]): Promise<void> {
    for (const piece of pieces) this.pieces.delete(`${id} ${piece}`);
  }
  async address(id: string, { name }: ExportFile): Promise<string> {
    return `https://files.example/${id}/${name}`;
  }
}

/**
 * A newsroom of 250 stories that exports apart, with a worker that stops as soon as `enough` milliseconds are
 * over.
 *
 * @param length of each story, in characters. It is one word, because words cost their tokens and shingles
 */
export async function newsroom(length = 100) {
  const room = new Newsroom();
  for (let i = 0; i < 250; i++)
    await room.add({ key: `${i}`, title: `Story ${i}`, paragraphs: ['x'.repeat(length)] });
  const files = new MemoryFiles();
  const queue = new MemoryQueue();
  room.deliver = exportAsJob({ files, exports: queue });
  const { table, archive } = room;
  const search = listingOf(room.search);
  const log = {
    info: () => {},
    warn: () => {},
    error: (message: string, details?: object) => console.error(message, details),
  };
  const ports = { table, archive, search, files, log, authority: async () => emptyAuthority };
  const stage = (milliseconds?: number, others: Partial<ExportPorts> = {}) =>
    exportStage({ ...ports, clock: () => room.now++, ...others }, milliseconds);
  /** The lines of the one file that was made. */
  const lines = () => [...files.files.values()].join('').trim().split('\n');
  return { room, files, queue, stage, lines };
}

/** The methods of a table, to be replaced one by one. */
export const bound = (table: Table): Table => ({
  get: (...parameters) => table.get(...parameters),
  batchGet: (...parameters) => table.batchGet(...parameters),
  put: (...parameters) => table.put(...parameters),
  update: (...parameters) => table.update(...parameters),
  delete: (...parameters) => table.delete(...parameters),
  query: (...parameters) => table.query(...parameters),
  scan: (...parameters) => table.scan(...parameters),
});

export const question = '/v1/exports?format=jsonl';
