/**
 * Which model and reader are wanted: a fact of the table, set by a person (`dateline reprocess`), and not by
 * the code that happens to run. Without it a document keeps the annotation that it has, and a file what was
 * read from it, whatever version of Dateline is deployed; so going to another version and back changes
 * nothing (docs/adr/0039-reprocessing-is-asked-for.md).
 */
import * as z from 'zod';
import { modelOf, type TaggerName } from '../entities/tagger/taggers.ts';
import { readerVersion } from '../formats/readerVersion.ts';
import type { Table } from '../ports/table.ts';
import type { CodeVersions, Ports } from '../protocol/ports.ts';
import type { Basis, DocumentMeta } from '../records/document.ts';
import { keys } from '../records/keys.ts';

/** The parts of a walk, in their order: a file that is read again may change its documents. */
const reprocessingParts = ['files', 'documents'] as const;

const place = z.object({
  part: z.enum(reprocessingParts),
  /** `documents`: which partition of the index `list`. */
  shard: z.exactOptional(z.number().int()),
  /** The page to read next. */
  cursor: z.exactOptional(z.string()),
});
export type ReprocessingPlace = z.infer<typeof place>;

const reprocessing = z.object({
  token: z.number().int().positive(),
  model: z.string(),
  reader: z.string(),
  /** `done`: the walk is over; the model and reader are still wanted. `stopped`: they are not. */
  state: z.enum(['running', 'stopped', 'done']),
  /** When it was ordered, milliseconds since 1970. */
  began: z.number(),
  /** The next portion is not due before. */
  due: z.number(),
  place,
  /** How many walks it has begun: the next one finds work that the first one queued and that was lost. */
  walk: z.number().int(),
  /** How much this walk has queued, and how much all of them. */
  found: z.number().int(),
  files: z.number().int(),
  documents: z.number().int(),
});
export type Reprocessing = z.infer<typeof reprocessing>;

/** What is wanted and how far it is; `undefined` if reprocessing was never started. */
export async function readReprocessing(table: Table): Promise<Reprocessing | undefined> {
  const row = await table.get(keys.reprocessing, { consistent: true });
  return row === undefined ? undefined : reprocessing.parse(row);
}

/** Replaces the row that was read. @returns `false` if another one has replaced it since */
export function writeReprocessing(
  table: Table,
  next: Omit<Reprocessing, 'token'>,
  before: Reprocessing | undefined,
): Promise<boolean> {
  const token = (before?.token ?? 0) + 1;
  const row = { ...keys.reprocessing, ...next, token, place: { ...next.place } };
  return table.put(row, { attribute: 'token', equals: before?.token });
}

/** The model and the reader of the code that runs with this tagger. */
export function versionsWith(tagger: TaggerName): CodeVersions {
  return { model: modelOf[tagger], reader: readerVersion };
}

/** The model and the reader of the code that runs; unless it says otherwise, those of the fast tagger. */
export function versionsOf({ codeVersions }: { codeVersions?: CodeVersions | undefined }): CodeVersions {
  return codeVersions ?? versionsWith('fast');
}

type VersionPorts = Pick<Ports, 'table' | 'codeVersions'>;

/** Whether what another model annotated, or another reader read, is to be made again by that of this code. */
export async function isWanted(ports: VersionPorts, what: keyof CodeVersions): Promise<boolean> {
  const found = await readReprocessing(ports.table);
  return found !== undefined && found.state !== 'stopped' && found[what] === versionsOf(ports)[what];
}

/**
 * What the rows of a document should be made from: the payload with the annotation that it has already, until
 * this code's model is wanted. A payload that is new gets this code's.
 */
export async function wantedBasis(
  ports: VersionPorts,
  meta: DocumentMeta | undefined,
  payload: string,
): Promise<Basis> {
  const { model: own } = versionsOf(ports);
  const applied = meta?.applied?.basis;
  const isKept =
    applied !== undefined &&
    applied.payload === payload &&
    applied.model !== own &&
    !(await isWanted(ports, 'model'));
  return isKept ? applied : { payload, model: own };
}
