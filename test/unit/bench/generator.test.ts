import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { generate } from '../../../bench/generate.ts';
import { organization, person, place, population, zipf } from '../../../bench/generator/cast.ts';
import { corpus } from '../../../bench/generator/corpus.ts';
import type { InboxOperation } from '../../../bench/generator/operation.ts';
import { anyTopic, corrections, developments, rules } from '../../../bench/generator/phrases.ts';
import { topics } from '../../../bench/generator/topics.ts';
import { sources } from '../../../bench/generator/vocabulary.ts';
import { textOf } from '../../../core/document/record.ts';
import type { DocumentMember } from '../../../core/formats/format.ts';
import { readObject } from '../../../core/formats/read.ts';
import { Random } from '../../../core/random.ts';
import { stored } from '../core/formats/upload.ts';

type Put = Extract<InboxOperation, { op: 'put' | 'overwrite' }>;
const operations = [...corpus({ documents: 600, seed: 7 })];
const puts = operations.filter((operation): operation is Put => operation.op !== 'delete');

async function membersOf({ key, body }: Put): Promise<{ format: string; members: DocumentMember[] }> {
  const reading = await readObject(stored(body, { key }));
  if ('code' in reading) throw new Error(`${key}: ${reading.code}`);
  const members: DocumentMember[] = [];
  for await (const member of reading.members) {
    if ('refusal' in member) throw new Error(`${key}: ${member.refusal.code}`);
    members.push(member);
  }
  return { format: reading.format, members };
}

describe('generated names', () => {
  it('differ for almost all ranks', () => {
    for (const [make, size] of [
      [person, population.person],
      [organization, population.organization],
      [place, population.place],
    ] as const) {
      expect(new Set(Array.from({ length: size }, (_, rank) => make(rank).name)).size).toBeGreaterThan(
        0.99 * size,
      );
    }
  });

  it("are drawn by Zipf's law", () => {
    const random = new Random(1);
    const counts = new Map<number, number>();
    for (let i = 0; i < 100_000; i++) {
      const rank = zipf(random, 1000);
      counts.set(rank, (counts.get(rank) ?? 0) + 1);
    }
    const ranks = [...counts.keys()];
    expect(Math.min(...ranks)).toBe(0);
    expect(Math.max(...ranks)).toBe(999);
    // The share of ranks below r is log(r + 1) / log(n + 1).
    const below = (r: number) =>
      ranks.filter((rank) => rank < r).reduce((sum, rank) => sum + (counts.get(rank) ?? 0), 0) / 100_000;
    for (const r of [1, 10, 100]) expect(below(r)).toBeCloseTo(Math.log(r + 1) / Math.log(1001), 1);
  });
});

it('has a rule or a figure for every slot of every sentence', () => {
  const figures = ['weekday', 'nextday', 'small', 'count', 'percent', 'money'];
  const sentences = [
    ...topics.flatMap(({ headlines, leads, bodies, roles }) => [...headlines, ...leads, ...bodies, ...roles]),
    ...[...anyTopic, ...corrections, ...developments],
    ...Object.values(rules).flat(),
  ];
  const slots = new Set(
    sentences.flatMap((sentence) => [...sentence.matchAll(/\{(\w+)\}/g)].map(([, slot = '']) => slot)),
  );
  const isKnown = (slot: string) =>
    /^(p[1-3]|o[12]|l[1-3])$/.test(slot) || figures.includes(slot) || Object.hasOwn(rules, slot);
  expect([...slots].filter((slot) => !isKnown(slot))).toEqual([]);
  expect(sentences.length).toBeGreaterThan(150);
});

describe('a corpus', () => {
  it('has the given number of documents, from all sources, over a month', () => {
    const identities = new Set(
      puts.flatMap(({ truth }) => truth.map(({ key, part, guid }) => guid ?? `${key} ${part ?? ''}`)),
    );
    expect(identities.size).toBe(600);
    expect(new Set(puts.map(({ key }) => key.split('/')[0]))).toEqual(
      new Set(sources.map(({ folder }) => folder)),
    );
    expect(new Set(puts.map(({ at }) => at.slice(0, 10))).size).toBeGreaterThan(28);
  });

  it('is read as its ground truth says, in every format', async () => {
    const formats = new Set<string>();
    for (const put of puts) {
      const { format, members } = await membersOf(put);
      formats.add(format);
      for (const truth of put.truth) {
        const member = members.find(({ part }) => part === (truth.part ?? ''));
        expect(member?.content.title).toBe(truth.title);
        expect(member?.content.published?.value).toBe(truth.published);
        expect(member?.identity?.guid).toBe(truth.guid);
        const text = textOf(member?.content as DocumentMember['content']);
        expect(text).not.toMatch(/[{}]|undefined/);
        expect(truth.entities.length).toBeGreaterThan(0);
      }
      if (!['json-feed', 'rss', 'atom'].includes(format)) expect(members.length).toBe(put.truth.length);
    }
    expect(formats).toEqual(
      new Set(['text', 'html', 'json', 'nitf', 'mail', 'json-feed', 'rss', 'atom', 'jsonl', 'csv']),
    );
  });

  it('names exactly the entities of its ground truth in each text', async () => {
    const known = new Set(
      puts.flatMap(({ truth }) => truth.flatMap(({ entities }) => entities.map(({ name }) => name))),
    );
    for (const put of puts) {
      const { members } = await membersOf(put);
      for (const { part, entities } of put.truth) {
        const text = textOf(
          members.find((member) => member.part === (part ?? ''))?.content as DocumentMember['content'],
        );
        const names = entities.map(({ name }) => name);
        for (const { name, type } of entities) {
          expect(text.toLowerCase()).toContain(
            (type === 'person' ? (name.split(' ').at(-1) ?? '') : name).toLowerCase(),
          );
        }
        const pairs = [...text.matchAll(/(?=(?<!\p{L})(\p{Lu}\p{L}+ \p{Lu}\p{L}+)(?!\p{L}))/gu)].map(
          ([, pair = '']) => pair,
        );
        expect(pairs.filter((pair) => known.has(pair) && !names.includes(pair))).toEqual([]);
      }
    }
  });

  it('can be replayed: each key is put, then overwritten, then deleted, in order of time', () => {
    const existing = new Set<string>();
    let at = '';
    for (const [i, operation] of operations.entries()) {
      expect(operation.n).toBe(i + 1);
      expect(operation.at >= at).toBe(true);
      at = operation.at;
      expect(existing.has(operation.key)).toBe(operation.op !== 'put');
      if (operation.op === 'delete') existing.delete(operation.key);
      else existing.add(operation.key);
    }
    const current = puts.filter(({ truth }) => truth.some((each) => each.current)).map(({ key }) => key);
    expect(new Set(current)).toEqual(existing);
    for (const op of ['put', 'overwrite', 'delete'])
      expect(operations.some((operation) => operation.op === op)).toBe(true);
  });

  it('has bursts of news and reprints', () => {
    const days = new Map<string, number[]>();
    for (const { entities, published } of puts.flatMap(({ truth }) => truth)) {
      for (const { id } of entities)
        days.set(id, [...(days.get(id) ?? []), Date.parse(published.slice(0, 10)) / 86_400_000]);
    }
    const bursts = [...days.values()].filter(
      (found) => found.length >= 8 && Math.max(...found) - Math.min(...found) <= 6,
    );
    expect(bursts.length).toBeGreaterThan(10);
    expect(puts.filter(({ body }) => body.includes('With material from')).length).toBeGreaterThan(50);
  });
});

describe('a corpus on disk', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'corpus-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function digest(of: string): string {
    const sha = createHash('sha256');
    for (const name of (readdirSync(of, { recursive: true }) as string[]).sort()) {
      sha.update(name);
      if (statSync(join(of, name)).isFile()) sha.update(readFileSync(join(of, name)));
    }
    return sha.digest('hex');
  }

  it('is the same for the same seed, and different for another', () => {
    for (const [name, seed] of [
      ['a', 3],
      ['b', 3],
      ['c', 4],
    ] as const)
      generate(300, seed, join(folder, name));
    expect(digest(join(folder, 'b'))).toBe(digest(join(folder, 'a')));
    expect(digest(join(folder, 'c'))).not.toBe(digest(join(folder, 'a')));
  });

  it('has the inbox that a replay of the history leads to', () => {
    generate(300, 5, folder);
    const end = new Map<string, string>();
    for (const line of readFileSync(join(folder, 'history.jsonl'), 'utf8').trim().split('\n')) {
      const { op, key, file } = JSON.parse(line) as { op: string; key: string; file: string };
      if (op === 'delete') end.delete(key);
      else end.set(key, readFileSync(join(folder, file), 'utf8'));
    }
    const inbox = (readdirSync(join(folder, 'inbox'), { recursive: true }) as string[]).filter((name) =>
      statSync(join(folder, 'inbox', name)).isFile(),
    );
    expect(new Set(inbox)).toEqual(new Set(end.keys()));
    for (const key of inbox) expect(readFileSync(join(folder, 'inbox', key), 'utf8')).toBe(end.get(key));
  });

  it('refuses a folder that is not empty', () => {
    generate(10, 1, folder);
    expect(() => generate(10, 1, folder)).toThrow('not empty');
  });
});
