import { expect, it } from 'vitest';
import { listQuarantine } from '../../../../core/quarantine/listQuarantine.ts';
import { keys, refusedPartitions } from '../../../../core/records/keys.ts';
import { quarantineIndexKeys } from '../../../../core/records/refusals.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';

/** A container of which these many members were refused: many at the same moment. */
async function refuse(table: MemoryTable, members: number): Promise<void> {
  for (let i = 0; i < members; i++) {
    const key = keys.part('big.jsonl', `line ${i}`, 0);
    const at = `2021-05-03T09:00:00.${String(Math.floor(i / 5)).padStart(3, '0')}Z`;
    const code = i % 3 === 0 ? 'json.malformed' : 'json.no_article';
    await table.put({
      ...key,
      ...{ key: 'big.jsonl', part: `line ${i}`, version: 'v', at, refusal: { code, evidence: '' }, token: 1 },
      ...quarantineIndexKeys(code, at, `${key.pk}#${key.sk}`),
    });
  }
}

it.each([1, 7, 100])('reads all partitions in order, by pages of %i', async (limit) => {
  const table = new MemoryTable();
  await refuse(table, 90);
  const filled = new Set([...table.items()].map(({ listPk }) => listPk));
  expect(filled.size).toBe(2 * refusedPartitions('json.malformed').length);
  for (const [code, expected] of [
    [undefined, 90],
    ['json.malformed', 30],
  ] as const) {
    const seen: { at: string; part?: string }[] = [];
    let after: string | undefined;
    do {
      const page = await listQuarantine(table, { code }, { after, limit });
      seen.push(...page.items);
      after = page.next;
    } while (after !== undefined);
    expect(new Set(seen.map(({ part }) => part)).size).toBe(expected);
    expect(seen.map(({ at }) => at)).toEqual(
      seen
        .map(({ at }) => at)
        .toSorted()
        .toReversed(),
    );
    expect(seen).toHaveLength(expected);
  }
});
