import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { beforeAll, describe, expect, it } from 'vitest';
import { toGraphml } from '../../../../api/exports/graphml.ts';
import { openExampleNewsroom } from '../exampleNewsroom.ts';
import { Newsroom } from '../newsroom.ts';

let room: Newsroom;
beforeAll(async () => {
  room = await openExampleNewsroom();
});

/** One story per array, which names these people; the entity of "p3" is `person/p3`. */
async function newsroomOf(stories: readonly (readonly string[])[]): Promise<Newsroom> {
  const made = new Newsroom();
  for (const [i, people] of stories.entries()) {
    const published = `2021-05-${String((i % 28) + 1).padStart(2, '0')}`;
    await made.add({
      key: `${i}`,
      title: `Story ${i}`,
      paragraphs: [people.join(', ')],
      published,
      names: { person: [...people] },
    });
  }
  await made.tallyEntities();
  return made;
}

/** @throws Error if the XML is not well-formed */
function parseXml(text: string): void {
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(text).close();
}

const person = fc.integer({ min: 0, max: 9 }).map((n) => `p${n}`);
const someStories = fc.array(fc.uniqueArray(person, { minLength: 1, maxLength: 3 }), {
  minLength: 2,
  maxLength: 9,
});

describe('GET /v1/graph', () => {
  it('shows the entities that an entity is mentioned with, and the links among them', async () => {
    expect(await room.json('/v1/graph?entity=person/dominic-raab&limit=2')).toEqual({
      nodes: [
        { id: 'person/dominic-raab', name: 'Dominic Raab', type: 'person', documents: 2 },
        { id: 'place/russia', name: 'Russia', type: 'place', documents: 2 },
        { id: 'person/antony-blinken', name: 'Antony Blinken', type: 'person', documents: 1 },
      ],
      edges: [
        { a: 'person/dominic-raab', b: 'place/russia', documents: 2 },
        { a: 'person/antony-blinken', b: 'person/dominic-raab', documents: 1 },
        { a: 'person/antony-blinken', b: 'place/russia', documents: 1 },
      ],
    });
  });

  it('takes a range, and is a 404 for an entity without mentions', async () => {
    const ranged = await room.json('/v1/graph?entity=person/dominic-raab&to=2021-05-03');
    expect(ranged.nodes[0]).toMatchObject({ documents: 1 });
    expect((await room.problem('/v1/graph?entity=person/nobody')).httpStatus).toBe(404);
  });

  it('agrees with a direct count', async () => {
    await fc.assert(
      fc.asyncProperty(someStories, async (stories) => {
        const [centre = ''] = stories[0] ?? [];
        const { nodes, edges } = await (await newsroomOf(stories)).json(
          `/v1/graph?entity=person/${centre}&limit=100`,
        );
        const about = stories.filter((people) => people.includes(centre));
        for (const { name, documents } of nodes)
          expect(documents).toBe(about.filter((people) => people.includes(name)).length);
        const pairs = new Set(
          about.flatMap((people) =>
            people.flatMap((a) => people.filter((b) => a < b).map((b) => `${a} ${b}`)),
          ),
        );
        expect(edges).toHaveLength(pairs.size);
        for (const { a, b, documents } of edges) {
          const both = about.filter((people) =>
            [a, b].every((id) => people.includes(id.slice('person/'.length))),
          );
          expect(documents).toBe(both.length);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('returns GraphML on request', async () => {
    const response = await room.request('/v1/graph?entity=place/london', {
      headers: { accept: 'application/graphml+xml' },
    });
    expect(response.headers.get('content-type')).toBe('application/graphml+xml');
    const text = await response.text();
    expect(() => parseXml(text)).not.toThrow();
    expect(text).toContain('<node id="person/antony-blinken"><data key="label">Antony Blinken</data>');
    expect(text).toContain(
      '<edge source="person/antony-blinken" target="place/london"><data key="weight">2</data></edge>',
    );
  });

  it('returns well-formed GraphML for any names', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const text = toGraphml({
          nodes: [{ id: name, name, type: 'person', documents: 1 }],
          edges: [{ a: name, b: name, documents: 1 }],
        });
        expect(() => parseXml(text)).not.toThrow();
      }),
    );
    expect(
      toGraphml({ nodes: [{ id: '</graph>', name: '\0"\ud800', type: 'x', documents: 1 }], edges: [] }),
    ).not.toMatch(/\0|<\/graph>"/);
  });
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
