import { describe, expect, it } from 'vitest';
import { exportAsJob } from '../../../../api/searchRoutes/exports.ts';
import { emptyAuthority } from '../../../../core/entities/authority/authority.ts';
import type { ExportFile, ExportFiles } from '../../../../core/ports/exportFiles.ts';
import { countFailures } from '../../../../core/quarantine/countFailures.ts';
import { exportStage } from '../../../../functions/export/export.ts';
import { exportFailureLimits } from '../../../../functions/visibility.ts';
import { MemoryQueue } from '../../../../runtime/memory/queue.ts';
import { Newsroom } from '../../api/newsroom.ts';

/** Export files in memory. */
class MemoryFiles implements ExportFiles {
  readonly pieces = new Map<string, string>();
  readonly files = new Map<string, string>();
  joined = 0;
  async put(id: string, piece: number, text: string): Promise<void> {
    this.pieces.set(`${id} ${piece}`, text);
  }
  async join(id: string, pieces: number, { name }: ExportFile): Promise<void> {
    this.joined++;
    this.files.set(
      `${id}/${name}`,
      Array.from({ length: pieces }, (_, n) => this.pieces.get(`${id} ${n}`)).join(''),
    );
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
  const stage = (milliseconds?: number) =>
    exportStage(
      { table, archive, search, files, clock: () => room.now++, log, authority: async () => emptyAuthority },
      milliseconds,
    );
  return { room, files, queue, stage };
}

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
