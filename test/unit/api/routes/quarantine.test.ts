import { beforeAll, describe, expect, it } from 'vitest';
import { keys } from '../../../../core/records/keys.ts';
import { Newsroom } from '../newsroom.ts';

const room = new Newsroom();
beforeAll(async () => {
  await room.refuse('empty.txt', 'input.empty', '2026-01-02T10:00:00.000Z');
  await room.refuse('big.txt', 'input.too_large', '2026-01-02T11:00:00.000Z', '30,000,000 bytes');
  await room.refuse('name with “quotes”\n.txt', 'input.empty', '2026-01-03T00:00:00.000Z');
  await room.refuse('bomb.zip', 'archive.bomb', '2025-12-31T23:59:59.999Z');
});

describe('GET /v1/quarantine', () => {
  it('lists what was refused and why, latest first, over all codes', async () => {
    const items = await room.allItems('/v1/quarantine');
    expect(items.map(({ key }) => key)).toEqual([
      'name with “quotes”\n.txt',
      'big.txt',
      'empty.txt',
      'bomb.zip',
    ]);
    expect(items[1]).toEqual({
      key: 'big.txt',
      code: 'input.too_large',
      message: 'The file is larger than Dateline accepts.',
      evidence: '30,000,000 bytes',
      remedy: 'Split the file, or upload only its text.',
      since: '2026-01-02T11:00:00.000Z',
    });
    expect(room.tableCalls).toMatchObject({ get: 0, batchGet: 1, scan: 0 });
  });

  it.each([
    ['code=input.empty', 2],
    ['code=pdf.no_text', 0],
    ['since=2026-01-02', 3],
    ['since=2026-01-02T10:00:00.001Z', 2],
    ['since=2026-01-02T11:00:00%2B01:00', 3],
    ['code=input.empty&since=2026-01-03', 1],
    ['since=2026-01-04', 0],
  ])('filters: %s', async (query, count) => {
    for (const limit of [1, 20])
      expect(await room.allItems(`/v1/quarantine?${query}&limit=${limit}`)).toHaveLength(count);
  });

  it('leaves out a claim that was stored since', async () => {
    const repaired = new Newsroom();
    await repaired.refuse('a', 'input.empty', '2026-01-02T10:00:00.000Z');
    await repaired.table.update(keys.claim('a'), { refusal: undefined, outcome: 'stored' });
    expect(await repaired.allItems('/v1/quarantine')).toEqual([]);
  });

  it('lists the codes if one is unknown', async () => {
    const problem = await room.problem('/v1/quarantine?code=input.emty');
    expect(problem).toMatchObject({ status: 400, parameter: 'code', got: 'input.emty' });
    expect(problem.allowed).toContain('input.empty');
  });
});
