/**
 * index: turns the postings and records that store wrote into tallies and search rows, and applies people's
 * decisions to what is stored. It works on whole batches, because many documents touch the same entity on the
 * same day, and because the search table takes rows in bulk.
 */
import type { SQSRecord } from 'aws-lambda';
import { hash } from '../../core/hash.ts';
import type { Resolution } from '../../core/identity/decisions/resolution.ts';
import { mapConcurrent } from '../../core/protocol/mapConcurrent.ts';
import { parseTouchedMessage } from '../../core/protocol/messages.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import type { SearchWaitPort } from '../../core/protocol/searchWait.ts';
import {
  describeError,
  isPostponed,
  type Stage,
  type UnfinishedMessage,
  unfinishedMessage,
} from '../../core/protocol/stage.ts';
import { clockSkewMilliseconds } from '../../core/protocol/topology.ts';
import { readResolution } from '../../core/queries/decisions.ts';
import { applyDecision } from './applyDecision.ts';
import type { DayHint } from './dayCounts.ts';
import { storeDecided } from './disagreement.ts';
import { Relinking } from './relink.ts';
import { indexDocuments } from './searchRows.ts';
import { tallyEntity } from './tallies.ts';
import { letWait, type RequestedRow } from './waitingRows.ts';

export type IndexPorts = Pick<Ports, 'archive' | 'table' | 'search' | 'clock' | 'log' | 'thresholds'> &
  SearchWaitPort & {
    queues: Pick<Ports['queues'], 'extracted' | 'touched'>;
    /** How many entities it counts at once: on AWS by the write units that the table may take. */
    concurrency?: number;
  };

/** The work of a batch: each item once, with the ids of the messages that request it. */
interface IndexWork {
  /** By entity: the days to count again. */
  tallies: Map<string, { days: Map<string, DayHint>; messages: Set<string> }>;
  /** By document id. */
  documents: Map<string, RequestedRow>;
  /** By number in the log. */
  decisions: Map<number, Set<string>>;
}

const usualConcurrency = 48;

export function indexStage(ports: IndexPorts): Stage {
  return async (event) => {
    const failed = new Map<string, UnfinishedMessage>();
    warnOfClock(ports, event.Records);
    const work = collectWork(ports, event.Records, failed);
    const fail = (what: string, messages: Iterable<string>, error: unknown) => {
      logUnfinished(ports.log, what, error);
      for (const message of messages) noteUnfinished(failed, message, error);
    };
    const failTally = (entity: string, messages: Iterable<string>, error: unknown) => {
      fail(`the tally of an entity (${hash(entity)})`, messages, error);
      return 'failed' as const;
    };
    // Read after the messages were sent: a later decision finds the postings that they are about.
    let resolution: Promise<Resolution> | undefined;
    const readOnce = () => {
      resolution ??= readResolution(ports.table);
      return resolution;
    };
    const requested = [...work.documents.values()];
    const waiting = letWait(ports, requested).catch((error): readonly RequestedRow[] => {
      fail('the search table', messagesOf(requested), error);
      return [];
    });
    const concurrency = ports.concurrency ?? usualConcurrency;
    const counted = await mapConcurrent(concurrency, work.tallies, async ([entity, { days, messages }]) => {
      const names = await tallyEntity(ports, entity, days).catch((error) =>
        failTally(entity, messages, error),
      );
      return names === 'failed' ? [] : [{ entity, days, messages, names }];
    });
    // After the counts, because they write the aliases by which the bearers of a surname are found.
    const relinking = new Relinking(ports);
    await mapConcurrent(concurrency, counted.flat(), ({ entity, days, messages, names }) =>
      relinking
        .relink(entity, days.keys(), names)
        .then(async () => storeDecided(ports, await readOnce(), entity, days))
        .catch((error) => failTally(entity, messages, error)),
    );
    const due = await waiting;
    await indexDocuments(
      ports,
      due.map(({ doc }) => doc),
    ).catch((error) => fail('the search table', messagesOf(due), error));
    await mapConcurrent(1, work.decisions, ([number, messages]) =>
      applyDecision(ports, number).catch((error) => fail('the application of a decision', messages, error)),
    );
    return { batchItemFailures: [...failed.values()] };
  };
}

/** Errors are for what people look into: what is postponed is done later, and nothing is wrong. */
function logUnfinished(log: Ports['log'], what: string, cause: unknown): void {
  const error = describeError(cause);
  if (isPostponed(cause)) log.info(`index: ${what} comes again later`, { error });
  else log.error(`index: ${what} failed; its messages return to their queue`, { error });
}

/** A message is postponed only if nothing that it asks for failed by itself. */
function noteUnfinished(unfinished: Map<string, UnfinishedMessage>, id: string, error: unknown): void {
  const before = unfinished.get(id);
  if (before !== undefined && before.postponeSeconds === undefined) return;
  unfinished.set(id, unfinishedMessage(id, error));
}

/** Counts rely on two clocks (`tallies.ts`). A message from the future shows that this one is far behind. */
function warnOfClock({ clock, log }: Pick<Ports, 'clock' | 'log'>, records: readonly SQSRecord[]): void {
  const behind = Math.max(0, ...records.map(({ attributes }) => Number(attributes.SentTimestamp))) - clock();
  if (behind > clockSkewMilliseconds)
    log.warn('index: the clock is behind that of the queue by more than Dateline allows', {
      milliseconds: behind,
    });
}

function collectWork(
  ports: IndexPorts,
  records: readonly SQSRecord[],
  failed: Map<string, UnfinishedMessage>,
): IndexWork {
  const work: IndexWork = { tallies: new Map(), documents: new Map(), decisions: new Map() };
  for (const { messageId, body } of records) {
    try {
      const message = parseTouchedMessage(body);
      if (message.hint === 'search/1') {
        addRequest(work.documents, message, messageId);
        continue;
      }
      if (message.hint === 'decision/1') {
        const { number } = message;
        work.decisions.set(number, (work.decisions.get(number) ?? new Set()).add(messageId));
        continue;
      }
      for (const entity of message.entities) {
        const tally = work.tallies.get(entity) ?? {
          days: new Map<string, DayHint>(),
          messages: new Set<string>(),
        };
        tally.days.set(message.day, addHint(tally.days.get(message.day), message.shard));
        tally.messages.add(messageId);
        work.tallies.set(entity, tally);
      }
    } catch (error) {
      ports.log.error('index: an unknown message returns to its queue', {
        messageId,
        error: describeError(error),
      });
      noteUnfinished(failed, messageId, error);
    }
  }
  return work;
}

/** A row may wait only as long as each of its messages allows. */
function addRequest(
  documents: IndexWork['documents'],
  { doc, waited }: { doc: string; waited?: number },
  messageId: string,
): void {
  const known = documents.get(doc);
  if (known === undefined) {
    documents.set(doc, { doc, ...(waited !== undefined && { waited }), messages: [messageId] });
    return;
  }
  known.messages.push(messageId);
  if (waited === undefined || known.waited === undefined) delete known.waited;
  else known.waited = Math.max(known.waited, waited);
}

const messagesOf = (rows: readonly RequestedRow[]): string[] => rows.flatMap(({ messages }) => messages);

/** @param shard of the document that changed; absent if any may have changed */
function addHint(hint: DayHint | undefined, shard: string | undefined): DayHint {
  if (shard === undefined || (hint !== undefined && hint.shards === undefined)) return {};
  return { shards: new Set([...(hint?.shards ?? []), shard]) };
}
