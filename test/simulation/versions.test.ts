/**
 * Two versions of Dateline with different models and readers work on one table, execution by execution, as
 * while one is deployed, taken back and deployed again. Nothing is annotated anew until a person asks for it;
 * then everything is, and the records equal a rebuild by the newer version.
 */
import { expect, it } from 'vitest';
import type { Annotation } from '../../core/entities/annotation.ts';
import { model } from '../../core/entities/tagger/taggers.ts';
import { readerVersion } from '../../core/formats/readerVersion.ts';
import type { CodeVersions, Ports } from '../../core/protocol/ports.ts';
import { Random } from '../../core/random.ts';
import { annotationKey, annotationPrefix } from '../../core/records/archive.ts';
import type { Basis } from '../../core/records/document.ts';
import { reprocessingPartition } from '../../core/records/keys.ts';
import { readReprocessing } from '../../core/reprocessing/reprocessing.ts';
import { functions } from '../../functions/functions.ts';
import { continueReprocessing, startReprocessing } from '../../functions/sweep/reprocess.ts';
import { faultProfileOf } from './faultProfile.ts';
import { history } from './history.ts';
import { checkInvariants } from './invariants.ts';
import { compareWithRebuild } from './run.ts';
import { withTable } from './switch.ts';
import { World } from './world.ts';

const early: CodeVersions = { model: 'tagger-0', reader: 'read-0' };
const late: CodeVersions = { model, reader: readerVersion };
const portion = { most: 4, seconds: 0, walkSeconds: 0 };

/** Rules that can be switched off. */
const switchedOff = {
  /** A document keeps its annotation until another model is wanted. */
  asked: (ports: Ports, { model, reader }: CodeVersions): Ports =>
    withTable(ports, (table) => ({
      get: async (key, options) =>
        key.pk === reprocessingPartition ? { ...ordered, ...key, model, reader } : table.get(key, options),
    })),
  /** `store` takes the annotation of another model where that of its own is missing. */
  usable: (ports: Ports): Ports => {
    const { archive } = ports;
    const list: Ports['archive']['list'] = async (prefix, cursor) =>
      prefix.startsWith(annotationPrefix) ? { items: [] } : archive.list(prefix, cursor);
    return {
      ...ports,
      archive: {
        list,
        get: (...args) => archive.get(...args),
        head: (...args) => archive.head(...args),
        put: (...args) => archive.put(...args),
        delete: (...args) => archive.delete(...args),
        listVersions: (...args) => archive.listVersions(...args),
      },
    };
  },
};
type VersionGuard = keyof typeof switchedOff;
const counts = { walk: 1, found: 0, files: 0, documents: 0 };
const ordered = { token: 1, state: 'running', began: 0, due: 0, place: { part: 'files' }, ...counts };

class VersionedWorld extends World {
  /** Only these start executions. */
  versions: readonly CodeVersions[] = [early, late];
  readonly #draw: Random;
  readonly #off: VersionGuard | undefined;

  constructor(seed: number, off?: VersionGuard) {
    super(seed, faultProfileOf(seed, undefined));
    this.#off = off;
    this.#draw = new Random(seed + 1);
    this.#watch();
  }

  protected override start(...[name, seconds, run, ...others]: Parameters<World['start']>): Promise<void> {
    const codeVersions = this.#draw.pick(this.versions);
    const annotate: Ports['annotate'] = async (content, payload) =>
      by(codeVersions.model, await this.annotate(content, payload));
    const start: typeof run = (ports, wrap) => {
      const versioned = { ...ports, codeVersions, annotate };
      return run(this.#off === undefined ? versioned : switchedOff[this.#off](versioned, codeVersions), wrap);
    };
    return super.start(name, seconds, start, ...others);
  }

  /** The newer version has everything made anew, while executions crash. */
  async reprocess(): Promise<void> {
    this.versions = [late];
    this.calm = false;
    while ((await readReprocessing(this.table)) === undefined) {
      await this.start('reprocess', Number.POSITIVE_INFINITY, startReprocessing);
      await this.runUntilIdle();
    }
    while ((await readReprocessing(this.table))?.state === 'running') {
      await this.start('sweep', functions.sweep.timeoutSeconds, (ports) =>
        continueReprocessing(ports, portion),
      );
      await this.runUntilIdle();
    }
  }

  /** The models of the documents. */
  models(): Set<string | undefined> {
    const metas = [...this.table.items()].filter(({ pk, sk }) => pk.startsWith('DOC#') && sk === 'META');
    return new Set(metas.flatMap((meta) => basisOf(meta)?.model ?? []));
  }

  /**
   * Notes it when a document gets the annotation of another model although it says the same as before, and
   * the archive still has the one before. Two executions that store it at the same time may each use their
   * own model, and one of them is the last.
   */
  #watch(): void {
    const { table } = this;
    const applied = new Map<string, number>();
    const update = table.update.bind(table);
    table.update = async (key, set, condition) => {
      const before = basisOf(await table.get(key, { consistent: true }));
      const done = await update(key, set, condition);
      const after = basisOf(set);
      if (!done || after === undefined) return done;
      const since = this.now - (applied.get(key.pk) ?? 0);
      applied.set(key.pk, this.now);
      if (before?.payload !== after.payload || before.model === after.model) return done;
      if (since <= functions.store.timeoutSeconds * 1000 || (await readReprocessing(table))) return done;
      if ((await this.archive.head(annotationKey(before))) === undefined) return done;
      this.violations.push(`${key.pk} was annotated anew, and nobody asked for it`);
      if (this.#off !== undefined) this.stepsLeft = 0; // found: the run need not go on
      return done;
    };
  }
}

const basisOf = (row: object | undefined): Basis | undefined =>
  (row as { applied?: { basis?: Basis } } | undefined)?.applied?.basis;

/** The older model finds one entity less. */
function by(name: string, annotation: Annotation): Annotation {
  if (name === model) return annotation;
  return { ...annotation, model: name, entities: annotation.entities.slice(0, -1) };
}

async function mismatch(
  seed: number,
  models: Set<string | undefined>,
  off?: VersionGuard,
): Promise<string[]> {
  const world = new VersionedWorld(seed, off);
  await world.run(history(seed, off === undefined ? 40 : 10));
  for (const each of world.models()) models.add(each);
  const violations = [...world.violations, ...(await checkInvariants(world))];
  if (violations.length > 0) return violations;
  await world.reprocess();
  const left = [...world.models()].filter((each) => each !== model).map((each) => `${each} is left`);
  return [...left, ...(await compareWithRebuild(world))];
}

it('nothing is annotated anew unasked, then everything, until both models were seen', async () => {
  const models = new Set<string | undefined>();
  // The names of models are part of the keys by which a run is drawn, so they decide what it meets.
  for (let seed = 1; seed <= 2 || (models.size < 2 && seed <= 20); seed++)
    expect(await mismatch(seed, models), `seed ${seed}`).toEqual([]);
  expect(models).toEqual(new Set([early.model, late.model]));
});

it.each(Object.keys(switchedOff) as VersionGuard[])(
  'without the rule "%s", a mismatch is found',
  async (off) => {
    for (let seed = 1; seed <= 60; seed++) {
      const m = await mismatch(seed, new Set(), off).catch((e) => [String(e)]);
      if (m.length > 0) {
        return;
      }
    }
    expect.fail('no mismatch in 60 runs');
  },
);
