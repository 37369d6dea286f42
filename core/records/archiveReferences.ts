/** Which archive objects are referenced, by the rows of documents and by the versions of feeds. */
import { model } from '../entities/tagger/taggers.ts';
import type { Item } from '../ports/table.ts';
import { isLive } from '../protocol/reconcile.ts';
import { annotationKey, payloadKey } from './archive.ts';
import { type Basis, documentMeta, documentSource } from './document.ts';
import { KeySet } from './keySet.ts';

/**
 * The bases that a document's row references: a source its payload, which this code's model may have
 * annotated, and META those that are applied or pending.
 * @param own this code's model, with the tagger that the installation chose
 */
export function referencedBases(row: Item, own: string = model): Basis[] {
  if (!row.pk.startsWith('DOC#')) return [];
  if (row.sk.startsWith('FROM#'))
    return isLive(row) ? [{ payload: documentSource.parse(row).payload, model: own }] : [];
  const { pending, applied } = documentMeta.parse(row);
  return applied?.basis === undefined ? pending : [...pending, applied.basis];
}

/**
 * The objects that must be in the archive because of the row. Whether a payload is annotated by this code's
 * model does not matter as long as the rows are made from the annotation of another one.
 */
export function neededObjects(row: Item): string[] {
  const ofSource = row.sk.startsWith('FROM#');
  return referencedBases(row).flatMap((basis) =>
    ofSource ? [payloadKey(basis.payload)] : [payloadKey(basis.payload), annotationKey(basis)],
  );
}

/** The archive keys that rows reference. By chance it may have one that none does, and keeps that object. */
export class ReferencedKeys {
  readonly #keys = new KeySet();
  readonly #model: string;

  /** @param own as `referencedBases` has it */
  constructor(own: string = model) {
    this.#model = own;
  }

  add(rows: readonly Item[]): void {
    for (const basis of rows.flatMap((row) => referencedBases(row, this.#model)))
      for (const key of [payloadKey(basis.payload), annotationKey(basis)]) this.#keys.add(key);
  }

  has(key: string): boolean {
    return this.#keys.has(key);
  }
}
