/**
 * The size of an answer, not of the archive, bounds what it reads from the table. Every route of
 * `/openapi.json` has a bound here, checked in a small newsroom and in one with ten times as many documents.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { codes } from '../../../../core/errors.ts';
import { keys, shards } from '../../../../core/records/keys.ts';
import { trendSteps } from '../../../../core/records/trend.ts';
import { Newsroom } from '../../api/newsroom.ts';

const [few, many] = [60, 600];
/** How many documents mention Ada Vale, in either newsroom. */
const ofAda = 12;
const ada = 'person/ada-vale';
const limits = [3, 12] as const;
/** Rows that a page reads of each list beyond what it shows: its start, and whether there is more. */
const beyond = 2;

interface Bound {
  ask: string;
  /** The most that an answer with this limit may read. */
  calls: number | ((limit: number) => number);
  rows: number | ((limit: number) => number);
  /** The route takes no limit. */
  whole?: true;
  body?: object;
}

const perShard = (limit: number) => shards.length * (limit + beyond) + limit;
/** The newest page: index rows of every shard, and the documents. */
const newest = { calls: 1 + shards.length, rows: perShard };
/** Ways to begin a name in other spellings (core/entities/variants/spelling.ts). */
const mostBeginnings = 18;
/** Each answer about an entity asks for the newest decision first, and reads the log only if it is new. */
const decisions = 1;
/** Ada's postings, and the META of their documents. */
const adaDocuments = { calls: 7 + decisions, rows: (limit: number) => 2 * Math.max(limit, ofAda) + ofAda };
/** Its title has the entity's name, which decisions may change. */
const adaFeed = { ...adaDocuments, calls: adaDocuments.calls + decisions };
/** Ada's postings, and the names of those mentioned with her. */
const adaNeighbours = { calls: 5 + decisions, rows: 3 * ofAda };

const bounds: Record<string, Bound> = {
  'get /v1/health': { ask: '/v1/health', calls: 1, rows: 1, whole: true },
  'get /v1/documents': { ask: '/v1/documents', ...newest },
  'get /v1/documents/feed.atom': { ask: '/v1/documents/feed.atom', ...newest },
  'get /v1/documents/feed.json': { ask: '/v1/documents/feed.json', ...newest },
  'get /v1/documents/{id}': { ask: '/v1/documents/{id}', calls: 1, rows: 1, whole: true },
  'get /v1/documents/{id}/text': { ask: '/v1/documents/{id}/text', calls: 1, rows: 1, whole: true },
  'get /v1/documents/{id}/mentions': { ask: '/v1/documents/{id}/mentions', calls: 1, rows: 1 },
  'get /v1/documents/{id}/versions': { ask: '/v1/documents/{id}/versions', calls: 2, rows: 2 },
  'get /v1/documents/{id}/trace': { ask: '/v1/documents/{id}/trace', calls: 3, rows: 4, whole: true },
  'get /v1/documents/{id}/reprints': { ask: '/v1/documents/{id}/reprints', calls: 2, rows: 1 + few },
  // Identities are resolved in the partitions of names: one query for each entity shown. One call asks for
  // the newest authority file of the user's own.
  'get /v1/entities': {
    ask: '/v1/entities?q=person',
    calls: (limit) => 5 + limit + decisions,
    rows: (limit) => 3 * (limit + beyond) + limit,
  },
  // The third call asks for the newest authority file of the user's own.
  'get /v1/entities/{type}/{slug}': {
    ask: `/v1/entities/${ada}`,
    calls: 3 + decisions,
    rows: 2,
    whole: true,
  },
  'get /v1/entities/{type}/{slug}/documents': { ask: `/v1/entities/${ada}/documents`, ...adaDocuments },
  'get /v1/entities/{type}/{slug}/feed.atom': { ask: `/v1/entities/${ada}/feed.atom`, ...adaFeed },
  'get /v1/entities/{type}/{slug}/feed.json': { ask: `/v1/entities/${ada}/feed.json`, ...adaFeed },
  'get /v1/entities/{type}/{slug}/timeline': {
    ask: `/v1/entities/${ada}/timeline`,
    calls: 4 + decisions,
    rows: 3,
  },
  'get /v1/entities/{type}/{slug}/co-mentions': { ask: `/v1/entities/${ada}/co-mentions`, ...adaNeighbours },
  'get /v1/graph': { ask: `/v1/graph?entity=${ada}`, ...adaNeighbours },
  'get /v1/paths': {
    ask: `/v1/paths?from_entity=${ada}&to_entity=person/bo-stone`,
    calls: 8 + decisions,
    rows: 4 * ofAda,
  },
  // Each shard has its share; a shard with more than that is read further.
  'get /v1/changes': {
    ask: '/v1/changes?since=2021-05-01',
    calls: (limit) => shards.length + Math.ceil(limit / 4),
    rows: perShard,
  },
  // Four lists for each code.
  'get /v1/quarantine': {
    ask: '/v1/quarantine',
    calls: 4 * codes.length + 2,
    rows: (limit) => 4 * (limit + beyond) + limit,
  },
  'get /v1/search': { ask: '/v1/search?q=london', calls: 1, rows: (limit) => limit },
  'get /v1/search/feed.atom': { ask: '/v1/search/feed.atom?q=london', calls: 1, rows: (limit) => limit },
  'get /v1/search/feed.json': { ask: '/v1/search/feed.json?q=london', calls: 1, rows: (limit) => limit },
  // The names of the twenty commonest entities.
  'get /v1/facets': { ask: '/v1/facets?q=london', calls: 2, rows: 25, whole: true },
  // Counts and groups come from search rows; META of a group's documents is read in one batch.
  'get /v1/stories': {
    ask: `/v1/stories?from=2021-04-01&to=2021-04-30&entity=${ada}`,
    calls: 4 + decisions,
    rows: 3 * ofAda,
  },
  // A query of each step, and a batch of each fifty entities of at most 400.
  'get /v1/trends': {
    ask: '/v1/trends?date=2021-04-30',
    calls: trendSteps.length + 8 + 1,
    // META and at most three months of each of four entities of the day, and a row of each step.
    rows: 4 * 4 + trendSteps.length,
  },
  'get /v1/entities/{type}/{slug}/links': {
    ask: `/v1/entities/${ada}/links`,
    calls: 9,
    rows: 4 * ofAda,
  },
  // A query of each beginning that a spelling of the name may have, and one of the surname.
  'get /v1/entities/{type}/{slug}/spellings': {
    ask: `/v1/entities/${ada}/spellings`,
    calls: 3 + decisions + mostBeginnings + 2,
    rows: ofAda,
    whole: true,
  },
  'get /v1/decisions': { ask: '/v1/decisions', calls: 3, rows: 2 },
  'get /v1/stats': { ask: '/v1/stats', calls: 0, rows: 0, whole: true },
  'get /v1/cost': { ask: '/v1/cost', calls: 0, rows: 0, whole: true },
  'get /v1/exports': {
    ask: `/v1/exports?format=jsonl&entity=${ada}`,
    calls: 4 + decisions,
    rows: 3 * ofAda,
    whole: true,
  },
  'get /openapi.json': { ask: '/openapi.json', calls: 0, rows: 0, whole: true },
  'post /v1/quarantine/redrive': {
    ask: '/v1/quarantine/redrive',
    calls: 4,
    rows: 3,
    whole: true,
    body: { key: 'refused/0.txt' },
  },
  'post /v1/uploads': {
    ask: '/v1/uploads',
    calls: 0,
    rows: 0,
    whole: true,
    body: { key: 'wire/new.txt', bytes: 1 },
  },
  // The claim, the first twenty documents of the file with their META, and what three stages gave up on.
  'get /v1/uploads': {
    ask: '/v1/uploads?key=wire/all.jsonl',
    calls: 3 + 2 * 20,
    rows: 1 + 2 * 20 + (1 + 3 * 20),
    whole: true,
  },
  // Last, as answers read the log of decisions once it has one.
  'post /v1/decisions': {
    ask: '/v1/decisions',
    calls: 12,
    rows: 8,
    whole: true,
    body: {
      action: 'rename',
      entity: 'person/bo-stone',
      name: 'Robert Stone',
      author: 'desk',
      reason: 'Known so.',
    },
  },
};

const rooms: { room: Newsroom; id: string }[] = [];
beforeAll(async () => {
  for (const documents of [few, many]) {
    const room = new Newsroom();
    let id = '';
    await room.table.put({ ...keys.claim('wire/all.jsonl'), key: 'wire/all.jsonl', token: 1 });
    for (let i = 0; i < documents; i++) {
      const person = i % (documents / ofAda) === 0 ? 'Ada Vale' : `Person Number${i % 200}`;
      const published = new Date(
        Date.parse('2021-04-01T10:00:00Z') + Math.floor((i * 30) / documents) * 86_400_000,
      ).toISOString();
      const names = { person: person === 'Ada Vale' ? [person, 'Bo Stone'] : [person], place: ['London'] };
      const paragraphs = [`${names.person.join(' and ')} went to London.`];
      id = await room.add({ key: `wire/${i}.txt`, title: `${i}. ${person}`, paragraphs, published, names });
      await room.table.put({ ...keys.child('wire/all.jsonl', id), token: 1 });
      const time = `2021-05-01T10:00:00.${String(i).padStart(3, '0')}Z`;
      await room.refuse(`refused/${i}.txt`, 'input.empty', time);
      await room.table.put({
        pk: `CHANGES#2021-05-01#${id[0]}`,
        sk: `${time}#${id}`,
        doc: id,
        reason: 'created',
        title: 'x',
        time,
      });
    }
    await room.tallyEntities();
    rooms.push({ room, id });
  }
}, 300_000);

const at = (bound: Bound['calls'], limit: number) => (typeof bound === 'number' ? bound : bound(limit));

describe('what an answer reads', () => {
  it('has a bound for every route', async () => {
    const { paths } = (await new Newsroom().json('/openapi.json')) as { paths: Record<string, object> };
    const routes = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    expect(Object.keys(bounds).sort()).toEqual(routes.sort());
  });

  it.each(Object.entries(bounds))(
    '%s stays within its bound, however many documents there are',
    async (name, { ask, calls, rows, whole, body }) => {
      for (const { room, id } of rooms) {
        for (const limit of whole ? [0] : limits) {
          const asked = ask.replace('{id}', id);
          const path = whole ? asked : `${asked}${asked.includes('?') ? '&' : '?'}limit=${limit}`;
          const response = await room.request(
            path,
            body && {
              method: 'POST',
              headers: { 'content-type': 'application/json' },
              body: JSON.stringify(body),
            },
          );
          await response.text(); // an export reads the table while the client reads the export
          const { get, batchGet, query, scan } = room.tableCalls;
          expect([response.status, scan], `${name} of ${path}`).toEqual([200, 0]);
          expect(get + batchGet + query, `calls of ${path}`).toBeLessThanOrEqual(at(calls, limit));
          expect(room.rowsRead, `rows of ${path}`).toBeLessThanOrEqual(at(rows, limit));
        }
      }
    },
  );
});
