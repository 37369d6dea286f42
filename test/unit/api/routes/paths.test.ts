import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { openExampleNewsroom } from '../exampleNewsroom.ts';
import type { Newsroom } from '../newsroom.ts';
import { newsroomOf, person, someStories } from './storiesOfPeople.ts';

let room: Newsroom;
beforeAll(async () => {
  room = await openExampleNewsroom();
});

describe('GET /v1/paths', () => {
  it('finds the documents that connect two entities', async () => {
    const { items } = await room.json('/v1/paths?from_entity=place/istanbul&to_entity=person/antony-blinken');
    expect(
      items.map(({ steps }: { steps: { to: { id: string } }[] }) => steps.map(({ to }) => to.id)),
    ).toEqual([
      ['person/dominic-raab', 'person/antony-blinken'],
      ['place/russia', 'person/antony-blinken'],
    ]);
    expect(items[0].steps[0]).toMatchObject({
      from: { id: 'place/istanbul', name: 'Istanbul', type: 'place' },
      documents: 1,
      example: { title: 'Talks resume in Istanbul', source: 'Wire' },
    });
  });

  it('finds a document that mentions both, even outside its main entities', async () => {
    const crowd = Array.from({ length: 20 }, (_, i) => `q${i}`);
    const made = await newsroomOf([crowd]);
    const { items } = await made.json('/v1/paths?from_entity=person/q18&to_entity=person/q19');
    expect(items).toHaveLength(1);
    expect(items[0].steps).toHaveLength(1);
  });

  it('refuses a path from an entity to itself', async () => {
    const path = '/v1/paths?from_entity=place/london&to_entity=place/london';
    expect(await room.problem(path)).toMatchObject({ httpStatus: 400, parameter: 'to_entity' });
  });

  it('is as short as an exhaustive search finds, up to three steps', async () => {
    await fc.assert(
      fc.asyncProperty(someStories, person, person, async (stories, from, to) => {
        fc.pre(from !== to && [from, to].every((end) => stories.flat().includes(end)));
        const { items } = await (await newsroomOf(stories)).json(
          `/v1/paths?from_entity=person/${from}&to_entity=person/${to}`,
        );
        const shortest = distance(stories, from, to);
        const found = items.map(({ steps }: { steps: unknown[] }) => steps.length);
        expect(new Set(found)).toEqual(new Set(shortest <= 3 ? [shortest] : []));
      }),
      { numRuns: 60 },
    );
  });

  it('says if it gave up', async () => {
    const hub = Array.from({ length: 40 }, (_, i) => ['p0', `h${i}`]);
    const made = await newsroomOf([...hub, ['h39', 'x'], ['x', 'p1']]);
    const { items, partial } = await made.json('/v1/paths?from_entity=person/p0&to_entity=person/p1');
    expect([items, partial.message]).toEqual([[], expect.stringMatching(/^There may be a path/)]);
  });
});

/** The length of the shortest path, by breadth-first search over all stories. */
function distance(stories: readonly (readonly string[])[], from: string, to: string): number {
  let reached = new Set([from]);
  for (let steps = 1; steps <= stories.length; steps++) {
    reached = new Set(stories.filter((people) => people.some((each) => reached.has(each))).flat());
    if (reached.has(to)) return steps;
  }
  return Number.POSITIVE_INFINITY;
}
