import { describe, expect, it } from 'vitest';
import { searchTombstone } from '../../../../core/search/searchTombstone.ts';
import { newsroom, question } from './exportRoom.ts';

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

  it('is not begun while fifty others are to be written; those still answer', async () => {
    const { room, queue, stage } = await newsroom();
    const about = (topic: number) => room.request(`${question}&q=topic${topic}`);
    for (let i = 0; i < 50; i++) expect((await about(i)).status).toBe(202);
    const refused = await about(50);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '60']);
    expect(await refused.text()).toContain('50 exports are being written or wait for that');
    expect((await about(49)).status).toBe(202);
    await stage()({ Records: queue.take(1) });
    expect((await about(0)).status).toBe(303);
    expect((await about(50)).status).toBe(202);
    expect(queue.take(100)).toHaveLength(50);
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
    const { room, files, queue, stage } = await newsroom(100_000); // four pieces
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

  it('that finds little leaves the rest to another execution, too, and writes it on', async () => {
    const { room, files, queue, stage } = await newsroom();
    for (const format of ['jsonl', 'csv']) {
      await room.request(`/v1/exports?format=${format}`);
      const Records = queue.take(10);
      let turns = 1;
      while ((await stage(0)({ Records })).batchItemFailures.length > 0) turns++;
      expect(turns).toBe(3); // pages of 100
    }
    const [jsonl = '', csv = ''] = files.files.values();
    const ids = jsonl
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).id);
    expect([ids.length, new Set(ids).size]).toEqual([250, 250]);
    const rows = csv.trim().split('\r\n');
    expect([rows.length, new Set(rows).size, rows[0]?.slice(0, 5)]).toEqual([251, 251, '"id",']);
  });

  it('of a search has each document once, whatever comes and goes while it is written', async () => {
    const { room, files, queue, stage, lines } = await newsroom(100_000);
    const kept = new Set(room.search.all().map(({ id }) => id));
    await room.request('/v1/exports?format=jsonl&q=title:story');
    const Records = queue.take(1);
    let left = (await stage(0)({ Records })).batchItemFailures.length;
    for (let round = 0; left > 0; round++) {
      for (let i = 0; i < 10; i++) await room.add({ key: `new ${round} ${i}`, title: `New story ${i}` });
      const gone = [...kept][round * 7] ?? '';
      await room.remove(gone);
      await room.search.merge([{ ...searchTombstone({ id: gone, token: 2 }), earlier: ['2021-05-03'] }]);
      kept.delete(gone);
      left = round > 20 ? 0 : (await stage(0)({ Records })).batchItemFailures.length;
    }
    expect(files.joined).toBe(1);
    const ids = lines().map((line) => JSON.parse(line).id);
    expect(new Set(ids).size).toBe(ids.length);
    expect([...kept].filter((id) => !ids.includes(id))).toEqual([]);
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

  it('that takes longer than an hour is not begun beside itself, and its client gets the file', async () => {
    const { room, queue, stage } = await newsroom(100_000);
    await room.request(question);
    const Records = queue.take(10);
    await stage(0)({ Records });
    for (let hour = 0; hour < 3; hour++) {
      room.now += 3_600_000;
      expect((await room.request(question)).status).toBe(202);
    }
    expect(queue.take(10)).toEqual([]);
    await stage()({ Records });
    expect((await room.request(question)).status).toBe(303);
    room.now += 3_600_000;
    expect((await room.request(question)).status).toBe(202);
    expect(queue.take(10)).toHaveLength(1);
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
