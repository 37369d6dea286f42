import { describe, expect, it } from 'vitest';
import type { ExportFiles } from '../../../../core/ports/exportFiles.ts';
import type { SearchListing } from '../../../../core/ports/searchListing.ts';
import { parseExportMessage } from '../../../../core/protocol/messages.ts';
import { countFailures } from '../../../../core/quarantine/countFailures.ts';
import { advanceExportJob, readExportJob } from '../../../../core/records/exportJob.ts';
import { exportFailureLimits } from '../../../../functions/visibilityTimeouts.ts';
import { silentLog } from '../../../silentLog.ts';
import { listingOf } from '../../api/memoryListing.ts';
import { bound, newsroom, question } from './exportRoom.ts';

describe('an export job', () => {
  it.each([100, 100_000])(
    'whose pieces could not be joined at once is made of each document once (%i characters)',
    async (length) => {
      const { room, files, queue, stage, lines } = await newsroom(length);
      await room.request(question);
      const Records = queue.take(1);
      files.onJoin = async () => {
        throw new Error('SlowDown');
      };
      expect((await stage(undefined, { log: silentLog })({ Records })).batchItemFailures).toHaveLength(1);
      files.onJoin = async () => {};
      expect(await stage()({ Records })).toEqual({ batchItemFailures: [] });
      expect([lines().length, new Set(lines()).size]).toEqual([250, 250]);
      expect(files.pieces.size).toBe(0);
    },
  );

  it('whose last documents go before they are written has no empty piece', async () => {
    const { room, files, queue, stage, lines } = await newsroom(100_000);
    const ids = room.search.all().map(({ id }) => id);
    await room.request(question);
    const Records = queue.take(1);
    expect((await stage(0)({ Records })).batchItemFailures).toHaveLength(1);
    for (const id of ids) await room.remove(id);
    const joined: (string | undefined)[] = [];
    files.onJoin = async () => void joined.push(...files.pieces.values());
    expect(await stage()({ Records })).toEqual({ batchItemFailures: [] });
    expect([joined.length, joined.includes('')]).toEqual([1, false]);
    expect(new Set(lines()).size).toBe(lines().length);
    expect((await room.request(question)).status).toBe(303);
  });

  it('of a search that takes long searches once for all that it lists', async () => {
    const { room, queue, stage, lines } = await newsroom();
    await room.request(`${question}&q=story`);
    let searches = 0;
    const list: SearchListing['list'] = async (...parameters) => {
      searches++;
      room.now += 15_000;
      return listingOf(room.search).list(...parameters);
    };
    await stage(undefined, { search: { list } })({ Records: queue.take(1) });
    expect([lines().length, searches]).toEqual([250, 1]);
  });

  it('of a very large archive has larger pieces in the end, and time to join them', async () => {
    const { room, files, queue, stage } = await newsroom(100_000);
    await room.request(question);
    const Records = queue.take(1);
    const job = await readExportJob(room.table, parseExportMessage(Records[0]?.body ?? '').id);
    if (job === undefined) throw new Error('no job');
    const names = Array.from({ length: 2_000 }, (_, i) => `${i}`);
    for (const name of names) await files.put(job.id, name, 'x');
    await advanceExportJob(room.table, job, { names, pieces: names.length });
    const made: number[] = [];
    files.onJoin = async () => void made.push(...[...files.pieces.values()].map(({ length }) => length));
    expect((await stage()({ Records })).batchItemFailures).toMatchObject([{ postponeSeconds: 0 }]);
    expect(made).toEqual([]);
    expect(await stage()({ Records })).toEqual({ batchItemFailures: [] });
    const [first = 0, ...others] = made.filter((length) => length > 1);
    expect([first > 16_000_000, others.length]).toEqual([true, 1]);
  });

  it('whose execution dies once its file is there keeps that file', async () => {
    const { room, files, queue, stage, lines } = await newsroom();
    await room.request(question);
    const Records = queue.take(1);
    const { table } = room;
    const update = async (...parameters: Parameters<typeof table.update>) => {
      if (files.joined > 0) throw new Error('died');
      return table.update(...parameters);
    };
    const others = { table: { ...bound(table), update }, log: silentLog };
    expect((await stage(undefined, others)({ Records })).batchItemFailures).toHaveLength(1);
    expect(files.joined).toBe(1);
    expect(await stage()({ Records })).toEqual({ batchItemFailures: [] });
    expect((await room.request(question)).status).toBe(303);
    expect([lines().length, new Set(lines()).size]).toEqual([250, 250]);
  });

  it('that two executions write beside one another loses and repeats nothing', async () => {
    const { room, files, queue, stage, lines } = await newsroom(100_000);
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
      get: (...parameters) => files.get(...parameters),
      join: (...parameters) => files.join(...parameters),
      removePieces: (...parameters) => files.removePieces(...parameters),
      address: (...parameters) => files.address(...parameters),
    };
    const second = stage(0, { files: slow })({ Records });
    await atItsPiece;
    // News come before the other execution begins, which is done with its first piece before this one.
    for (let i = 0; i < 30; i++)
      await room.add({ key: `new ${i}`, title: `New ${i}`, paragraphs: ['x'.repeat(100_000)] });
    expect((await stage(0)({ Records })).batchItemFailures).toHaveLength(1);
    wake();
    await second;
    for (let left = 1; left > 0; ) left = (await stage(0)({ Records })).batchItemFailures.length;
    const ids = lines().map((line) => JSON.parse(line).id);
    expect([ids.length, new Set(ids).size]).toEqual([280, 280]);
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

  it('that was given up on says so until the hour is over, then is begun again', async () => {
    const { room, queue } = await newsroom();
    await room.request(question);
    const buried: string[] = [];
    const deliveries = { postpone: async () => {}, bury: async (body: string) => void buried.push(body) };
    const failing = async () => {
      throw new Error('cannot be written');
    };
    const ports = { table: room.table, clock: () => room.now, log: silentLog, deliveries };
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
});
