/** The features of the bearers of a short name, their order, and what is enough to choose one. */
import { describe, expect, it } from 'vitest';
import { personCode } from '../../../../core/identity/contextCodes.ts';
import { appearanceOf, type Likeness, likeness } from '../../../../core/identity/evidence.ts';
import { decide, featureRows, rankBearers } from '../../../../core/identity/rankBearers.ts';
import { cabinet, match, posting, talks, team } from '../../functions/okoye.ts';

const code = personCode('okoye');
const on = (doc: string, beside: readonly string[], text: string) =>
  appearanceOf(posting(doc, 'Okoye', beside, text, 'A title'), code);
const own = on('own', cabinet, talks);
const bearer = (id: string, documents = [on('doc', cabinet, talks)]) => ({ id, ids: [id], documents });

describe('features', () => {
  const first: Likeness = {
    ...{ documents: 2, people: 3, names: 1, titleWords: 2, topics: 4, cosine: 0.5 },
    ...{ knownPeople: 3, knownNames: 1, usualPeople: 1.5, usualNames: 0.25, usualTopics: 2 },
    known: new Set(['aaaa', 'bbbb', 'eeee', 'CCCC', 'DDDD', 'FFFF']),
    ...{ role: 1, section: 0.5, source: 0.125, alsoShort: 0.75, days: 9 },
  };
  const second: Likeness = {
    ...{ documents: 6, people: 1, names: 5, titleWords: 0, topics: 7, cosine: 0.25 },
    ...{ knownPeople: 2, knownNames: 4, usualPeople: 0.5, usualNames: 3, usualTopics: 0.5 },
    known: new Set(['aaaa', 'CCCC']),
    ...{ role: -1, section: 0.25, source: 0, alsoShort: 0.5, days: -1 },
  };
  const third: Likeness = { ...second, documents: 1, known: new Set(['bbbb']) };
  const asked = { own, kind: 'inflected' as const, alone: 12, isGivenName: true };
  const names = ['a-okoye', 'amara-okoye', 'tunde-okoye'].map((name) => bearer(`person/${name}`));
  const rows = featureRows({ ...asked, bearers: names }, [first, second, third]);

  it('are those of each bearer, and what sets it apart from the others', () => {
    expect([...(rows[0] ?? [])]).toEqual([
      ...[2, 2 / 9, 2 / 7, 3, 1, 2, 4, 0.5, 3, 1],
      // Shares of the four people beside the name; it has no other names.
      ...[3 / 4, -1],
      ...[1.5, 0.25, 2, 1, 0.5, 0.125, 0.75, 9],
      // By how much it is ahead.
      ...[0.25, 2, 1.5, -3, 0.25],
      // Known to it alone: a person, two other names.
      ...[1, 2],
      ...[1, 3, 12, 6, 1, 4, 0, 3, 2],
    ]);
    expect([...(rows[1] ?? [])].slice(0, 4)).toEqual([6, 6 / 9, 2, 1]);
    expect([...(rows[1] ?? [])].slice(20, 28)).toEqual([-0.25, -2, -1.5, 0, -0.25, 0, 0, 0]);
  });

  it('are those of the only bearer, of a name that is no given name', () => {
    const only = featureRows({ ...asked, isGivenName: false, bearers: names }, [first]);
    expect([...(only[0] ?? [])].slice(0, 3)).toEqual([2, 1, 2]);
    expect([...(only[0] ?? [])].slice(20)).toEqual([
      ...[0.5, 3, 2, 4, 0.5],
      ...[3, 3],
      ...[1, 1, 12, 6, 0, 4, 0, 3, 2],
    ]);
  });
});

describe('bearers', () => {
  const asked = { own, kind: 'surname' as const, alone: 1, isGivenName: false };
  const rank = (...bearers: ReturnType<typeof bearer>[]) =>
    rankBearers({ ...asked, bearers }).map(({ id }) => id);

  it('are in order of how likely they are, then of their ids', () => {
    const minister = bearer('person/tunde-okoye');
    const keeper = bearer('person/amara-okoye', [on('game', team, match)]);
    const twin = bearer('person/zoe-okoye');
    for (const order of [
      [minister, keeper, twin],
      [twin, keeper, minister],
      [keeper, twin, minister],
    ])
      expect(rank(...order)).toEqual([minister.id, twin.id, keeper.id]);
  });

  it('of another sex come last, without a chance, and count for nothing beside the others', () => {
    const hers = { ...own, facts: { ...own.facts, sex: 'female' as const } };
    const [maria, peter] = [bearer('person/maria-okoye'), bearer('person/peter-okoye')];
    const ranked = rankBearers({ ...asked, own: hers, bearers: [peter, maria] });
    expect(ranked.map(({ id }) => id)).toEqual([maria.id, peter.id]);
    expect(ranked[1]).toMatchObject({ confidence: 0, likeness: { documents: 1 } });
    expect(ranked[0]).toEqual(rankBearers({ ...asked, own: hers, bearers: [maria] })[0]);
  });

  it.each([
    [undefined, 0.62, 0.61],
    [false, 0.62, 0.61],
    [true, 0.9, 0.89],
  ])('are chosen from a chance on; given name: %s', (isGivenName, enough, less) => {
    const at = (confidence: number) => {
      const documents = [own];
      const id = 'person/amara-okoye';
      const ranked = { id, ids: [id], confidence, likeness: likeness(own, documents), documents };
      return decide([ranked], isGivenName)?.id;
    };
    expect(at(enough)).toBe('person/amara-okoye');
    expect(at(less)).toBeUndefined();
    expect(decide([], isGivenName)).toBeUndefined();
  });
});
