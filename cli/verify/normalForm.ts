/**
 * The normal form of the records: what a reader can see. It leaves out fencing tokens, tombstones, claims on
 * deleted keys, processing times and the API keys; of the log of changes it has what a reader of the whole
 * log ends with. Any two deployments with the same bucket must have the same normal form.
 */

import { listPosition } from '../../core/document/listPosition.ts';
import type { SearchRow } from '../../core/ports/search.ts';
import type { Item } from '../../core/ports/table.ts';
import { documentMeta } from '../../core/records/document.ts';
import { entityMeta, tallies } from '../../core/records/entity.ts';
import {
  changePrefix,
  isDerivedRow,
  isPartRow,
  monthPrefix,
  shardsPrefix,
  trendPrefix,
} from '../../core/records/keys.ts';

/** @returns one line per row that a reader can see: its key, then its visible content as JSON; sorted */
export function normalForm(items: Iterable<Item>, searchRows: readonly SearchRow[] = []): string[] {
  const rows = [...items];
  const tableLines = rows.flatMap((item) => {
    const content = visibleContent(item);
    return content === undefined ? [] : [lineOf(item.pk, item.sk, content)];
  });
  const entities = Map.groupBy(
    rows.filter(({ pk, sk }) => pk.startsWith('ENT#') && (sk === 'META' || sk.startsWith(monthPrefix))),
    ({ pk }) => pk,
  );
  const tallyLines = [...entities].flatMap(([pk, its]) => talliesOf(pk, its));
  const searchLines = searchRows
    .filter(({ gone }) => !gone)
    .map((row) => `SEARCH ${row.id} ${JSON.stringify(withSortedFields(without(row, 'token')))}`);
  const announced = [...lastChanges(rows).values()].filter(({ reason }) => reason !== 'removed');
  const changeLines = announced.map(({ doc, title }) => `CHANGES ${doc} ${JSON.stringify(title)}`);
  return [...tableLines, ...tallyLines, ...searchLines, ...changeLines].sort();
}

const lineOf = (pk: string, sk: string, content: object): string =>
  `${pk} ${sk} ${JSON.stringify(withSortedFields(content))}`;

/** The days of an entity that have documents, wherever its rows have them. */
function talliesOf(pk: string, rows: readonly Item[]): string[] {
  const meta = rows.find(({ sk }) => sk === 'META');
  const months = rows.filter(({ sk }) => sk.startsWith(monthPrefix));
  return tallies(meta && entityMeta.parse(meta), months)
    .filter(([, { documents }]) => documents > 0)
    .map(([day, tally]) => lineOf(pk, `TALLY#${day}`, without(tally, 'token', 'digits', 'parts')));
}

/** The last change of each document, in the order of the log. */
export function lastChanges(items: Iterable<Item>): Map<string, Item> {
  const last = new Map<string, Item>();
  for (const item of items) {
    if (!item.pk.startsWith(changePrefix)) continue;
    const known = last.get(String(item.doc));
    if (known === undefined || known.sk < item.sk) last.set(String(item.doc), item);
  }
  return last;
}

function visibleContent(item: Item): object | undefined {
  if (item.gone === true || !isDerivedRow(item)) return undefined;
  const { pk: _, sk: __, token: ___, settled: ____, ...rest } = item;
  if (item.pk.startsWith('OBJ#') && item.sk === 'META')
    // A claim without a key never found an object, or the file was erased. What an execution noted for the
    // next one may be left.
    return item.outcome === 'deleted' || item.key === undefined
      ? undefined
      : without(rest, 'applied', 'at', 'listSk', 'place', 'reading');
  if (isPartRow(item)) return without(rest, 'at', 'listSk');
  if (item.pk.startsWith('DOC#') && item.sk === 'META') {
    const { basis } = (item.applied ?? {}) as { basis?: object };
    return basis && { ...without(rest, 'applied', 'changed', 'searchDays'), ...listedToday(item), basis };
  }
  // It says when an entity had how many documents; the tallies say how many it has.
  if (item.pk.startsWith(trendPrefix)) return undefined;
  // Which days an entity has closed, and by which shards it counts them, depends on the order of arrival.
  if (item.sk.startsWith(monthPrefix) || item.sk.startsWith(shardsPrefix)) return undefined;
  if (item.pk.startsWith('ENT#') && item.sk === 'META')
    return item.documents === 0
      ? undefined
      : without(rest, 'days', 'closed', 'closedThrough', 'moving', 'unverified');
  return rest;
}

/** Where lists would have a document that an earlier Dateline stored, if it were stored again. */
function listedToday({ doc, listSk, content }: Item): object {
  if (typeof listSk !== 'string' || listSk.includes('@')) return {};
  const { published } = documentMeta.shape.content.unwrap().parse(content);
  const position = listPosition(String(doc), published);
  return { listSk: position, sourceSk: position };
}

function without(fields: object | SearchRow, ...names: string[]): object {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));
}

function withSortedFields(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withSortedFields);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, inner]) => [name, withSortedFields(inner)]),
  );
}
