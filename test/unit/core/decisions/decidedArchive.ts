/** An archive in memory with the real stages and the API over it, to which people's decisions are applied. */
import { enqueueKeys } from '../../../../core/protocol/messages.ts';
import type { Ports } from '../../../../core/protocol/ports.ts';
import { queues as facts, queueNames } from '../../../../core/protocol/topology.ts';
import { stages } from '../../../../functions/stages.ts';
import { annotator } from '../../../../runtime/annotator.ts';
import { memoryPorts } from '../../../memoryPorts.ts';
import { Newsroom } from '../../api/newsroom.ts';

const annotate = annotator();
/** A message that comes again more often goes round in circles. */
const mostRounds = 30;

export class DecidedArchive {
  readonly room = new Newsroom();
  readonly ports: Ports = {
    ...memoryPorts(() => this.room.now),
    inbox: this.room.inbox,
    archive: this.room.archive,
    table: this.room.table,
    search: this.room.search,
    annotate,
    queues: this.room.queues,
  };

  /** Puts a file, and handles everything that follows. */
  async put(key: string, text: string): Promise<void> {
    this.room.now += 1000;
    await this.room.inbox.put(key, text);
    await enqueueKeys(this.room.queues.uploads, [key]);
    await this.work();
  }

  /** Handles all messages; those that are postponed come again when the others are done. */
  async work(): Promise<void> {
    for (let round = 0; round < mostRounds; round++) {
      let worked = false;
      const again: [name: (typeof queueNames)[number], body: string][] = [];
      for (const name of queueNames) {
        const queue = this.room.queues[name];
        const records = queue.take(100);
        if (records.length === 0) continue;
        worked = true;
        const { batchItemFailures } = await stages[facts[name].consumer](this.ports)({ Records: records });
        for (const { itemIdentifier, postponeSeconds, error } of batchItemFailures) {
          if (postponeSeconds === undefined) throw new Error(`${name}: ${error}`);
          again.push([name, records.find(({ messageId }) => messageId === itemIdentifier)?.body ?? '']);
        }
      }
      for (const [name, body] of again) await this.room.queues[name].send([body]);
      if (!worked) return;
    }
    throw new Error('The work does not end.');
  }

  /** Decides, and waits until it is applied. @returns the decision, as the API answers */
  // biome-ignore lint/suspicious/noExplicitAny: the tests check what they read
  async decide(fields: Record<string, string>): Promise<any> {
    const decided = await this.room.json('/v1/decisions', post(fields));
    await this.work();
    return decided;
  }

  /** The problem with which a decision is refused. */
  // biome-ignore lint/suspicious/noExplicitAny: the tests check what they read
  refused(fields: Record<string, string>): Promise<any> {
    return this.room.problem('/v1/decisions', post(fields));
  }
}

function post(fields: Record<string, string>): RequestInit {
  const body = JSON.stringify({ author: 'Desk', reason: 'As the desk knows.', ...fields });
  return { method: 'POST', body, headers: { 'content-type': 'application/json' } };
}
