/**
 * Ports that make the calls of AWS's adapters in name only: each is checked against the role of one function,
 * then an adapter in memory does the work. A call that the role does not allow is noted and fails.
 * Longer than 250 lines: every port is in one place.
 */
import type { CursorKeys } from '../../../../api/http/cursorKeys.ts';
import type { RotatedSecret } from '../../../../core/ports/cursorSecret.ts';
import type { DeadLetterQueue } from '../../../../core/ports/deadLetterQueue.ts';
import type { Deliveries } from '../../../../core/ports/deliveries.ts';
import type { ExportFiles } from '../../../../core/ports/exportFiles.ts';
import type { PlaceLargeAnswer } from '../../../../core/ports/largeAnswers.ts';
import type { Objects, StoredObject } from '../../../../core/ports/objects.ts';
import type { Queue } from '../../../../core/ports/queue.ts';
import type { Search } from '../../../../core/ports/search.ts';
import type { SearchListing } from '../../../../core/ports/searchListing.ts';
import type { Table } from '../../../../core/ports/table.ts';
import type { CreateUploadTarget } from '../../../../core/ports/uploads.ts';
import type { FunctionName, QueueName } from '../../../../core/protocol/topology.ts';
import { answerPrefix, exportPrefix, searchPrefix } from '../../../../core/records/archive.ts';
import { keys } from '../../../../core/records/keys.ts';
import { functionRecord } from '../../../../functions/functions.ts';
import type { Permission } from '../../../../functions/permission.ts';
import { allows, type Call, describePermission, singlePermissions } from './allows.ts';

export class Role {
  readonly name: FunctionName;
  /** Calls that were denied. */
  readonly denials: string[] = [];
  /** Every action that was called, with the resource it was called on. */
  readonly called = new Set<string>();
  /** What the role allows and nothing has needed. */
  readonly #unused: Set<Permission>;

  constructor(name: FunctionName) {
    this.name = name;
    this.#unused = new Set(singlePermissions(functionRecord(name).permissions));
  }

  /** What the role allows and nothing has needed. */
  get unused(): string[] {
    return [...this.#unused].map(describePermission).sort();
  }

  check(call: Call): void {
    this.called.add(`${call.on} ${call.action}`);
    for (const each of this.#unused) if (allows([each], call)) this.#unused.delete(each);
    if (allows(functionRecord(this.name).permissions, call)) return;
    const denial = `${this.name}: ${JSON.stringify(call)}`;
    this.denials.push(denial);
    throw new Error(`AccessDenied: ${denial}`);
  }

  objects(on: 'inbox' | 'archive', objects: Objects): Objects {
    const check = (action: string, key?: string) =>
      this.check({ on, action: `s3:${action}`, ...(key !== undefined && { key }) });
    const read = (key: string, version?: string) =>
      check(version === undefined ? 'GetObject' : 'GetObjectVersion', key);
    /** Without the right to list, S3 says 403 for an object that does not exist. */
    const found = <T>(object: T | undefined): T | undefined => {
      if (object === undefined) check('ListBucket');
      return object;
    };
    return {
      get: async (key, options) => {
        read(key, options?.version);
        const object = found(await objects.get(key, options));
        return object && readAgainByVersion(object, () => read(key, object.version));
      },
      head: async (key, version) => {
        read(key, version);
        return found(await objects.head(key, version));
      },
      put: async (key, ...rest) => {
        check('PutObject', key);
        return objects.put(key, ...rest);
      },
      delete: async (key, version) => {
        check(version === undefined ? 'DeleteObject' : 'DeleteObjectVersion', key);
        return objects.delete(key, version);
      },
      list: async (...parameters) => {
        check('ListBucket');
        return objects.list(...parameters);
      },
      listVersions: async (...parameters) => {
        check('ListBucketVersions');
        return objects.listVersions(...parameters);
      },
    };
  }

  table(table: Table): Table {
    const check = (action: string, ...partitions: string[]) =>
      this.check({ on: 'table', action: `dynamodb:${action}`, partitions });
    return {
      get: async (key, options) => {
        check('GetItem', key.pk);
        return table.get(key, options);
      },
      batchGet: async (all) => {
        if (all.length > 0) check('BatchGetItem', ...all.map(({ pk }) => pk));
        return table.batchGet(all);
      },
      put: async (item, condition) => {
        check('PutItem', item.pk);
        return table.put(item, condition);
      },
      update: async (key, ...rest) => {
        check('UpdateItem', key.pk);
        return table.update(key, ...rest);
      },
      delete: async (key, condition) => {
        check('DeleteItem', key.pk);
        return table.delete(key, condition);
      },
      query: async (query) => {
        const { index, pk } = query;
        this.check({ on: 'table', action: 'dynamodb:Query', partitions: [pk], ...(index && { index }) });
        return table.query(query);
      },
      scan: async (cursor) => {
        check('Scan');
        return table.scan(cursor);
      },
    };
  }

  queue(name: QueueName, queue: Queue): Queue {
    return {
      send: async (bodies, options) => {
        if (bodies.length > 0) this.check({ on: 'queues', action: 'sqs:SendMessage', queue: name });
        return queue.send(bodies, options);
      },
      depth: async () => {
        for (const deadLetters of [false, true])
          this.check({ on: 'queues', action: 'sqs:GetQueueAttributes', queue: name, deadLetters });
        return queue.depth();
      },
    };
  }

  queues<Q extends QueueName>(queues: Record<Q, Queue>): Record<Q, Queue> {
    const guarded = (Object.entries(queues) as [Q, Queue][]).map(([name, queue]) => [
      name,
      this.queue(name, queue),
    ]);
    return Object.fromEntries(guarded) as Record<Q, Queue>;
  }

  /**
   * The adapter reads the epoch's row, and creates it where the function may; LanceDB itself reads and writes
   * the files.
   */
  search(
    search: Search,
    listing: SearchListing,
    { create = false, removeOthers = false } = {},
  ): Search & SearchListing {
    const files = (...actions: string[]) => {
      this.check({ on: 'table', action: 'dynamodb:GetItem', partitions: [keys.epoch.pk] });
      if (create) this.check({ on: 'table', action: 'dynamodb:PutItem', partitions: [keys.epoch.pk] });
      if (removeOthers) actions.push('DeleteObject');
      this.check({ on: 'archive', action: 's3:ListBucket' });
      for (const action of actions)
        this.check({ on: 'archive', action: `s3:${action}`, key: `${searchPrefix}epoch/rows.lance/data/1` });
    };
    const guarded =
      <P extends unknown[], R>(method: (...parameters: P) => Promise<R>, ...actions: string[]) =>
      async (...parameters: P): Promise<R> => {
        files('GetObject', ...actions);
        return method.apply(search, parameters);
      };
    const write = ['PutObject', 'AbortMultipartUpload'];
    return {
      merge: guarded(search.merge, ...write),
      query: guarded(search.query),
      list: guarded(listing.list),
      sample: guarded(search.sample),
      nearDuplicates: guarded(search.nearDuplicates),
      publishedBetween: guarded(search.publishedBetween),
      census: guarded(search.census),
      summarizeDays: guarded(search.summarizeDays, ...write, 'DeleteObject'),
      dayWords: guarded(search.dayWords),
      dayStories: guarded(search.dayStories),
      tokensOf: guarded(search.tokensOf),
      rows: guarded(search.rows),
      scan: guarded(search.scan),
      parts: guarded(search.parts),
      compact: guarded(search.compact, ...write, 'DeleteObject'),
      declareComplete: guarded(search.declareComplete, ...write),
      removeOutdated: guarded(search.removeOutdated, 'DeleteObject'),
      purge: guarded(search.purge, ...write, 'DeleteObject'),
    };
  }

  /** Lambda itself may change the visibility of what it has received. */
  deliveries(queue: QueueName | 'exports', deliveries: Deliveries): Deliveries {
    return {
      postpone: (messages) => deliveries.postpone(messages),
      bury: async (body) => {
        const action = 'sqs:SendMessage';
        if (queue === 'exports') this.check({ on: 'exportQueue', action, deadLetters: true });
        else this.check({ on: 'queues', action, queue, deadLetters: true });
        return deliveries.bury(body);
      },
    };
  }

  deadLetterQueue(queue: QueueName | 'exports', letters: DeadLetterQueue): DeadLetterQueue {
    const of = queue === 'exports' ? { on: 'exportQueue' as const } : { on: 'queues' as const, queue };
    const check = (action: string) => this.check({ ...of, action: `sqs:${action}`, deadLetters: true });
    return {
      receive: async () => {
        check('ReceiveMessage');
        return letters.receive();
      },
      replace: async (message) => {
        check('SendMessage');
        check('DeleteMessage');
        return letters.replace(message);
      },
    };
  }

  exportQueue(queue: Queue): Queue {
    return {
      send: async (bodies, options) => {
        this.check({ on: 'exportQueue', action: 'sqs:SendMessage' });
        return queue.send(bodies, options);
      },
      depth: async () => {
        for (const deadLetters of [false, true])
          this.check({ on: 'exportQueue', action: 'sqs:GetQueueAttributes', deadLetters });
        return queue.depth();
      },
    };
  }

  exportFiles(files: ExportFiles): ExportFiles {
    const check = (action: string, id: string) =>
      this.check({ on: 'archive', action: `s3:${action}`, key: `${exportPrefix}${id}/file` });
    return {
      put: async (id, ...rest) => {
        check('PutObject', id);
        return files.put(id, ...rest);
      },
      get: async (id, piece) => {
        check('GetObject', id);
        return files.get(id, piece);
      },
      join: async (id, ...rest) => {
        for (const action of ['GetObject', 'PutObject']) check(action, id);
        return files.join(id, ...rest);
      },
      removePieces: async (id, ...rest) => {
        check('DeleteObject', id);
        return files.removePieces(id, ...rest);
      },
      // Whoever opens the address acts with the rights of the function that signed it.
      address: async (id, file) => {
        check('GetObject', id);
        return files.address(id, file);
      },
    };
  }

  /** Whoever uses the address acts with the rights of the function that signed it. */
  placeUpload(place: CreateUploadTarget): CreateUploadTarget {
    return async (upload, origin) => {
      this.check({ on: 'inbox', action: 's3:PutObject', key: upload.key });
      // S3 asks for the right to read where a put has an `If-Match`.
      if (upload.replaces !== undefined) this.check({ on: 'inbox', action: 's3:GetObject', key: upload.key });
      return place(upload, origin);
    };
  }

  /** Whoever opens the address acts with the rights of the function that signed it. */
  placeLargeAnswer(place: PlaceLargeAnswer): PlaceLargeAnswer {
    return async (answer) => {
      for (const action of ['s3:PutObject', 's3:GetObject'])
        this.check({ on: 'archive', action, key: `${answerPrefix}file` });
      return place(answer);
    };
  }

  cursorKeys(cursorKeys: CursorKeys): CursorKeys {
    return async (wanted) => {
      this.check({ on: 'cursorSecret', action: 'secretsmanager:GetSecretValue' });
      return cursorKeys(wanted);
    };
  }

  async lastRotation(): Promise<number> {
    this.check({ on: 'cursorSecret', action: 'secretsmanager:DescribeSecret' });
    return 0;
  }

  rotatedSecret(): RotatedSecret {
    const check = (action: string) => this.check({ on: 'cursorSecret', action: `secretsmanager:${action}` });
    return {
      propose: async () => check('PutSecretValue'),
      promote: async () => {
        check('DescribeSecret');
        check('UpdateSecretVersionStage');
      },
    };
  }
}

/** S3's adapter reads a body once, and fetches the version again for the next time. */
function readAgainByVersion(object: StoredObject, check: () => void): StoredObject {
  let reads = 0;
  const count = () => {
    if (reads++ > 0) check();
  };
  return {
    ...object,
    bytes: async () => {
      count();
      return object.bytes();
    },
    async *stream() {
      count();
      yield* object.stream();
    },
  };
}
