/**
 * index: what store touched becomes tallies and search rows. It works on whole batches, because many documents touch the same entity on
 * the same day, and because the search table takes rows in bulk.
 */
import type { SQSRecord } from 'aws-lambda';
import { hash } from '../../core/hash.ts';
import { mapConcurrent } from '../../core/protocol/mapConcurrent.ts';
import { parseTouchedMessage } from '../../core/protocol/messages.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { describeError, type Stage } from '../../core/protocol/stage.ts';
import { indexDocuments } from './searchRows.ts';
import { tallyEntity } from './tallies.ts';

export type IndexPorts = Pick<Ports, 'archive' | 'table' | 'search' | 'clock' | 'log'> & {
  queues: Pick<Ports['queues'], 'touched'>;
};

/** What a batch of messages asks to be looked at, each thing once, with the messages that wait for it. */
interface Work {
  /** By entity: the days to be counted again, each with the time its latest hint was sent. */
  tallies: Map<string, { days: Map<string, number>; messages: Set<string> }>;
  documents: Map<string, Set<string>>;
}

const entitiesAtOnce = 48;

/** New search rows are found at once but more slowly; after this long they are brought into the indices. */
const optimizeMilliseconds = 5 * 60 * 1000;

export function indexStage(ports: IndexPorts): Stage {
  let optimized = ports.clock();
  return async (event) => {
    const failed = new Map<string, string>();
    const work = gather(ports, event.Records, failed);
    const blame = (what: string, messages: Iterable<string>, error: unknown) => {
      ports.log.error(`index: ${what} failed; its messages go back to their queue`, {
        error: describeError(error),
      });
      for (const message of messages) failed.set(message, describeError(error));
    };
    await mapConcurrent(entitiesAtOnce, work.tallies, async ([entity, { days, messages }]) => {
      await tallyEntity(ports, entity, days).catch((error) =>
        blame(`the tally of an entity (${hash(entity)})`, messages, error),
      );
    });
    const documents = [...work.documents.keys()];
    await indexDocuments(ports, documents).catch((error) =>
      blame(
        'the search table',
        [...work.documents.values()].flatMap((ids) => [...ids]),
        error,
      ),
    );
    if (ports.clock() - optimized > optimizeMilliseconds) {
      optimized = ports.clock();
      await optimizeSearch(ports);
    }
    return { batchItemFailures: [...failed].map(([itemIdentifier, error]) => ({ itemIdentifier, error })) };
  };
}

/** Two that do it at once may be in each other's way, which harms nothing: the rows are there, and the next time will do. */
export async function optimizeSearch({ search, log }: Pick<Ports, 'search' | 'log'>): Promise<void> {
  await search
    .optimize()
    .catch((error) =>
      log.warn('the search table could not be optimized; it is tried again', { error: describeError(error) }),
    );
}

function gather(ports: IndexPorts, records: readonly SQSRecord[], failed: Map<string, string>): Work {
  const work: Work = { tallies: new Map(), documents: new Map() };
  for (const { messageId, body, attributes } of records) {
    try {
      const hint = parseTouchedMessage(body);
      if (hint.hint === 'search/1') {
        work.documents.set(hint.doc, (work.documents.get(hint.doc) ?? new Set()).add(messageId));
        continue;
      }
      for (const entity of hint.entities) {
        const tally = work.tallies.get(entity) ?? {
          days: new Map<string, number>(),
          messages: new Set<string>(),
        };
        tally.days.set(hint.day, Math.max(tally.days.get(hint.day) ?? 0, Number(attributes.SentTimestamp)));
        tally.messages.add(messageId);
        work.tallies.set(entity, tally);
      }
    } catch (error) {
      ports.log.error('index: a message that is none of ours goes back to its queue', {
        messageId,
        error: describeError(error),
      });
      failed.set(messageId, describeError(error));
    }
  }
  return work;
}
