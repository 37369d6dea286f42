/** What the authority says about an entity, as the API shows it. */
import * as z from 'zod';
import {
  type Authority,
  type AuthorityRecord,
  authorityRecord,
} from '../../core/entities/authority/authority.ts';
import { type AuthorityEntry, authorityEntry } from '../../core/entities/authority/entry.ts';
import { type Position, positionsOf } from '../geo/geoJson.ts';

/** An entry of the authority without its names, which documents may have in other forms. */
const authorityItem = authorityEntry.omit({ aliases: true, type: true, place: true });

export const authorityFields = {
  /** The ISO 3166 code of a country, or of a part of one. */
  iso: authorityEntry.shape.iso,
  /** The place that a people is named after. */
  place: authorityEntry.shape.place,
  /** The entry of the authority: ids elsewhere, coordinates, its country, and where it comes from. */
  authority: authorityItem.optional(),
  /** If several entries have the name and nothing tells which one is meant: those entries. */
  mayBe: z.array(authorityItem).optional(),
};

/** The record of the first of these ids that the authority knows. */
export function recordOf(authority: Authority, ids: readonly string[]): AuthorityRecord {
  let open: AuthorityRecord = { candidates: [] };
  for (const id of ids) {
    const record = authorityRecord(authority, id);
    if (record.entry !== undefined) return record;
    if (open.candidates.length === 0) open = record;
  }
  return open;
}

/** Where a place is; nothing for what is no place, and for one that is unknown or open. */
export function placePositions(authority: Authority, id: string): Position[] {
  return id.startsWith('place/') ? positionsOf(recordOf(authority, [id]).entry) : [];
}

/** @param ids those of the entity's identity, the canonical one first */
export function toAuthorityFields(authority: Authority, ids: readonly string[]) {
  const { entry, candidates } = recordOf(authority, ids);
  return {
    ...(entry?.iso !== undefined && { iso: entry.iso }),
    ...(entry?.place !== undefined && { place: entry.place }),
    ...(entry !== undefined && { authority: toItem(entry) }),
    ...(candidates.length > 0 && { mayBe: candidates.map(toItem) }),
  };
}

function toItem({
  aliases: _,
  type: __,
  place: ___,
  ...item
}: AuthorityEntry): z.infer<typeof authorityItem> {
  return item;
}
