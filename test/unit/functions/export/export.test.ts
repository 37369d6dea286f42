import { describe, expect, it } from 'vitest';
import { exportAsJob } from '../../../../api/searchRoutes/exports.ts';
import { emptyAuthority } from '../../../../core/entities/authority/authority.ts';
import type { ExportFile, ExportFiles } from '../../../../core/ports/exportFiles.ts';
import type { Table } from '../../../../core/ports/table.ts';
import { countFailures } from '../../../../core/quarantine/countFailures.ts';
import { type ExportPorts, exportStage } from '../../../../functions/export/export.ts';
import { exportFailureLimits } from '../../../../functions/visibility.ts';
import { MemoryQueue } from '../../../../runtime/memory/queue.ts';
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
 */
async function newsroom(length = 20) {
  const room = new Newsroom();
  for (let i = 0; i < 250; i++)
    await room.add({ key: `${i}`, title: `Story ${i}`, paragraphs: ['word '.repeat(length)] });
  const files = new MemoryFiles();
  const queue = new MemoryQueue();
  room.deliver = exportAsJob({ files, exports: queue });
  const { table, archive, search } = room;
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
const bound = (table: Table): Table => ({
  get: (...parameters) => table.get(...parameters),
  batchGet: (...parameters) => table.batchGet(...parameters),
  put: (...parameters) => table.put(...parameters),
  update: (...parameters) => table.update(...parameters),
  delete: (...parameters) => table.delete(...parameters),
  query: (...parameters) => table.query(...parameters),
  scan: (...parameters) => table.scan(...parameters),
});

const silent = { info() {}, warn() {}, error() {} };
const question = '/v1/exports?format=jsonl';

describe('an export job', () => {
  it('reports its progress, then the address of one complete file', async () => {
    const { room, files, queue, stage } = await newsroom();
    const first = await room.request(question);
    expect([first.status, first.headers.get('retry-after'), await first.json()]).toMatchObject([
      202,
      '5',
      { state: 'running', documents: 0 },
    ]);
    expect((await room.request(question)).status).toBe(202);
    const messages = queue.take(10);
    expect(messages).toHaveLength(1); // requested twice, queued once
    expect(await stage()({ Records: messages })).toEqual({ batchItemFailures: [] });
    const done = await room.request(question);
    expect(done.status).toBe(303);
    const file = files.files.get(done.headers.get('location')?.replace('https://files.example/', '') ?? '');
    expect(
      new Set(
        file
          ?.trim()
          .split('\n')
          .map((line) => JSON.parse(line).id),
      ).size,
    ).toBe(250);
  });

  it('works for every format', async () => {
    const { room, files, queue, stage } = await newsroom();
    for (const format of ['csv', 'ftm', 'annotations', 'ninjs', 'jsonld']) {
      await room.request(`/v1/exports?format=${format}&q=story`);
      await stage()({ Records: queue.take(10) });
    }
    expect(files.files.size).toBe(5);
    const [csv = ''] = [...files.files].filter(([name]) => name.endsWith('.csv')).map(([, text]) => text);
    expect(csv.startsWith('"id","title",')).toBe(true);
    expect(csv.split('\r\n')).toHaveLength(252);
  });

  it('continues in another execution when time is up, and loses and repeats nothing', async () => {
    const { room, files, queue, stage } = await newsroom(20_000); // 100 KB each: four pieces
    await room.request(question);
    const messages = queue.take(10);
    let turns = 1;
    for (; turns < 10; turns++) {
      const { batchItemFailures } = await stage(0)({ Records: messages });
      if (batchItemFailures.length === 0) break;
      // The same message comes again: Lambda would cut a chain of new ones after 16.
      expect(batchItemFailures).toMatchObject([{ postponeSeconds: 0 }]);
    }
    expect([messages.length, queue.take(10)]).toEqual([1, []]);
    expect(turns).toBeGreaterThan(2);
    const { status, headers } = await room.request(question);
    expect(status).toBe(303);
    const lines =
      files.files
        .get(headers.get('location')?.replace('https://files.example/', '') ?? '')
        ?.trim()
        .split('\n') ?? [];
    expect([lines.length, new Set(lines.map((line) => JSON.parse(line).id)).size]).toEqual([250, 250]);
  });

  it('is done once although its message arrives twice, at once or later', async () => {
    const { room, files, queue, stage } = await newsroom();
    await room.request(question);
    const [message] = queue.take(1);
    if (message === undefined) throw new Error('no message');
    await Promise.all([stage()({ Records: [message] }), stage()({ Records: [message] })]);
    await stage()({ Records: [message] });
    expect(files.joined).toBe(1);
  });

  it.each([20, 20_000])(
    'whose pieces could not be joined at once is made of each document once (%i words)',
    async (length) => {
      const { room, files, queue, stage, lines } = await newsroom(length);
      await room.request(question);
      const Records = queue.take(1);
      files.onJoin = async () => {
        throw new Error('SlowDown');
      };
      expect((await stage(undefined, { log: silent })({ Records })).batchItemFailures).toHaveLength(1);
      files.onJoin = async () => {};
      expect(await stage()({ Records })).toEqual({ batchItemFailures: [] });
      expect([lines().length, new Set(lines()).size]).toEqual([250, 250]);
      expect(files.pieces.size).toBe(0);
    },
  );

  it('whose execution dies once its file is there keeps that file', async () => {
    const { room, files, queue, stage, lines } = await newsroom();
    await room.request(question);
    const Records = queue.take(1);
    const { table } = room;
    const update = async (...parameters: Parameters<typeof table.update>) => {
      if (files.joined > 0) throw new Error('died');
      return table.update(...parameters);
    };
    const others = { table: { ...bound(table), update }, log: silent };
    expect((await stage(undefined, others)({ Records })).batchItemFailures).toHaveLength(1);
    expect(files.joined).toBe(1);
    expect(await stage()({ Records })).toEqual({ batchItemFailures: [] });
    expect((await room.request(question)).status).toBe(303);
    expect([lines().length, new Set(lines()).size]).toEqual([250, 250]);
  });

  it('whose message was not sent, or got lost, is begun by a client that goes on asking', async () => {
    const { room, queue, stage, lines } = await newsroom();
    const send = queue.send.bind(queue);
    queue.send = async () => {
      throw new Error('SQS does not answer');
    };
    expect((await room.request(question)).status).toBe(500);
    queue.send = send;
    expect((await room.request(question)).status).toBe(202);
    expect(queue.take(10)).toEqual([]);
    room.now += 20 * 60_000;
    for (let n = 0; n < 3; n++) expect((await room.request(question)).status).toBe(202);
    const Records = queue.take(10);
    expect(Records).toHaveLength(1);
    await stage()({ Records });
    expect((await room.request(question)).status).toBe(303);
    expect(lines()).toHaveLength(250);
  });

  it('that two executions write beside one another loses and repeats nothing', async () => {
    const { room, files, queue, stage, lines } = await newsroom(20_000);
    await room.request(question);
    const Records = queue.take(1);
    let reached = () => {};
    const atItsPiece = new Promise<void>((resolve) => {
      reached = resolve;
    });
    let wake = () => {};
    const woken = new Promise<void>((resolve) => {
      wake = resolve;
    });
    const slow: ExportFiles = {
      put: async (...parameters) => {
        reached();
        await woken;
        await files.put(...parameters);
      },
      join: (...parameters) => files.join(...parameters),
      removePieces: (...parameters) => files.removePieces(...parameters),
      address: (...parameters) => files.address(...parameters),
    };
    const second = stage(0, { files: slow })({ Records });
    await atItsPiece;
    // News come before the other execution begins, which is done with its first piece before this one.
    for (let i = 0; i < 30; i++)
      await room.add({ key: `new ${i}`, title: `New ${i}`, paragraphs: ['word '.repeat(20_000)] });
    expect((await stage(0)({ Records })).batchItemFailures).toHaveLength(1);
    wake();
    await second;
    for (let left = 1; left > 0; ) left = (await stage(0)({ Records })).batchItemFailures.length;
    const ids = lines().map((line) => JSON.parse(line).id);
    expect([ids.length, new Set(ids).size]).toEqual([280, 280]);
  });

  it('that was given up on says so until the hour is over, then is begun again', async () => {
    const { room, queue } = await newsroom();
    await room.request(question);
    const buried: string[] = [];
    const deliveries = { postpone: async () => {}, bury: async (body: string) => void buried.push(body) };
    const failing = async () => {
      throw new Error('cannot be written');
    };
    const ports = { table: room.table, clock: () => room.now, log: silent, deliveries };
    const handle = countFailures('exports', ports, failing, { ...exportFailureLimits, maxFailures: 1 });
    const Records = queue.take(1);
    expect(await handle({ Records })).toEqual({ batchItemFailures: [] });
    expect(buried).toEqual(Records.map(({ body }) => body));
    const { status, headers } = await room.request(question);
    const seconds = Number(headers.get('retry-after'));
    expect([status, seconds > 0, seconds <= 3600]).toEqual([503, true, true]);
    room.now += seconds * 1000;
    expect((await room.request(question)).status).toBe(202);
  });

  it('is done again an hour later; an unknown format is refused', async () => {
    const { room, queue, stage } = await newsroom();
    await room.request(question);
    await stage()({ Records: queue.take(1) });
    expect((await room.request(question)).status).toBe(303);
    room.now += 3_600_000;
    expect((await room.request(question)).status).toBe(202);
    expect((await room.problem('/v1/exports?format=xlsx')).httpStatus).toBe(400);
  });
});
