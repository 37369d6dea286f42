/** A client of `/v1/changes` that keeps its cursor and never reads a part of the log twice. */
import type { Item } from '../../core/ports/table.ts';
import { documentMeta } from '../../core/records/document.ts';
import { changePrefix } from '../../core/records/keys.ts';
import { functions } from '../../functions/functions.ts';
import type { MemoryTable } from '../../runtime/memory/table.ts';
import { skewMilliseconds } from './faultProfile.ts';

/** How far readers stay behind, as on AWS; in the simulation, two clocks differ by up to twice the skew. */
const behindMilliseconds = functions.store.timeoutSeconds * 1000 + 2 * skewMilliseconds;

export class ChangesReader {
  #cursor = '';
  /** The last change of each document that it has seen. */
  readonly #seen = new Map<string, Item>();

  /** @param now milliseconds since 1970 */
  poll(table: MemoryTable, now: number): void {
    const until = new Date(now - behindMilliseconds).toISOString();
    const changes = [...table.items(changePrefix)];
    const fresh = changes.filter(({ sk }) => sk >= this.#cursor && sk < until);
    fresh.sort((a, b) => (a.sk < b.sk ? -1 : 1));
    for (const change of fresh) this.#seen.set(String(change.doc), change);
    if (until > this.#cursor) this.#cursor = until;
  }

  /** What it believes that is not so, once it has read everything. */
  errors(items: Iterable<Item>): string[] {
    const errors: string[] = [];
    for (const item of items) {
      if (!item.pk.startsWith('DOC#') || item.sk !== 'META') continue;
      const { doc, applied, content } = documentMeta.parse(item);
      const change = this.#seen.get(doc);
      const believed = change === undefined || change.reason === 'removed' ? undefined : change.title;
      const title = applied?.basis === undefined ? undefined : content?.title;
      if (believed !== title)
        errors.push(`a reader of the changes of ${doc} believes ${believed}, and it is ${title}`);
    }
    return errors;
  }
}
