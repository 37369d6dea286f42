/**
 * The normal form of the records: what a reader could see, without tokens, markers, claims on deleted keys, the times of the looking, the
 * log of changes and the keys of the API. Two worlds with one bucket must have the same.
 */

import type { SearchRow } from '../../core/ports/search.ts';
import type { Item } from '../../core/ports/table.ts';
import { isPart, isRecord } from '../../core/records/keys.ts';

/** @returns one line for each row that a reader could see: its key, then what it says as JSON; sorted */
export function normalForm(items: Iterable<Item>, searchRows: readonly SearchRow[] = []): string[] {
  const rows = [...items].flatMap((item) => {
    const seen = visible(item);
    return seen === undefined ? [] : [`${item.pk} ${item.sk} ${JSON.stringify(sorted(seen))}`];
  });
  const found = searchRows
    .filter(({ gone }) => !gone)
    .map((row) => `SEARCH ${row.id} ${JSON.stringify(sorted(without(row, 'token')))}`);
  return [...rows, ...found].sort();
}

function visible(item: Item): object | undefined {
  if (item.gone === true || !isRecord(item)) return undefined;
  const { pk: _, sk: __, token: ___, settled: ____, ...rest } = item;
  if (item.pk.startsWith('OBJ#') && item.sk === 'META')
    return item.outcome === 'deleted' ? undefined : without(rest, 'applied', 'at', 'listSk');
  if (isPart(item)) return without(rest, 'at', 'listSk');
  if (item.pk.startsWith('DOC#') && item.sk === 'META') {
    const { basis } = (item.applied ?? {}) as { basis?: object };
    return basis && { ...without(rest, 'applied'), basis };
  }
  if (item.sk.startsWith('TALLY#')) {
    const days = Object.entries(rest).flatMap(([day, tally]) => {
      const { documents } = tally as { documents: number };
      return documents > 0 ? [[day, without(tally as object, 'token', 'counted')]] : [];
    });
    return days.length > 0 ? Object.fromEntries(days) : undefined;
  }
  if (item.pk.startsWith('ENT#') && item.sk === 'META') return item.documents === 0 ? undefined : rest;
  return rest;
}

function without(fields: object | SearchRow, ...names: string[]): object {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, inner]) => [name, sorted(inner)]),
  );
}
