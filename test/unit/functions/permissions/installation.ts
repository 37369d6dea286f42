/**
 * Dateline as it is deployed, in memory: each function has the ports and the rights of its role.
 * Longer than 250 lines: every function is wired in one place.
 */

import type { SQSEvent, SQSRecord } from 'aws-lambda';
import type { Hono } from 'hono';
import { assembleApi, mount } from '../../../../api/app.ts';
import { VersionReader } from '../../../../api/documents/versionReader.ts';
import { admitWithKey } from '../../../../api/http/admission.ts';
import { type CursorKeys, cursorKey } from '../../../../api/http/cursorKeys.ts';
import { redirectLargeAnswers } from '../../../../api/http/largeAnswers.ts';
import { readQueueDepths } from '../../../../api/routes/health.ts';
import { recordsRoutes } from '../../../../api/routes/routes.ts';
import { exportAsJob } from '../../../../api/searchRoutes/exports.ts';
import { searchRoutes } from '../../../../api/searchRoutes/routes.ts';
import { BudgetGuard, withinBudget } from '../../../../core/budget/budgetGuard.ts';
import { noUsage } from '../../../../core/cost.ts';
import { readObject } from '../../../../core/formats/read.ts';
import type { DeadLetterQueue } from '../../../../core/ports/deadLetterQueue.ts';
import type { PlaceLargeAnswer } from '../../../../core/ports/largeAnswers.ts';
import type { Log } from '../../../../core/ports/log.ts';
import {
  type ConsumerName,
  compactionDue,
  type FunctionName,
  queues as facts,
  queueNames,
  summariesDue,
} from '../../../../core/protocol/topology.ts';
import { countFailures } from '../../../../core/quarantine/countFailures.ts';
import { authorityReader } from '../../../../core/queries/authority.ts';
import { createApiKey } from '../../../../core/records/apiKey.ts';
import { canaryKey } from '../../../../core/records/canary.ts';
import { canary } from '../../../../functions/canary/canary.ts';
import { type CompactReport, compact } from '../../../../functions/compact/compact.ts';
import { summarize } from '../../../../functions/compact/summarize.ts';
import { exportStage } from '../../../../functions/export/export.ts';
import { stages } from '../../../../functions/stages.ts';
import { recordAllGivenUp } from '../../../../functions/sweep/givenUp.ts';
import { overdue } from '../../../../functions/sweep/overdue.ts';
import { type SweepReport, sweep } from '../../../../functions/sweep/sweep.ts';
import { exportFailureLimits, failureLimits } from '../../../../functions/visibilityTimeouts.ts';
import { annotator } from '../../../../runtime/annotator.ts';
import { defaultAuthority } from '../../../../runtime/authority.ts';
import { SmallObjects } from '../../../../runtime/aws/smallObjects.ts';
import { MemoryObjects } from '../../../../runtime/memory/objects.ts';
import { MemoryQueue } from '../../../../runtime/memory/queue.ts';
import { MemorySearch } from '../../../../runtime/memory/search.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';
import { listingOf } from '../../api/memoryListing.ts';
import { Role } from './guardedPorts.ts';

const annotate = annotator();
const signingKeys: CursorKeys = async () => [cursorKey(Buffer.from('a secret that only the tests know.'))];

/** With one message that SQS moved. */
function deadLetters(key: string): DeadLetterQueue {
  const body = JSON.stringify({ hint: 'key/1', key });
  const messages = [{ body, receiptHandle: '1', receives: 1000, moved: true }];
  return { receive: async () => messages.splice(0), replace: async () => {} };
}

type Handler = (event: SQSEvent) => Promise<{ batchItemFailures: { itemIdentifier: string }[] }>;

export class Installation {
  now = Date.parse('2026-03-06T09:00:00Z');
  readonly clock = () => this.now;
  readonly inbox = new MemoryObjects(this.clock);
  readonly table = new MemoryTable();
  readonly bucket = new MemoryObjects(this.clock);
  readonly archive = new SmallObjects(this.bucket, this.table, this.clock);
  readonly found = new MemorySearch();
  readonly queues = {
    uploads: new MemoryQueue(this.now),
    normalized: new MemoryQueue(this.now),
    extracted: new MemoryQueue(this.now),
    touched: new MemoryQueue(this.now),
  };
  readonly exports = new MemoryQueue(this.now);
  readonly files = new Map<string, string>();
  /** What the functions log, as JSON. */
  readonly lines: string[] = [];
  readonly log: Log;
  readonly roles = new Map<FunctionName, Role>();
  readonly app: Hono;
  #authorization = '';

  constructor() {
    const keep = (...line: unknown[]) => void this.lines.push(JSON.stringify(line));
    this.log = { info: keep, warn: keep, error: keep };
    this.app = this.#api();
  }

  role(name: FunctionName): Role {
    const role = this.roles.get(name) ?? new Role(name);
    this.roles.set(name, role);
    return role;
  }

  /** The log lines that say more than hashes, ids and what Dateline did. */
  get tellingLines(): string[] {
    return this.lines.filter((line) => newsWords.test(line));
  }

  /** Everything that was denied to any function. */
  get denials(): string[] {
    return [...this.roles.values()].flatMap(({ denials }) => denials);
  }

  /** The ports of a function, with its rights. */
  ports(name: FunctionName) {
    const role = this.role(name);
    const table = role.table(this.table);
    return {
      inbox: role.objects('inbox', this.inbox),
      archive: new SmallObjects(role.objects('archive', this.bucket), table, this.clock),
      table,
      queues: role.queues(this.queues),
      search: role.search(this.found, listingOf(this.found), {
        create: name === 'index' || name === 'compact' || name === 'sweep',
        removeOthers: name === 'compact' || name === 'sweep',
      }),
      files: role.exportFiles({
        put: async (id, piece, text) => void this.files.set(`${id} ${piece}`, text),
        get: async (id, piece) => this.files.get(`${id} ${piece}`) ?? '',
        join: async (id, _, file) => void this.files.set(id, file.name),
        removePieces: async () => {},
        address: async (id) => `https://files.example/${id}`,
      }),
      exports: role.exportQueue(this.exports),
      cursorKeys: role.cursorKeys(signingKeys),
      read: readObject,
      annotate,
      clock: this.clock,
      log: this.log,
    };
  }

  async put(key: string, body: string): Promise<void> {
    this.now += 1000;
    await this.inbox.put(key, body);
    await this.tell(key);
  }

  async delete(key: string): Promise<void> {
    this.now += 1000;
    await this.inbox.delete(key);
    await this.tell(key);
  }

  /** The notification of S3. */
  async tell(key: string): Promise<void> {
    const object = { key: encodeURIComponent(key).replaceAll('%20', '+') };
    await this.queues.uploads.send([JSON.stringify({ Records: [{ s3: { object } }] })]);
  }

  /**
   * Lets the stages handle all queued work, each batch through the handler of its function.
   *
   * @param receives how often a message is received that is not done
   */
  async drain(receives = 1): Promise<void> {
    for (let busy = true; busy; ) {
      busy = false;
      for (const name of queueNames) {
        const records = this.queues[name].take(500);
        if (records.length === 0) continue;
        busy = true;
        await this.#receive(records, receives, this.#handler(facts[name].consumer, name));
      }
    }
  }

  async drainExports(): Promise<void> {
    const ports = this.ports('export');
    const deliveries = this.role('export').deliveries('exports', this.#deliveries);
    const stage = countFailures(
      'exports',
      { ...ports, deliveries },
      exportStage({ ...ports, authority: async () => defaultAuthority() }, 0),
      exportFailureLimits,
    );
    for (let records = this.exports.take(1); records.length > 0; records = this.exports.take(1))
      await this.#receive(records, 10, stage);
    await this.#budget('export').note();
  }

  /** SQS has given up on a message of each queue. */
  async sweep(): Promise<SweepReport> {
    const ports = this.ports('sweep');
    const letters = ([...queueNames, 'exports'] as const).map((name) => [
      name,
      this.role('sweep').deadLetterQueue(name, deadLetters('wire/late.txt')),
    ]);
    await recordAllGivenUp(ports, Object.fromEntries(letters));
    await overdue(ports, () => this.role('sweep').lastRotation());
    const report = await sweep(ports);
    await this.#budget('sweep').note();
    return report;
  }

  /** Runs while the stages work. */
  async canary(): Promise<void> {
    await this.#budget('canary').secondsToWait();
    await canary(this.ports('canary'), async () => {
      this.now += 1000;
      await this.tell(canaryKey);
      await this.drain();
    });
    await this.#budget('canary').note();
  }

  async compact(): Promise<CompactReport | undefined> {
    await this.#budget('compact').note();
    const later = this.now + 3_600_000;
    const ports = this.ports('compact');
    const report = await compact(ports, { until: later, latest: later, due: compactionDue.local });
    await summarize(ports, { until: Date.now() + 3_600_000, due: summariesDue.local });
    return report;
  }

  async #receive(records: SQSRecord[], receives: number, handle: Handler): Promise<void> {
    let left = records;
    for (let receive = 1; receive <= receives && left.length > 0; receive++) {
      const Records = left.map((record) => ({
        ...record,
        attributes: { ...record.attributes, ApproximateReceiveCount: String(receive) },
      }));
      const { batchItemFailures } = await handle({ Records });
      const unfinished = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
      left = left.filter(({ messageId }) => unfinished.has(messageId));
    }
  }

  readonly #deliveries = { postpone: async () => {}, bury: async () => {} };

  #handler(consumer: ConsumerName, queue: (typeof queueNames)[number]): Handler {
    const ports = this.ports(consumer);
    const deliveries = this.role(consumer).deliveries(queue, this.#deliveries);
    const stage = withinBudget(stages[consumer](ports), this.#budget(consumer), ports);
    return countFailures(queue, { ...ports, deliveries }, stage, failureLimits(queue));
  }

  /** What the function spends, as a process of its own: nothing. */
  #budget(name: FunctionName): BudgetGuard {
    return new BudgetGuard(this.ports(name), { process: name, name, dollars: 1, usage: noUsage() });
  }

  #api(): Hono {
    const [query, search] = [this.ports('query'), this.ports('search')];
    const origin = () => 'https://api.example';
    // Both functions place large answers.
    const place = ['query' as const, 'search' as const].reduce<PlaceLargeAnswer>(
      (each, name) => this.role(name).placeLargeAnswer(each),
      async () => 'https://answers.example/',
    );
    return assembleApi(
      this.log,
      redirectLargeAnswers(place),
      mount(searchRoutes, {
        ...search,
        authority: async () => defaultAuthority(),
        origin,
        admit: admitWithKey(search),
        deliver: exportAsJob({ files: search.files, exports: search.exports }),
      }),
      mount(recordsRoutes, {
        ...query,
        versions: new VersionReader(query),
        authority: authorityReader(query, defaultAuthority()),
        origin,
        admit: admitWithKey(query),
        placeUpload: this.role('query').placeUpload(async () => ({
          url: 'https://inbox.example/',
          headers: {},
          expires: new Date(this.now).toISOString(),
        })),
        searchRoutes: async () => searchRoutes,
        changesSettleSeconds: 0,
        health: () => readQueueDepths(query.queues),
      }),
    );
  }

  /** A key that may do everything, as a header. */
  async authorization(): Promise<string> {
    if (this.#authorization === '') {
      const wanted = { name: 'test', scopes: ['admin' as const], rate: 1_000_000 };
      this.#authorization = `Bearer ${(await createApiKey(this.table, wanted, this.now)).key}`;
    }
    return this.#authorization;
  }

  /** Requests a path with that key. */
  async request(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = {
      authorization: await this.authorization(),
      ...(init.headers as Record<string, string>),
    };
    const response = await this.app.request(path, { ...init, headers });
    for (const name of ['query', 'search'] as const) await this.#budget(name).note();
    return response;
  }
}

const item = (guid: string, text: string) =>
  `<item><guid isPermaLink="false">${guid}</guid><title>Storm ${guid}</title><description>${text}</description></item>`;
export const feed = (...guids: string[]) =>
  `<rss version="2.0"><channel><title>Coast</title><link>https://coast.example/</link>${guids
    .map((guid) => item(guid, `Mary Robinson closed the harbour of Oslo on 3 May 2021 (${guid}).`))
    .join('')}</channel></rss>`;

/** Names, keys, titles and texts of this news. No log line may have one (docs/adr/0008-erasure.md). */
const newsWords =
  /minister|london|blinken|antony|dominic|raab|robinson|oslo|paris|harbour|coast|storm|late\.txt|wire\/|copy\/|feeds\//i;

export const story = (title: string, more = '') =>
  `${title}\n\nLONDON, May 3 2021 (Wire) - Antony Blinken met Dominic Raab in London on Monday. ${more}\n`;

/** News of every kind that the stages tell apart. */
export async function openNewsdesk(): Promise<Installation> {
  const desk = new Installation();
  await desk.put('wire/2021-05-03/a.txt', story('Ministers meet in London'));
  await desk.put('wire/2021-05-03/b.txt', story('Ministers meet again in London', 'Blinken spoke.'));
  await desk.put('copy/2021-05-03/a.txt', story('Ministers meet in London'));
  await desk.put('wire/empty.txt', '');
  await desk.put(
    'wire/lines.jsonl',
    `${JSON.stringify({ title: 'One', text: 'Raab in Paris.' })}\n{broken\n`,
  );
  for (const guids of [['a'], ['a', 'b'], ['c']]) {
    await desk.put('feeds/coast.xml', feed(...guids));
    await desk.drain();
  }
  await desk.put('wire/2021-05-03/b.txt', story('Ministers part in London'));
  await desk.put('wire/gone.txt', story('Ministers leave London'));
  await desk.drain();
  await desk.delete('wire/gone.txt');
  await desk.drain();
  return desk;
}
