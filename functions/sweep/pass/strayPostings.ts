import type { Item } from '../../../core/ports/table.ts';
import { KeySet } from '../../../core/records/keySet.ts';

/** Documents that one call remembers. What it meets of further ones is left to the next pass. */
const maximumRaised = 2_000_000;

/**
 * The postings that documents have not, or no longer. A document has them in many partitions; they are buried
 * together, so that it is claimed once for all that a slice of the table has.
 */
export class StrayPostings {
  #noted = new Map<string, Item[]>();
  readonly #raised = new KeySet();

  note(doc: string, postings: readonly Item[]): void {
    const noted = this.#noted.get(doc);
    if (noted === undefined) this.#noted.set(doc, [...postings]);
    else noted.push(...postings);
  }

  /** What was noted since the last call, by document. */
  take(): Map<string, Item[]> {
    const noted = this.#noted;
    this.#noted = new Map();
    return noted;
  }

  /** Remembers that this call has raised the document's token to this one. */
  noteRaised(doc: string, token: number): void {
    if (this.#raised.size < maximumRaised) this.#raised.add(`${doc} ${token}`);
  }

  /** Whether this call was the last to raise the document's token, so that nobody is at work on it. */
  isRaised(doc: string, token: number): boolean {
    return this.#raised.has(`${doc} ${token}`);
  }
}
