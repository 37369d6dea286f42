/** A document's names under the entities that are meant: the model's links, then people's decisions. */
import { describe, expect, it } from 'vitest';
import type { AnnotatedEntity, Mention } from '../../../../../core/entities/annotation.ts';
import { hash } from '../../../../../core/hash.ts';
import type { Decided } from '../../../../../core/identity/decisions/decision.ts';
import {
  type DecidedName,
  type DecidedNames,
  decideNames,
  identifyEntities,
  identifyMentions,
  sameDecided,
} from '../../../../../core/identity/decisions/identify.ts';
import { Resolution } from '../../../../../core/identity/decisions/resolution.ts';
import { hide, logOf, merge, rename } from './log.ts';

const doc = hash('x');
const [lone, amara, kemi] = ['person/okoye', 'person/amara-okoye', 'person/kemi-okoye'] as const;

const named = (id: string, name: string, mentions = 1): AnnotatedEntity => ({
  ...{ id, type: 'person', name, mentions },
});
const okoye = named(lone, 'Okoye', 3);
const full = named(amara, 'Amara Okoye');

const mention = (surface: string, entity: string | null, type: Mention['type'] = 'person'): Mention => ({
  ...{ start: 0, end: surface.length, surface, type, entity, name: surface },
  ...{ confidence: 1, link: { reason: 'same name' }, extractor: 'test' },
});

const pinSurface = (surface: string, to: string): Decided => ({
  ...{ action: 'pin', document: doc, surface, to },
});

describe('what decisions change in a document', () => {
  const said = { entities: [okoye, full], mentions: [mention('Okoye', lone), mention('May', null, 'date')] };
  const decide = (links: Record<string, string | null> | undefined, ...contents: Decided[]) => {
    const log = logOf(...contents);
    return { ids: log.map(({ id }) => id), names: decideNames(doc, said, links, Resolution.of(log)) };
  };

  it('is nothing, unless they are about one of its names', () => {
    expect(decide({ [lone]: amara }).names).toBeUndefined();
    expect(decide({ [lone]: amara }, merge(kemi, 'person/k')).names).toBeUndefined();
    expect(decide(undefined, pinSurface('Bello', kemi), pinSurface('May', kemi)).names).toBeUndefined();
  });

  it('is an entity, and a short name that a link puts to it', () => {
    const { ids, names } = decide({ [lone]: amara }, merge(amara, kemi));
    expect(names).toEqual({ entities: { [amara]: { to: kemi, by: ids }, [lone]: { to: kemi, by: ids } } });
    expect(decide({ [lone]: null }, merge(amara, kemi)).names?.entities).not.toHaveProperty([lone]);
  });

  it('is a name, or that nothing is shown', () => {
    const { ids, names } = decide(undefined, rename(lone, 'The Okoye'), hide(amara));
    expect(names).toEqual({
      entities: {
        [lone]: { to: lone, name: 'The Okoye', by: [ids[0]] },
        [amara]: { to: null, hidden: amara, by: [ids[1]] },
      },
    });
  });

  it('is how mentions are written, if one is written so', () => {
    const { ids, names } = decide(undefined, pinSurface('Okoye', kemi), pinSurface('Bello', kemi));
    expect(names).toEqual({ entities: {}, surfaces: { Okoye: { to: kemi, by: [ids[0]] } } });
  });
});

describe('the entities of a document', () => {
  const identify = (
    entities: AnnotatedEntity[],
    decided: DecidedNames | undefined,
    { mentions = [], links }: { mentions?: Mention[]; links?: Record<string, string> } = {},
  ) => identifyEntities({ entities, mentions }, { links, decided });
  const put = (id: string, to: string, more: Partial<DecidedName> = {}): DecidedNames => ({
    entities: { [id]: { to, by: ['d'], ...more } },
  });

  it('are those that it has and where links put them, without decisions', () => {
    expect(identify([okoye], undefined)).toEqual({ shown: [{ ...okoye, from: [lone] }], hidden: [] });
    expect(identify([okoye], undefined, { links: { [lone]: kemi } }).shown).toEqual([
      { ...okoye, id: kemi, via: lone, from: [lone] },
    ]);
  });

  it('are hidden by decisions, each by itself', () => {
    const decided = { entities: { [amara]: { to: null, hidden: amara, by: ['d'] } } };
    const { shown, hidden } = identify([okoye, full], decided);
    expect(shown.map(({ id }) => id)).toEqual([lone]);
    expect(hidden).toEqual([{ ...full, from: [amara], by: ['d'] }]);
  });

  it('have the name of the document elsewhere, and say that it is moved', () => {
    expect(identify([{ ...full, also: ['Okoye'] }], put(amara, kemi)).shown).toEqual([
      { ...full, id: kemi, also: ['Okoye'], from: [amara], moved: true, by: ['d'] },
    ]);
    // Another type alone is no other name.
    expect(identify([full], put(amara, 'event/amara-okoye')).shown).toEqual([
      { ...full, id: 'event/amara-okoye', type: 'event', from: [amara], by: ['d'] },
    ]);
  });

  it('have a decided name, and the one of the document can be found', () => {
    const show = (also: string[] | undefined, name: string) =>
      identify([{ ...full, ...(also && { also }) }], put(amara, kemi, { name })).shown[0];
    expect(show(undefined, 'Kemi')).toEqual({
      ...{ ...full, id: kemi, name: 'Kemi', also: ['Amara Okoye'], from: [amara], by: ['d'] },
    });
    expect(show(['Okoye', 'Amara Okoye'], 'Kemi')?.also).toEqual(['Okoye', 'Amara Okoye']);
    expect(show(undefined, 'Amara Okoye')).not.toHaveProperty('also');
  });

  it('that come together have the name of the entity itself, then of one moved there, then of a link', () => {
    const own = { ...named(kemi, 'Kemi Okoye'), also: ['Ms Okoye'] };
    const moved = { ...full, also: ['Amara'] };
    const decided = put(amara, kemi);
    const links = { [lone]: kemi };
    for (const entities of [
      [own, moved, okoye],
      [okoye, moved, own],
    ])
      expect(identify(entities, decided, { links }).shown).toMatchObject([
        { id: kemi, name: 'Kemi Okoye', mentions: 5, by: ['d'] },
      ]);
    expect(identify([own, okoye], undefined, { links }).shown[0]).not.toHaveProperty('by');
    const [one] = identify([own, moved, okoye], decided, { links }).shown;
    expect(one?.also).toEqual(['Ms Okoye', 'Amara', 'Amara Okoye', 'Okoye']);
    expect(one?.from).toEqual([kemi, amara, lone]);
    for (const entities of [
      [moved, okoye],
      [okoye, moved],
    ])
      expect(identify(entities, decided, { links }).shown).toMatchObject([{ name: 'Amara Okoye' }]);
    // Of equals the first.
    const both = { entities: { ...decided.entities, [lone]: { to: kemi, by: ['d', 'e'] } } };
    expect(identify([okoye, full], both).shown).toMatchObject([
      { name: 'Okoye', also: ['Amara Okoye'], by: ['d', 'e'] },
    ]);
    expect(identify([full, { ...okoye, name: 'Amara Okoye' }], both).shown[0]).not.toHaveProperty('also');
  });

  it('are what mentions are pinned to, and what is left of the others', () => {
    const surfaces = { Okoye: { to: kemi, by: ['p'] } };
    const mentions = [mention('Okoye', lone), mention('Mrs Okoye', lone), mention('Okoye', lone)];
    const pinned = { id: kemi, type: 'person', name: 'Okoye', via: lone, from: [lone], by: ['p'] };
    const { shown } = identify([okoye], { entities: {}, surfaces }, { mentions });
    expect(shown).toEqual([
      { ...okoye, mentions: 1, from: [lone] },
      { ...pinned, mentions: 2, moved: true },
    ]);
    const other = { entities: {}, surfaces: { 'Mrs Okoye': { to: kemi, by: ['p'] } } };
    expect(identify([okoye], other, { mentions }).shown[1]).toEqual({
      ...pinned,
      ...{ name: 'Mrs Okoye', mentions: 1, moved: true },
    });
    const all = identify([{ ...okoye, mentions: 2 }], { entities: {}, surfaces }, { mentions });
    expect(all.shown.map(({ id }) => id)).toEqual([kemi]);
    expect(identify([okoye], { entities: {}, surfaces }).shown).toEqual([{ ...okoye, from: [lone] }]);
  });

  it('are what mentions are pinned to that the document puts to nobody', () => {
    const mentions = [mention('Okoye', null), mention('Okoye', null, 'date'), mention('…', null)];
    const surfaces = {
      Okoye: { to: 'place/okoye-hill', by: ['p'] },
      '…': { to: null, hidden: amara, by: ['q'] },
    };
    const { shown, hidden } = identify([], { entities: {}, surfaces }, { mentions });
    const place = { id: 'place/okoye-hill', type: 'place', name: 'Okoye', mentions: 1 };
    expect(shown).toEqual([{ ...place, via: 'place/okoye', from: ['place/okoye'], moved: true, by: ['p'] }]);
    expect(hidden).toEqual([
      {
        ...{ id: amara, type: 'person', name: '…', mentions: 1, via: 'person/…', from: ['person/…'] },
        ...{ moved: true, by: ['q'] },
      },
    ]);
  });
});

describe('the mentions of a document', () => {
  const said = mention('Okoye', lone);

  it('are where links put them, without decisions', () => {
    expect(identifyMentions([said], {})).toEqual([said]);
    expect(identifyMentions([said], { links: { [lone]: kemi } })[0]?.entity).toBe(kemi);
    const others = { entities: { [amara]: { to: kemi, by: ['d'] } } };
    expect(identifyMentions([said], { decided: others })).toEqual([said]);
  });

  it('are where decisions put their entity, with the name that it has then', () => {
    const name = { to: 'place/okoye', name: 'Okoye Hill', by: ['d'] };
    const candidates = [{ entity: amara, name: 'Amara Okoye' }];
    const unsure = { ...said, candidates } as unknown as Mention;
    expect(identifyMentions([unsure], { decided: { entities: { [lone]: name } } })).toEqual([
      { ...said, type: 'place', entity: 'place/okoye', name: 'Okoye Hill', decisions: ['d'] },
    ]);
    // Decisions know a name as the document alone has it.
    const links = { [lone]: amara };
    expect(
      identifyMentions([said], { links, decided: { entities: { [lone]: { to: kemi, by: ['d'] } } } }),
    ).toMatchObject([{ entity: kemi, name: 'Okoye', type: 'person' }]);
  });

  it('keep their type where only the name is decided', () => {
    const decided = { entities: { [lone]: { to: lone, name: 'The Okoye', by: ['d'] } } };
    expect(identifyMentions([mention('Okoye', lone, 'group')], { decided })).toMatchObject([
      { type: 'group', entity: lone, name: 'The Okoye' },
    ]);
  });

  it('have no entity if that is hidden', () => {
    const decided = { entities: { [lone]: { to: null, hidden: lone, by: ['d'] } } };
    expect(identifyMentions([said], { decided })).toEqual([{ ...said, entity: null, decisions: ['d'] }]);
  });

  it('are where those are pinned to that are written so, except dates', () => {
    const decided = {
      entities: { [lone]: { to: amara, by: ['d'] } },
      surfaces: { Okoye: { to: kemi, by: ['p'] }, May: { to: kemi, by: ['p'] } },
    };
    const date = mention('May', null, 'date');
    const mentions = [said, mention('Mrs Okoye', lone), mention('Okoye', null), date];
    const found = identifyMentions(mentions, { decided });
    expect(found.map(({ entity }) => entity)).toEqual([kemi, amara, kemi, null]);
    expect(found[3]).toEqual(date);
  });
});

it('compares what decisions change', () => {
  const name: DecidedName = { to: amara, name: 'A', by: ['d', 'e'] };
  const decided = { entities: { [lone]: name, [kemi]: name }, surfaces: { Okoye: name } };
  const turned = { ...decided, entities: { [kemi]: name, [lone]: name } };
  expect(sameDecided(undefined, undefined)).toBe(true);
  expect(sameDecided(decided, turned)).toBe(true);
  const others: (DecidedNames | undefined)[] = [
    undefined,
    { entities: decided.entities },
    { ...decided, surfaces: { Okoy: name } },
    { ...decided, entities: { [lone]: name, [amara]: name } },
    { ...decided, entities: { ...turned.entities, [lone]: { ...name, to: null } } },
    { ...decided, entities: { ...turned.entities, [lone]: { ...name, hidden: amara } } },
    { ...decided, entities: { ...turned.entities, [lone]: { to: amara, by: name.by } } },
    { ...decided, entities: { ...turned.entities, [lone]: { ...name, by: ['e', 'd'] } } },
  ];
  for (const other of others) expect(sameDecided(decided, other)).toBe(false);
});
