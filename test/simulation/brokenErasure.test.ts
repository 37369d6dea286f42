/** An erasure that dies at any of its writes, before or after its effect: sweeps alone bring it to its end, and nobody calls it again. */
import { describe, expect, it } from 'vitest';
import { normalForm } from '../../cli/verify/normalForm.ts';
import { rebuild } from '../../cli/verify/rebuild.ts';
import { enqueueKeys } from '../../core/protocol/messages.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { queueNames } from '../../core/protocol/topology.ts';
import { keys } from '../../core/records/keys.ts';
import { erase } from '../../functions/erase/erase.ts';
import { runStages } from '../../functions/runStages.ts';
import { sweep } from '../../functions/sweep/sweep.ts';
import { MemoryObjects } from '../../runtime/memory/objects.ts';
import { MemoryQueue } from '../../runtime/memory/queue.ts';
import { MemorySearch } from '../../runtime/memory/search.ts';
import { MemoryTable } from '../../runtime/memory/table.ts';
import { checkInvariants } from './invariants.ts';
import { memoised, memoisedAnnotator } from './memoised.ts';
import { silent, start } from './world.ts';

const gone = 'wire/quokkafile.txt';
/** Words that only this file has: in its name, its title, its text (a person's name), and in an earlier version. */
const needles = ['quokkafile', 'Wombatheadline', 'Zanzibarneedle', 'Numbatversion'];
const secret = (headline: string) => `${headline} stirs the town

LONDON, 2 May 2021 - Minister Theodora Zanzibarneedle arrived in London on Sunday. Antony Blinken met Theodora Zanzibarneedle there.
`;
const other = `Ferry deal in Stockholm

LONDON, 2 May 2021 - The foreign minister Antony Blinken arrived in London on Sunday. Blinken said that the talks would go on.
`;
const minute = 60_000;

class Newsroom {
  now = start;
  readonly clock = () => this.now;
  readonly inbox = new MemoryObjects(this.clock);
  readonly archive = new MemoryObjects(this.clock);
  readonly table = new MemoryTable();
  readonly search = new MemorySearch();
  readonly ports: Ports = {
    inbox: this.inbox,
    archive: this.archive,
    table: this.table,
    search: this.search,
    queues: Object.fromEntries(
      queueNames.map((name) => [name, new MemoryQueue(0)]),
    ) as unknown as Ports['queues'],
    read: memoised(),
    annotate: memoisedAnnotator(),
    clock: this.clock,
    log: silent,
  };

  /** Three files: two that share an entity and a day, two that say the same. */
  static async open(): Promise<Newsroom> {
    const newsroom = new Newsroom();
    await newsroom.put(gone, secret('Numbatversion'));
    await newsroom.put('wire/other.txt', other);
    await newsroom.put('copy/other.txt', other);
    await newsroom.put(gone, secret('Wombatheadline'));
    return newsroom;
  }

  async put(key: string, body: string): Promise<void> {
    await this.inbox.put(key, body);
    await runStages(this.ports, ({ uploads }) => enqueueKeys(uploads, [key]));
    this.now += minute;
  }

  /** @returns how many writes it made; `undefined`, where it died at the one that it was to die at */
  async erase(dieAt: number, when: 'before' | 'after'): Promise<number | undefined> {
    let writes = 0;
    let dead = false;
    const dying = <P extends object>(port: P, ...methods: string[]): P =>
      new Proxy(port, {
        get: (target, name) => {
          const real = Reflect.get(target, name, target) as unknown;
          if (typeof real !== 'function') return real;
          return async (...args: unknown[]) => {
            if (dead) throw new Error('the machine under it is gone');
            if (!methods.includes(String(name))) return real.apply(target, args);
            dead = ++writes === dieAt;
            if (dead && when === 'before') throw new Error('it died before this write');
            const made = await real.apply(target, args);
            if (dead) throw new Error('it died after this write');
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
    const ended = await erase({ ports, quiet: none, compact: none, beyondReach: [] }, gone, none).catch(
      () => undefined,
    );
    return ended && writes;
  }

  /** What a day's sweep finds, and the stages mend. */
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

  async sweepUp(later: number): Promise<void> {
    for (let round = 0; round < 6; round++) {
      const { found, erasing } = await this.sweep(later);
      if (found + erasing === 0) return;
    }
    throw new Error('the sweep goes on finding differences');
  }

  /** All places in which one of the words still stands. */
  async placesWith(words: readonly string[]): Promise<string[]> {
    const places: [string, string][] = [...this.table.items()].map((row) => [
      `${row.pk} ${row.sk}`,
      JSON.stringify(row),
    ]);
    for (const row of this.search.all()) places.push([`search ${row.id}`, JSON.stringify(row)]);
    for (const [name, bucket] of [['inbox', this.inbox] as const, ['archive', this.archive] as const]) {
      for (const { key, version, deleted } of (await bucket.listVersions('')).items) {
        const body = deleted ? undefined : await bucket.get(key, { version });
        places.push([
          `${name} ${key}`,
          `${key} ${body === undefined ? '' : new TextDecoder().decode(await body.bytes())}`,
        ]);
      }
    }
    const found = new RegExp(words.join('|'), 'i');
    return places.filter(([, said]) => found.test(said)).map(([place]) => place);
  }

  async mismatches(): Promise<string[]> {
    const got = new Set(normalForm(this.table.items(), this.search.all()));
    const rebuilt = await rebuild(this.inbox, {
      read: this.ports.read,
      annotate: this.ports.annotate,
      log: silent,
      clock: () => start,
    });
    const want = new Set(normalForm(rebuilt.table.items(), rebuilt.search.all()));
    return [...[...got.symmetricDifference(want)], ...(await checkInvariants(this))];
  }
}

const undisturbed = (await Newsroom.open()).erase(Number.POSITIVE_INFINITY, 'before');

describe.each(['before', 'after'] as const)('an erasure that dies %s a write takes effect', (when) => {
  it('is brought to its end by sweeps, whichever write it is, and the counts are right', async () => {
    const writes = (await undisturbed) ?? 0;
    expect(writes).toBeGreaterThan(30);
    for (let dieAt = 1; dieAt <= writes; dieAt++) {
      const newsroom = await Newsroom.open();
      expect(await newsroom.placesWith(needles)).not.toEqual([]);
      expect(await newsroom.erase(dieAt, when)).toBeUndefined();
      const at = `write ${dieAt} of ${writes}`;
      await newsroom.sweepUp(dieAt % 2 === 0 ? 10 * minute : 26 * 60 * minute);
      expect(await newsroom.mismatches(), at).toEqual([]);
      // What is not noted yet has not begun.
      const begun = dieAt > 1 || when === 'after';
      if (begun) expect(await newsroom.placesWith(needles), at).toEqual([]);
      else expect((await newsroom.placesWith(needles)).length, at).toBeGreaterThan(0);
      const claim = await newsroom.table.get(keys.claim(gone));
      if (begun)
        expect(Object.keys(claim ?? {}).sort(), at).toEqual([
          'applied',
          'outcome',
          'pk',
          'settled',
          'sk',
          'token',
        ]);
      expect(claim?.outcome, at).toBe(begun ? 'deleted' : 'stored');
      const blinken = await newsroom.table.get(keys.entity('person/antony-blinken'));
      expect(blinken?.documents, at).toBe(begun ? 2 : 3);
    }
  });
});

describe('a sweep that goes on with an erasure', () => {
  it('leaves what was put under the key meanwhile', async () => {
    const newsroom = await Newsroom.open();
    await newsroom.erase(3, 'after');
    await newsroom.put(gone, other);
    await newsroom.sweepUp(10 * minute);
    expect(await newsroom.mismatches()).toEqual([]);
    expect(await newsroom.placesWith(needles.slice(1))).toEqual([]);
    expect((await newsroom.inbox.listVersions(gone)).items).toHaveLength(1);
    expect((await newsroom.table.get(keys.entity('person/antony-blinken')))?.documents).toBe(3);
  });

  it('removes nothing that may hold others back until whoever was at work has ended', async () => {
    const newsroom = await Newsroom.open();
    await newsroom.erase(3, 'after');
    const erasing = [];
    for (let round = 0; round < 9; round++) erasing.push((await newsroom.sweep(minute)).erasing);
    expect(erasing).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 0]);
  });
});
