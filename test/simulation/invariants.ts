/** What must be true of any idle world, stated independently of the rebuild. */
import { isDeepStrictEqual } from 'node:util';
import { lastChanges } from '../../cli/verify/normalForm.ts';
import { textOf } from '../../core/document/record.ts';
import { identifyEntities } from '../../core/identity/decisions/identify.ts';
import type { Objects } from '../../core/ports/objects.ts';
import type { SearchRow } from '../../core/ports/search.ts';
import type { Item } from '../../core/ports/table.ts';
import { isLive } from '../../core/protocol/reconcile.ts';
import { readAnnotation, readPayload } from '../../core/records/archive.ts';
import { neededObjects } from '../../core/records/archiveReferences.ts';
import { claim } from '../../core/records/claim.ts';
import { documentMeta } from '../../core/records/document.ts';
import { entityMeta, tallies } from '../../core/records/entity.ts';
import { keys } from '../../core/records/keys.ts';
import { unaccented } from '../../core/text/unaccented.ts';
import { trendKey } from '../../functions/index/trendRows.ts';
import type { MemoryObjects } from '../../runtime/memory/objects.ts';
import type { MemorySearch } from '../../runtime/memory/search.ts';
import type { MemoryTable } from '../../runtime/memory/table.ts';

/** Returns a sentence for each violation. */
export async function checkInvariants({
  inbox,
  archive,
  table,
  search,
}: {
  inbox: MemoryObjects;
  archive: Objects;
  table: MemoryTable;
  search: MemorySearch;
}): Promise<string[]> {
  const violations: string[] = [];
  const items = [...table.items()];
  const live = items.filter(isLive);

  for (const { key } of (await inbox.list('')).items) {
    const row = await table.get(keys.claim(key));
    const found = row && claim.parse(row);
    if (found?.settled !== found?.token || (found?.outcome !== 'stored' && found?.outcome !== 'refused'))
      violations.push(`${key} is neither stored nor refused`);
  }

  const documents = new Set(
    live.flatMap((item) =>
      item.pk.startsWith('DOC#') && item.sk === 'META' && documentMeta.parse(item).applied?.basis
        ? [String(item.doc)]
        : [],
    ),
  );
  const sourced = new Set(
    live.filter(({ sk }) => sk.startsWith('FROM#')).map(({ pk }) => pk.slice('DOC#'.length)),
  );
  for (const doc of documents) if (!sourced.has(doc)) violations.push(`document ${doc} has no source`);
  for (const doc of sourced)
    if (!documents.has(doc)) violations.push(`document ${doc} has a source and is not stored`);

  for (const item of live) {
    for (const key of neededObjects(item))
      if ((await archive.head(key)) === undefined)
        violations.push(`the archive has lost ${key}, which ${item.pk} ${item.sk} references`);
  }

  violations.push(...changeViolations(items));

  const postings = live.filter(({ sk }) => sk.startsWith('DAY#'));
  for (const { pk, doc } of postings)
    if (!documents.has(String(doc)))
      violations.push(`${pk} has a posting of ${String(doc)}, which is not stored`);

  const counts = new Map<string, number>();
  for (const { pk, day } of postings)
    counts.set(`${pk} ${String(day)}`, (counts.get(`${pk} ${String(day)}`) ?? 0) + 1);
  const entities = Map.groupBy(
    items.filter(({ pk }) => pk.startsWith('ENT#')),
    ({ pk }) => pk,
  );
  for (const [pk, rows] of entities) {
    const meta = rows.find(({ sk }) => sk === 'META');
    const months = rows.filter(({ sk }) => sk.startsWith('TALLY#'));
    for (const [day, tally] of tallies(meta && entityMeta.parse(meta), months)) {
      if (tally.documents !== (counts.get(`${pk} ${day}`) ?? 0))
        violations.push(`the tally of ${pk} on ${day} differs from a recount`);
      counts.delete(`${pk} ${day}`);
      const trend = trendKey(pk.slice('ENT#'.length), day, 0, tally.documents);
      if (trend !== undefined && (await table.get(trend)) === undefined)
        violations.push(`the trend row of ${pk} on ${day} is missing`);
    }
  }
  for (const uncounted of counts.keys()) violations.push(`${uncounted} was never counted`);

  const found = new Map(
    search
      .all()
      .filter(({ gone }) => !gone)
      .map((row) => [row.id, row]),
  );
  for (const doc of found.keys())
    if (!documents.has(doc)) violations.push(`the search table has ${doc}, which is not stored`);
  for (const doc of documents) {
    const row = found.get(doc);
    if (row === undefined) violations.push(`document ${doc} is not in the search table`);
    else if (!(await rowMatchesDocument(row, { archive, table })))
      violations.push(`the search row of ${doc} differs from the document`);
  }
  return violations;
}

/** Whoever has read the whole log of changes must end with the truth. */
function changeViolations(items: readonly Item[]): string[] {
  const last = lastChanges(items);
  const violations: string[] = [];
  for (const item of items) {
    if (!item.pk.startsWith('DOC#') || item.sk !== 'META') continue;
    const { doc, applied, content } = documentMeta.parse(item);
    const change = last.get(doc);
    const announced = change !== undefined && change.reason !== 'removed';
    if (announced !== (applied?.basis !== undefined))
      violations.push(`the changes of ${doc} end with ${String(change?.reason ?? 'nothing')}`);
    else if (announced && change.title !== content?.title)
      violations.push(`the changes of ${doc} end with another title`);
  }
  return violations;
}

/** Whether the row agrees with the payload and the annotation that META names. */
async function rowMatchesDocument(
  row: SearchRow,
  { archive, table }: { archive: Objects; table: MemoryTable },
): Promise<boolean> {
  const { applied, links, decided } = documentMeta.parse(await table.get(keys.document(row.id)));
  const basis = applied?.basis;
  const [content, annotation] = basis
    ? [await readPayload(archive, basis.payload), await readAnnotation(archive, basis)]
    : [];
  if (content === undefined || annotation === undefined) return false;
  const { shown } = identifyEntities(annotation, { links, decided });
  const entities = shown.map(({ id }) => id);
  return (
    row.title === unaccented(content.title) &&
    row.text === unaccented(textOf(content)) &&
    isDeepStrictEqual(row.entities, entities)
  );
}

/** No parser dies here, and whatever else dies says nothing against a file. */
export function crashed({ pk, sk, key, refusal }: Item): string[] {
  const isRefused = pk.startsWith('OBJ#') && sk === 'META' && codeOf(refusal) === 'input.crashed';
  return isRefused ? [`${String(key)} is refused as crashed`] : [];
}

const codeOf = (refusal: unknown): unknown => (refusal as { code: string } | undefined)?.code;
