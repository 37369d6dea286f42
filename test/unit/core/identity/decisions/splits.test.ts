/** What a split decides in a document that has the person, or its own short name, by a link. */
import { expect, it } from 'vitest';
import { slug } from '../../../../../core/entities/slug.ts';
import { hash } from '../../../../../core/hash.ts';
import type { Decided } from '../../../../../core/identity/decisions/decision.ts';
import { decideNames } from '../../../../../core/identity/decisions/identify.ts';
import { Resolution } from '../../../../../core/identity/decisions/resolution.ts';
import { logOf, merge } from './log.ts';

const doc = hash('x');
const [lone, amara, kemi] = ['person/okoye', 'person/amara-okoye', 'person/kemi-okoye'] as const;
const named = (id: string, name: string) => ({ id, name, type: 'person' as const, mentions: 1 });
const said = { entities: [named(lone, 'Okoye'), named(amara, 'Amara Okoye')], mentions: [] };

const decide = (links: Record<string, string | null> | undefined, ...contents: Decided[]) => {
  const log = logOf(...contents);
  return { ids: log.map(({ id }) => id), names: decideNames(doc, said, links, Resolution.of(log)) };
};

it('is of the short name, also when a link puts it there no longer', () => {
  const split: Decided = { action: 'split', entity: kemi, documents: [doc], into: 'person/k' };
  for (const links of [{ [lone]: kemi }, { [lone]: null }, { [lone]: 'person/bola-okoye' }, undefined]) {
    const { ids, names } = decide(links, split);
    expect(names).toEqual({ entities: { [lone]: { to: 'person/k', by: ids } } });
  }
  const { ids, names } = decide({ [lone]: null }, merge(kemi, 'person/k-lee'), {
    ...split,
    entity: 'person/k-lee',
  });
  expect(names).toEqual({ entities: { [lone]: { to: 'person/k', by: ids } } });
  // The document has Amara Okoye itself, so nothing says that "Okoye" was put to her.
  expect(decide({ [lone]: null }, { ...split, entity: amara }).names?.entities).not.toHaveProperty([lone]);
});

it('of the short name itself holds wherever a link puts it', () => {
  const split: Decided = { action: 'split', entity: lone, documents: [doc], into: 'person/k' };
  const { ids, names } = decide({ [lone]: kemi }, split);
  expect(names).toEqual({ entities: { [lone]: { to: 'person/k', by: ids } } });
});

it('leaves other names alike, which have less of the name, where links put them', () => {
  const [jess, mark, bola] = ['person/jess-phillips', 'person/mark-philips', 'person/bola-okoye'] as const;
  const splitAlone = (entity: string, names: string[], links: Record<string, string | null>) => {
    const entities = names.map((name) => named(`person/${slug(name)}`, name));
    const log = logOf({ action: 'split', entity, documents: [doc], into: 'person/k' });
    const decided = decideNames(doc, { entities, mentions: [] }, links, Resolution.of(log));
    return Object.keys(decided?.entities ?? {});
  };
  for (const link of [mark, null]) {
    const links = { 'person/phillips': jess, 'person/philips': link };
    expect(splitAlone(mark, ['Phillips', 'Philips'], links)).toEqual(['person/philips']);
    // A slip alone is meant.
    expect(splitAlone(mark, ['Phillips'], { 'person/phillips': link })).toEqual(['person/phillips']);
  }
  expect(splitAlone('person/michael-okoye', ['Okoye', 'Micheal Okoye'], {})).toEqual([
    'person/micheal-okoye',
  ]);
  const links = { [lone]: bola, 'person/b-okoye': bola, 'person/k-okoye': kemi };
  expect(splitAlone(kemi, ['Okoye', 'B Okoye', 'K Okoye'], links)).toEqual(['person/k-okoye']);
});

it('is of no other name where the document has the person under one of their ids', () => {
  const split: Decided = { action: 'split', entity: 'person/k-lee', documents: [doc], into: 'person/k' };
  const log = logOf(merge(kemi, 'person/k-lee'), split);
  const entities = [named(lone, 'Okoye'), named(kemi, 'Kemi Okoye')];
  const decided = decideNames(doc, { entities, mentions: [] }, { [lone]: null }, Resolution.of(log));
  expect(Object.keys(decided?.entities ?? {})).toEqual([kemi]);
});

it('of two people who may both be meant holds for the one decided on first', () => {
  const split = (entity: string, into: string): Decided => ({
    action: 'split',
    entity,
    documents: [doc],
    into,
  });
  const { names } = decide({ [lone]: null }, split(kemi, 'person/k'), split('person/bola-okoye', 'person/b'));
  expect(names?.entities[lone]?.to).toBe('person/k');
});
