/** The steps of a pass: through the bucket, the table, the archive, and the search table. */
import { mapConcurrent } from '../../../core/protocol/mapConcurrent.ts';
import { readSlice, type TablePartition } from '../../../core/queries/tablePartitions.ts';
import { decisionPartition, keys } from '../../../core/records/keys.ts';
import type { SweepPlace } from '../../../core/records/sweepState.ts';
import { sweepArchiveSlice } from '../compare/archiveSlice.ts';
import { sweepClaim, sweepKeys } from '../compare/claims.ts';
import { sweepDecisions } from '../compare/decisions.ts';
import { sweepDocument } from '../compare/documents.ts';
import { sweepAliases, sweepEntity } from '../compare/entities.ts';
import { collectSearchRows, sweepSearchSlice } from '../compare/searchRows.ts';
import { buryPostings } from '../compare/strays.ts';
import type { SweepPass } from './pass.ts';
import { digitsFor, nextPrefix } from './sliceFiles.ts';

/** How many partitions are compared concurrently. Each claim waits for a call to the bucket. */
export const concurrency = 32;
/** A step through the table reads slices until it has this many rows or has taken this long. */
export const rowsPerStep = 100_000;
const stepMilliseconds = 20_000;

/** Makes a step and notes where the next one begins. */
export async function takeStep(pass: SweepPass): Promise<void> {
  const { place } = pass.state;
  switch (place.part) {
    case 'bucket':
      return stepThroughBucket(pass, place);
    case 'table':
      return stepThroughTable(pass, place);
    case 'archive':
      return stepThroughSlices(pass, place, {
        most: Math.max(
          pass.state.references,
          ...pass.lease.state.earlier.map(({ references }) => references),
        ),
        compare: sweepArchiveSlice,
        next: 'search',
      });
    case 'search': {
      const cursor = await collectSearchRows(pass, place.cursor);
      const next = cursor === undefined ? { part: 'documents' as const } : { part: place.part, cursor };
      return pass.note({ place: next });
    }
    case 'documents':
      return stepThroughSlices(pass, place, {
        most: Math.max(pass.state.documents, pass.state.searchRows),
        compare: sweepSearchSlice,
        next: 'end',
      });
    case 'end':
  }
}

async function stepThroughBucket(pass: SweepPass, { cursor }: SweepPlace): Promise<void> {
  const page = await pass.ports.inbox.list('', cursor);
  await sweepKeys(
    pass,
    page.items.map(({ key }) => key),
  );
  const place: SweepPlace =
    page.next === undefined ? { part: 'table' } : { part: 'bucket', cursor: page.next };
  await pass.note({ place });
}

async function stepThroughTable(pass: SweepPass, from: SweepPlace): Promise<void> {
  const { ports, sizes } = pass;
  const began = ports.clock();
  let place = from;
  for (let rows = 0; place.part === 'table'; ) {
    const { partitions, next } = await readSlice(ports.table, place, sizes);
    await sweepPartitions(pass, partitions);
    place = next === undefined ? { part: 'archive' } : { part: 'table', ...next };
    rows += partitions.reduce((sum, each) => sum + each.rows.length, 0);
    const isFull = rows >= Math.min(rowsPerStep, 5 * sizes.sweepRows);
    if (isFull || ports.clock() - began >= stepMilliseconds || pass.shouldStop) break;
  }
  await pass.note({ place });
}

async function sweepPartitions(pass: SweepPass, partitions: readonly TablePartition[]): Promise<void> {
  await mapConcurrent(concurrency, partitions, async (partition) => {
    const isCompared = await pass.faults.guard(partition.pk, async () => {
      const { pk, rows } = partition;
      if (pk.startsWith('OBJ#')) await sweepClaim(pass, pk, rows);
      else if (pk.startsWith('ENT#')) await sweepEntity(pass, partition);
      else if (pk.startsWith('ALIAS#')) await sweepAliases(pass, rows);
      else if (pk.startsWith('DOC#')) await sweepDocument(pass, pk, rows);
      else if (pk === decisionPartition) await sweepDecisions(pass, rows);
      await pass.erasing.removeRows(partition);
    });
    // It may have traces of an erasure, so none is complete in this pass.
    if (!isCompared) pass.erasing.leaveUnfinished();
  });
  // A document has postings in many partitions: each claim of it is for all that were found.
  await mapConcurrent(concurrency, pass.strayPostings.take(), async ([doc, postings]) => {
    await pass.faults.guard(keys.document(doc).pk, () => buryPostings(pass, doc, postings));
  });
}

interface SliceWork {
  /** How many names all slices have. */
  most: number;
  compare(pass: SweepPass, prefix: string): Promise<'done' | 'divide' | 'stopped'>;
  /** The part that follows after the last slice. */
  next: SweepPlace['part'];
}

async function stepThroughSlices(
  pass: SweepPass,
  { part, prefix }: SweepPlace,
  { most, compare, next }: SliceWork,
): Promise<void> {
  const digits = digitsFor(most, pass.sizes.sweepNames);
  const at = prefix ?? '0'.repeat(digits);
  const outcome = await compare(pass, at);
  if (outcome === 'stopped') return;
  const following = outcome === 'divide' ? `${at}0` : nextPrefix(at, digits);
  await pass.note({ place: following === undefined ? { part: next } : { part, prefix: following } });
}
