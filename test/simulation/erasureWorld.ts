/** A small world, one execution at a time, in which a file is erased. */
import { normalForm } from '../../cli/verify/normalForm.ts';
import { rebuild } from '../../cli/verify/rebuild.ts';
import { enqueueKeys } from '../../core/protocol/messages.ts';
import { paginate } from '../../core/protocol/paginate.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { erase } from '../../functions/erase/erase.ts';
import { forEachQueue } from '../../functions/forEachQueue.ts';
import { runStages } from '../../functions/runStages.ts';
import { sweep } from '../../functions/sweep/sweep.ts';
import { SmallObjects } from '../../runtime/aws/smallObjects.ts';
import { MemoryObjects } from '../../runtime/memory/objects.ts';
import { MemoryQueue } from '../../runtime/memory/queue.ts';
import { MemorySearch } from '../../runtime/memory/search.ts';
import { MemoryTable } from '../../runtime/memory/table.ts';
import { silentLog, start } from './cloud.ts';
import { checkInvariants } from './invariants.ts';
import { memoisedAnnotator, memoisedReader } from './memoised.ts';

export const erasedKey = 'wire/quokkafile.txt';
/** Words that only this file contains: in its name, title and text (a person), and in an earlier version. */
export const needles = ['quokkafile', 'Wombatheadline', 'Zanzibarneedle', 'Numbatversion'];
const story = (title: string, ...sentences: string[]) =>
  `${title}\n\nLONDON, 2 May 2021 - ${sentences.join(' ')}\n`;
export const secret = (headline: string) =>
  story(
    `${headline} stirs the town`,
    'Minister Theodora Zanzibarneedle arrived in London on Sunday.',
    'Antony Blinken met Theodora Zanzibarneedle there.',
  );
export const other = story(
  'Ferry deal in Stockholm',
  'The foreign minister Antony Blinken arrived in London on Sunday.',
  'Blinken said that the talks would go on.',
);
/** It has the surname alone of somebody whom `secret` names. */
export const later = story(
  'Rail deal in Stockholm',
  'Zanzibarneedle said that the talks in London would go on.',
);
export const minute = 60_000;

export class ErasureWorld {
  now = start;
  readonly clock = () => this.now;
  readonly inbox = new MemoryObjects(this.clock);
  readonly table = new MemoryTable();
  readonly archive = new SmallObjects(new MemoryObjects(this.clock), this.table, this.clock);
  readonly search = new MemorySearch();
  readonly ports: Ports = {
    inbox: this.inbox,
    archive: this.archive,
    table: this.table,
    search: this.search,
    queues: forEachQueue(() => new MemoryQueue(0)),
    read: memoisedReader(),
    annotate: memoisedAnnotator(),
    clock: this.clock,
    log: silentLog,
  };

  /** A world with three files: two of them share an entity and a day, and two have the same text. */
  static async open(): Promise<ErasureWorld> {
    const world = new ErasureWorld();
    await world.put(erasedKey, secret('Numbatversion'));
    await world.put('wire/other.txt', other);
    await world.put('copy/other.txt', other);
    await world.put(erasedKey, secret('Wombatheadline'));
    return world;
  }

  async put(key: string, body: string): Promise<void> {
    await this.inbox.put(key, body);
    await runStages(this.ports, ({ uploads }) => enqueueKeys(uploads, [key]));
    this.now += minute;
  }

  /** Erases the key. Returns how many writes that took, or `undefined` if it died at the given write. */
  async erase(dieAt: number, when: 'before' | 'after'): Promise<number | undefined> {
    let writes = 0;
    let dead = false;
    const dying = <P extends object>(port: P, ...methods: string[]): P =>
      new Proxy(port, {
        get: (target, name) => {
          const real = Reflect.get(target, name, target) as unknown;
          if (typeof real !== 'function') return real;
          return async (...args: unknown[]) => {
            if (dead) throw new Error('Its machine is gone.');
            if (!methods.includes(String(name))) return real.apply(target, args);
            dead = ++writes === dieAt;
            if (dead && when === 'before') throw new Error('It died before this write.');
            const made = await real.apply(target, args);
            if (dead) throw new Error('It died after this write.');
            return made;
          };
        },
      });
    const ports: Ports = {
      ...this.ports,
      inbox: dying(this.inbox, 'put', 'delete'),
      archive: dying(this.archive, 'put', 'delete'),
      table: dying(this.table, 'put', 'update', 'delete'),
      search: dying(this.search, 'merge', 'purge'),
    };
    const none = async () => {};
    const ended = await erase(
      { ports, waitForRunningStages: none, compact: none, beyondReach: [] },
      erasedKey,
      none,
    ).catch(() => undefined);
    return ended && writes;
  }

  /** Sweeps once, and runs the stages that repair what it finds. */
  async sweep(later: number): Promise<{ found: number; erasing: number }> {
    this.now += later;
    this.table.expire(this.now / 1000);
    let found = 0;
    let erasing = 0;
    await runStages(this.ports, async (queues) => {
      const report = await sweep({ ...this.ports, queues });
      found = report.keys + report.documents + report.tallies + report.searchRows;
      erasing = report.erasing;
    });
    return { found, erasing };
  }

  async sweepUntilConverged(later: number): Promise<void> {
    for (let round = 0; round < 6; round++) {
      const { found, erasing } = await this.sweep(later);
      if (found + erasing === 0) return;
    }
    throw new Error('The sweep keeps finding differences.');
  }

  /** Where one of the words still occurs. */
  async placesWith(words: readonly string[]): Promise<string[]> {
    const places: [string, string][] = [...this.table.items()].map((row) => [
      `${row.pk} ${row.sk}`,
      JSON.stringify(row),
    ]);
    for (const row of this.search.all()) places.push([`search ${row.id}`, JSON.stringify(row)]);
    for (const [name, bucket] of [['inbox', this.inbox] as const, ['archive', this.archive] as const]) {
      const all = paginate((cursor) => bucket.listVersions('', cursor));
      for await (const { key, version, deleted } of all) {
        const body = deleted ? undefined : await bucket.get(key, { version });
        places.push([
          `${name} ${key}`,
          `${key} ${body === undefined ? '' : new TextDecoder().decode(await body.bytes())}`,
        ]);
      }
    }
    const found = new RegExp(words.join('|'), 'i');
    return places.filter(([, text]) => found.test(text)).map(([place]) => place);
  }

  async mismatches(): Promise<string[]> {
    const got = new Set(normalForm(this.table.items(), this.search.all()));
    const rebuilt = await rebuild(this.inbox, {
      read: this.ports.read,
      annotate: this.ports.annotate,
      log: silentLog,
      clock: () => start,
    });
    const want = new Set(normalForm(rebuilt.table.items(), rebuilt.search.all()));
    return [...[...got.symmetricDifference(want)], ...(await checkInvariants(this))];
  }
}
