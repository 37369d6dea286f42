import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { beforeAll, describe, expect, it } from 'vitest';
import { toGraphml } from '../../../../api/exports/graphml.ts';
import { openExampleNewsroom } from '../exampleNewsroom.ts';
import type { Newsroom } from '../newsroom.ts';
import { newsroomOf, someStories } from './storiesOfPeople.ts';

let room: Newsroom;
beforeAll(async () => {
  room = await openExampleNewsroom();
});

/** @throws Error if the XML is not well-formed */
function parseXml(text: string): void {
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(text).close();
}

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
