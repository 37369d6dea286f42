/**
 * Counts all documents by source, language and day. What a version of a table has is counted once and kept:
 * of many tables, few change between two questions.
 */
import type { Table as LanceTable } from '@lancedb/lancedb';
import type { Data, Utf8, Vector } from 'apache-arrow';
import { giveWay } from '../../core/giveWay.ts';
import type { Census } from '../../core/ports/search.ts';
import { mapConcurrent } from '../../core/protocol/mapConcurrent.ts';
import { filtersOfIds, notGone } from './filters.ts';
import { partName } from './parts.ts';
import type { ScannedPart } from './reading/reader.ts';
import { concurrentTables } from './textSearch.ts';

/** The columns of a table are read whole. */
const tablesAtOnce = 4;

class Numbers implements Census {
  documents = 0;
  readonly sources = new Map<string, number>();
  readonly languages = new Map<string, number>();
  readonly days = new Map<string, number>();

  /** @param factor −1 takes these away */
  add(other: Census, factor: 1 | -1 = 1): void {
    this.documents += factor * other.documents;
    for (const name of ['sources', 'languages', 'days'] as const)
      for (const [value, number] of other[name]) addTo(this[name], value, factor * number);
  }
}

export class CensusCounts {
  /** By part. */
  readonly #kept = new Map<string, { version: number; numbers: Numbers }>();

  async census(parts: readonly ScannedPart[]): Promise<Census> {
    const opened = await mapConcurrent(concurrentTables, parts, async (part) =>
      (await part.tables()).map((table) => ({ ...table, name: partName(part.name) })),
    );
    const all = new Numbers();
    await mapConcurrent(tablesAtOnce, opened.flat(), async ({ name, table, without, isStored }) => {
      all.add(isStored ? await this.#countOnce(name, table) : await count(table, notGone));
      for (const filter of filtersOfIds(without)) all.add(await count(table, `${notGone} AND ${filter}`), -1);
    });
    const names = new Set(opened.flat().map(({ name }) => name));
    for (const name of this.#kept.keys()) if (!names.has(name)) this.#kept.delete(name);
    return all;
  }

  async #countOnce(name: string, table: LanceTable): Promise<Numbers> {
    const version = await table.version();
    const kept = this.#kept.get(name);
    if (kept?.version === version) return kept.numbers;
    const numbers = await count(table, notGone);
    // The handle may have gone on to a newer version meanwhile.
    if ((await table.version()) === version) this.#kept.set(name, { version, numbers });
    return numbers;
  }
}

async function count(table: LanceTable, filter: string): Promise<Numbers> {
  const columns = { source: 'sources', language: 'languages', published: 'days' } as const;
  const arrow = await table.query().where(filter).select(Object.keys(columns)).toArrow();
  const numbers = new Numbers();
  numbers.documents = arrow.numRows;
  for (const [column, name] of Object.entries(columns)) {
    countValues(arrow.getChild(column), numbers[name]);
    await giveWay();
  }
  return numbers;
}

/** Decodes each distinct value once: the columns have few of them, and strings of all would be slow. */
function countValues(column: Vector<Utf8> | null, into: Map<string, number>): void {
  const byBytes = new Map<string, number>();
  for (const { values, valueOffsets, length } of (column?.data ?? []) as readonly Data<Utf8>[]) {
    const bytes = Buffer.from(values.buffer, values.byteOffset, values.byteLength);
    for (let i = 0; i < length; i++)
      addTo(byBytes, bytes.toString('latin1', valueOffsets[i], valueOffsets[i + 1]), 1);
  }
  for (const [value, number] of byBytes) into.set(Buffer.from(value, 'latin1').toString(), number);
}

/** What none has is left out. */
function addTo(numbers: Map<string, number>, value: string, number: number): void {
  const sum = (numbers.get(value) ?? 0) + number;
  if (sum === 0) numbers.delete(value);
  else numbers.set(value, sum);
}
