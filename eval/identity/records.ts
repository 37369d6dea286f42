/** Makes the records of annotated documents in memory, by the pipeline's own functions. */
import { hasInitialOnly, isSurnameAlone } from '../../core/identity/shortNames.ts';
import type { Posting } from '../../core/records/entity.ts';
import { keys } from '../../core/records/keys.ts';
import { countPostings } from '../../functions/index/counts.ts';
import { entityRows } from '../../functions/index/tallies.ts';
import { MemoryTable } from '../../runtime/memory/table.ts';
import type { AnnotatedDocument } from '../../training/identity/annotatedArchive.ts';

/**
 * The rows of all entities of these documents: postings, places of short names, META with the counts, and
 * aliases. Short names are put to nobody yet, which is what links are decided from.
 */
export async function recordsOf(documents: readonly AnnotatedDocument[]): Promise<MemoryTable> {
  const table = new MemoryTable();
  for (const [entity, postings] of postingsByEntity(documents)) {
    for (const posting of postings) {
      const { day, doc, others: _, ...facts } = posting;
      await table.put({ ...keys.posting(entity, day, doc), ...posting });
      if (isSurnameAlone(entity) || hasInitialOnly(entity))
        await table.put({ ...keys.shortName(entity, day, doc), doc, day, ...facts });
    }
    const days = [...Map.groupBy(postings, ({ day }) => day)].map(
      ([day, its]) => [day, countPostings(its)] as const,
    );
    const { meta, rows } = entityRows(entity, days, 1);
    for (const row of rows) await table.put(row);
    for (const folded of meta.aliases)
      await table.put({ ...keys.alias(folded, entity), entity, folded, token: 1 });
  }
  return table;
}

function postingsByEntity(documents: readonly AnnotatedDocument[]): Map<string, Posting[]> {
  const all = new Map<string, Posting[]>();
  for (const { postings } of documents)
    for (const [entity, posting] of postings) {
      const known = all.get(entity);
      if (known === undefined) all.set(entity, [posting]);
      else known.push(posting);
    }
  return all;
}
