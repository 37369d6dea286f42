/**
 * Which executions of normalize really died while they handled one key and nothing else. Only after two of
 * them may the key be refused as one that crashes Dateline.
 */
import type { SQSRecord } from 'aws-lambda';
import type { Item } from '../../core/ports/table.ts';
import { parseUploadMessage } from '../../core/protocol/messages.ts';
import { paginate } from '../../core/protocol/paginate.ts';
import { claim } from '../../core/records/claim.ts';
import type { HostileObjects } from './hostileObjects.ts';

export class Kills {
  readonly #inbox: HostileObjects;
  /** How often each key was killed alone, by the versions that it had then. */
  readonly #alone = new Map<string, number>();
  /** Records are complete once these have ended. */
  readonly #recording: Promise<void>[] = [];

  constructor(inbox: HostileObjects) {
    this.#inbox = inbox;
  }

  /** @param messages those that the execution was handling when it died */
  record(records: readonly SQSRecord[], messages: ReadonlySet<string>): void {
    const [record, ...others] = records.filter(({ messageId }) => messages.has(messageId));
    if (record === undefined || others.length > 0) return;
    const [key, ...more] = parseUploadMessage(record.body);
    if (key !== undefined && more.length === 0) this.#recording.push(this.#count(key));
  }

  /** Refusals for which the key was not killed alone often enough. */
  async unexplained(items: Iterable<Item>): Promise<string[]> {
    await Promise.all(this.#recording);
    return [...items].flatMap((item) => {
      if (!item.pk.startsWith('OBJ#') || item.sk !== 'META') return [];
      const { key, version, refusal } = claim.parse(item);
      const kills = this.#alone.get(`${key} ${version}`) ?? 0;
      if (refusal?.code !== 'input.crashed' || kills >= 2) return [];
      return [`${key} is refused as crashed, but ${kills} executions died while they read it alone`];
    });
  }

  async #count(key: string): Promise<void> {
    for await (const each of paginate((cursor) => this.#inbox.listVersions(key, cursor))) {
      const name = `${key} ${each.version}`;
      if (each.key === key) this.#alone.set(name, (this.#alone.get(name) ?? 0) + 1);
    }
  }
}
