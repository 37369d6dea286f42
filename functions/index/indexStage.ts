/**
 * index: turns the postings and records that store wrote into tallies and search rows, and applies people's
 * decisions to what is stored. It works on whole batches, because many documents touch the same entity on the
 * same day, and because the search table takes rows in bulk.
 */
import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import { hash } from '../../core/hash.ts';
import type { Resolution } from '../../core/identity/decisions/resolution.ts';
import { mapConcurrent } from '../../core/protocol/mapConcurrent.ts';
import { mostReturns, parseTouchedMessage, type TouchedMessage } from '../../core/protocol/messages.ts';
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
import { returnDisagreeing } from './disagreement.ts';
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

/** The days of an entity to count again, and the ids of the messages that ask for it. */
interface RequestedTally {
  days: Map<string, DayHint>;
  messages: Set<string>;
  /** How often documents were sent back before: the least of the messages, since a new one begins a chain. */
  returned: number;
}

interface CountedEntity extends RequestedTally {
  entity: string;
}

/** The work of a batch: each item once, with the ids of the messages that request it. */
interface IndexWork {
  /** By entity. */
  tallies: Map<string, RequestedTally>;
  /** By document id. */
  documents: Map<string, RequestedRow>;
  /** By number in the log. */
  decisions: Map<number, Set<string>>;
}

const usualConcurrency = 48;

/** The stage as Lambda calls it: a message that is not done comes again. */
export function indexStage(ports: IndexPorts): Stage {
  return (event) => new Batch(ports).run(event.Records);
}

/** The messages of an execution, and which of them are unfinished. */
class Batch {
  readonly #ports: IndexPorts;
  readonly #concurrency: number;
  readonly #unfinished = new Map<string, UnfinishedMessage>();
  #resolution: Promise<Resolution> | undefined;

  constructor(ports: IndexPorts) {
    this.#ports = ports;
    this.#concurrency = ports.concurrency ?? usualConcurrency;
  }

  async run(records: readonly SQSRecord[]): Promise<SQSBatchResponse> {
    warnOfClock(this.#ports, records);
    const { tallies, documents, decisions } = this.#collect(records);
    const rows = [...documents.values()];
    const waiting = this.#try('the search table', messagesOf(rows), () => letWait(this.#ports, rows));
    // Relinking comes after the counts: they write the aliases by which the bearers of a surname are found.
    await this.#relink(await this.#count(tallies));
    await this.#indexRows((await waiting) ?? []);
    await mapConcurrent(1, decisions, ([number, messages]) =>
      this.#try('the application of a decision', messages, () => applyDecision(this.#ports, number)),
    );
    return { batchItemFailures: [...this.#unfinished.values()] };
  }

  #collect(records: readonly SQSRecord[]): IndexWork {
    const work: IndexWork = { tallies: new Map(), documents: new Map(), decisions: new Map() };
    for (const { messageId, body } of records)
      try {
        addWork(work, parseTouchedMessage(body), messageId);
      } catch (error) {
        this.#ports.log.error('index: an unknown message returns to its queue', {
          messageId,
          error: describeError(error),
        });
        this.#note(messageId, error);
      }
    return work;
  }

  /** Counts the days of each entity. Returns those that did not fail. */
  async #count(tallies: IndexWork['tallies']): Promise<CountedEntity[]> {
    const counted = await mapConcurrent(this.#concurrency, tallies, ([entity, tally]) =>
      this.#try(tallyOf(entity), tally.messages, async () => {
        await tallyEntity(this.#ports, entity, tally.days);
        return { entity, ...tally };
      }),
    );
    return counted.filter((each) => each !== undefined);
  }

  async #relink(counted: readonly CountedEntity[]): Promise<void> {
    const relinking = new Relinking(this.#ports);
    await mapConcurrent(this.#concurrency, counted, ({ entity, days, messages, returned }) =>
      this.#try(tallyOf(entity), messages, async () => {
        if (returned >= mostReturns) {
          warnOfCircle(this.#ports, entity);
          return;
        }
        await relinking.relink(entity, days.keys(), returned);
        await returnDisagreeing(this.#ports, await this.#readResolution(), entity, days, returned);
      }),
    );
  }

  async #indexRows(rows: readonly RequestedRow[]): Promise<void> {
    const ids = rows.map(({ doc }) => doc);
    await this.#try('the search table', messagesOf(rows), () => indexDocuments(this.#ports, ids));
  }

  /** Reads it after the messages were sent: a later decision finds the postings that they are about. */
  #readResolution(): Promise<Resolution> {
    this.#resolution ??= readResolution(this.#ports.table);
    return this.#resolution;
  }

  /** Returns `undefined` if the work fails; then the messages that ask for it are unfinished. */
  async #try<T>(what: string, messages: Iterable<string>, work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      logUnfinished(this.#ports.log, what, error);
      for (const message of messages) this.#note(message, error);
      return undefined;
    }
  }

  /** A message is postponed only if nothing that it asks for failed by itself. */
  #note(message: string, error: unknown): void {
    const before = this.#unfinished.get(message);
    if (before !== undefined && before.postponeSeconds === undefined) return;
    this.#unfinished.set(message, unfinishedMessage(message, error));
  }
}

const tallyOf = (entity: string): string => `the tally of an entity (${hash(entity)})`;

/** Errors are for what people look into: what is postponed is done later, and nothing is wrong. */
function logUnfinished(log: Ports['log'], what: string, cause: unknown): void {
  const error = describeError(cause);
  if (isPostponed(cause)) log.info(`index: ${what} comes again later`, { error });
  else log.error(`index: ${what} failed; its messages return to their queue`, { error });
}

function warnOfCircle({ log }: Pick<Ports, 'log'>, entity: string): void {
  log.warn('index: documents come back from store again and again; they are left to the sweep', {
    entity: hash(entity),
  });
}

/** What rests on clocks allows for a few seconds. A message from the future shows that this one is behind. */
function warnOfClock({ clock, log }: Pick<Ports, 'clock' | 'log'>, records: readonly SQSRecord[]): void {
  const behind = Math.max(...records.map(({ attributes }) => Number(attributes.SentTimestamp))) - clock();
  if (behind > clockSkewMilliseconds)
    log.warn('index: the clock is behind that of the queue by more than Dateline allows', {
      milliseconds: behind,
    });
}

function addWork(work: IndexWork, message: TouchedMessage, messageId: string): void {
  if (message.hint === 'search/1') {
    addRequest(work.documents, message, messageId);
    return;
  }
  if (message.hint === 'decision/1') {
    const { number } = message;
    work.decisions.set(number, (work.decisions.get(number) ?? new Set()).add(messageId));
    return;
  }
  for (const entity of message.entities) {
    const { returned = 0 } = message;
    const tally: RequestedTally = work.tallies.get(entity) ?? {
      days: new Map(),
      messages: new Set(),
      returned,
    };
    tally.returned = Math.min(tally.returned, returned);
    tally.days.set(message.day, addHint(tally.days.get(message.day), message.shard));
    tally.messages.add(messageId);
    work.tallies.set(entity, tally);
  }
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
