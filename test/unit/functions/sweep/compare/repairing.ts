/** Records of one file, to be damaged and then repaired by the sweep's single repairs. */
import type { Item, Key } from '../../../../../core/ports/table.ts';
import { keys } from '../../../../../core/records/keys.ts';
import type { SweepPass } from '../../../../../functions/sweep/pass/pass.ts';
import { StrayPostings } from '../../../../../functions/sweep/pass/strayPostings.ts';
import { MemoryQueue } from '../../../../../runtime/memory/queue.ts';
import { Records, story } from '../records.ts';

export const key = 'a.txt';
export const entity = 'place/london';
export const nothing = { keys: 0, documents: 0, tallies: 0, strays: 0 };
/** One that its entity does not list. */
export const alias = { ...keys.alias('paris', entity), entity, folded: 'paris', token: 70 };

export type Repair = (pass: SweepPass) => Promise<void>;

export class RepairedRecords extends Records {
  doc = '';

  static async open(): Promise<RepairedRecords> {
    const records = new RepairedRecords();
    await records.put(key, story('Ministers meet in the capital'));
    records.doc = String(records.rows('DOC#', 'META')[0]?.doc);
    return records;
  }

  rowAt({ pk, sk }: Key): Item {
    return this.row((row) => row.pk === pk && row.sk === sk);
  }

  posting(): Item {
    return this.rows(`ENT#${entity}`, 'DAY#')[0] as Item;
  }

  /** A posting that the document does not have. */
  stray(): Item {
    return { ...this.posting(), pk: keys.entity('place/paris').pk, token: 77 };
  }

  /** @returns what the pass counts, and the messages that it sends */
  async repaired(repair: Repair): Promise<typeof nothing & { messages: object[] }> {
    const report = { ...nothing };
    const queue = new MemoryQueue();
    const queues = { uploads: queue, normalized: queue, extracted: queue, touched: queue };
    const strayPostings = new StrayPostings();
    await repair({ ports: { ...this.ports, queues }, report, strayPostings } as unknown as SweepPass);
    return { ...report, messages: queue.take(10).map(({ body }): object => JSON.parse(body)) };
  }
}
