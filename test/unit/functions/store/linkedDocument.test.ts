/** What the store of a document leaves to the next one, and says of it, where names are put to others. */
import { beforeEach, expect, it } from 'vitest';
import { type Decided, decisionOf } from '../../../../core/identity/decisions/decision.ts';
import type { Item } from '../../../../core/ports/table.ts';
import { enqueueDocuments, findTallyEntities } from '../../../../core/protocol/messages.ts';
import { isLive } from '../../../../core/protocol/reconcile.ts';
import { thresholds } from '../../../../core/protocol/thresholds.ts';
import { DecisionLog } from '../../../../core/records/decisions/decisionLog.ts';
import { documentMeta } from '../../../../core/records/document.ts';
import { keys } from '../../../../core/records/keys.ts';
import { store } from '../../../../functions/store/store.ts';
import { archive, cabinet, lone, talks } from '../okoye.ts';
import { RecordedWorld } from '../portCalls/recordedWorld.ts';

const story = (who: string, mark = '') =>
  ` date 2021-05-03 Fisheries talks go on${mark}\n\n${who} met ${cabinet.join(' and ')}. The ${talks}.`;
const [amara, okoye, day] = ['person/amara-okoye', 'person/okoye', '2021-05-03'];
const key = 'politics/own.txt';

let world: RecordedWorld;
let evidence: Item[];
beforeEach(async () => {
  world = new RecordedWorld();
  const rows = [...(await archive(lone(cabinet, talks, 'Fisheries talks go on'))).items()];
  evidence = rows.filter(({ pk, doc }) => pk === keys.entity(amara).pk && doc !== undefined);
  expect(evidence).toHaveLength(6);
  for (const row of rows) await world.table.put(row);
});

/** Of the documents that were put here: others may be asked for because of them. */
const metas = () =>
  world
    .rows('DOC#', 'META')
    .map((row) => documentMeta.parse(row))
    .filter(({ applied }) => applied?.basis !== undefined);

/** The live postings of the entity that the documents put here have. */
const postings = (entity: string): Item[] => {
  const before = new Set([...evidence.map(({ doc }) => doc), 'lone']);
  return world
    .rows(keys.entity(entity).pk, `DAY#${day}`)
    .filter((row) => isLive(row) && !before.has(String(row.doc)));
};

it('a posting that a link made is taken back, though the store that made it died', async () => {
  const { update } = world.table;
  world.table.update = (row, set, condition) => {
    if (row.pk.startsWith('DOC#') && set.applied !== undefined) throw new Error('the execution died');
    return update.call(world.table, row, set, condition);
  };
  await expect(world.put({ [key]: story('Mr Okoye') })).rejects.toThrow('the execution died');
  world.table.update = update;
  expect(postings(amara)).toHaveLength(1);
  await world.put({ [key]: story('Kemi Salako') });
  expect(postings('person/kemi-salako')).toHaveLength(1);
  expect(postings(amara)).toEqual([]);
});

it('a link that changes is a change of the document', async () => {
  await world.put({ [key]: story('Mr Okoye') });
  expect(metas()).toMatchObject([{ links: { [okoye]: amara } }]);
  for (const row of evidence) await world.table.delete(row);
  await enqueueDocuments(
    world.queues.extracted,
    metas().map(({ doc }) => doc),
  );
  await world.work();
  expect(metas()).toMatchObject([{ links: { [okoye]: null } }]);
  expect(world.rows('CHANGES#').map(({ reason }) => reason)).toEqual(['created', 'retyped']);
});

it('where the thresholds of the stages make the name crowded, nobody is meant', async () => {
  await world.put({ [key]: story('Mr Okoye') });
  const [doc = ''] = metas().map((meta) => meta.doc);
  await store({ ...world.ports, thresholds: { ...thresholds, crowdedDocuments: 0 } }, doc);
  expect(metas()).toMatchObject([{ links: { [okoye]: null } }]);
});

it('counts are asked for of those that the document has postings of', async () => {
  const asked: string[] = [];
  world.queues.touched.send = async (bodies) => {
    for (const body of bodies) asked.push(...findTallyEntities(body));
  };
  await world.put({ [key]: story('Mr Okoye') });
  expect(asked.sort()).toEqual(
    metas()
      .flatMap(({ entities = [] }) => entities.map(({ id }) => id))
      .sort(),
  );
  expect(asked).toContain(amara);
});

it('documents of one batch with the same short name read its bearers once', async () => {
  const read: string[] = [];
  const query = world.table.query.bind(world.table);
  world.table.query = (asked) => {
    if (asked.pk.startsWith('ALIAS#')) read.push(JSON.stringify(asked));
    return query(asked);
  };
  world.queues.touched.send = async () => {};
  await world.put({ [key]: story('Mr Okoye'), 'politics/other.txt': story('Mr Okoye', ' once more') });
  expect(metas()).toMatchObject([{ links: { [okoye]: amara } }, { links: { [okoye]: amara } }]);
  expect(read.length).toBeGreaterThan(0);
  expect(read).toEqual([...new Set(read)]);
});

it('counts are asked for of a hidden entity too, with how often the document came back', async () => {
  await world.put({ [key]: story('Kemi Salako') });
  const [doc = ''] = metas().map((meta) => meta.doc);
  const log = new DecisionLog(world.table);
  const decide = (decided: Decided) =>
    log.add(decisionOf(decided, { author: 'Desk', reason: 'As known.', time: '2021-06-02T12:00:00Z' }));
  const counted = async (returned?: number) => {
    await store(world.ports, doc, returned === undefined ? {} : { returned });
    const messages = world.queues.touched.take(100).map(({ body }) => JSON.parse(body));
    return messages.filter(({ hint }) => hint === 'tally/1');
  };
  const into = 'person/kemi-adeola';
  await decide({ action: 'merge', entity: 'person/kemi-salako', into });
  await decide({ action: 'hide', entity: into });
  const first = await counted();
  expect(first.flatMap(({ entities }) => entities)).toContain(into);
  expect(first.filter((message) => 'returned' in message)).toEqual([]);
  await decide({ action: 'rename', entity: 'person/ada-eze', name: 'Ada' });
  const again = await counted(3);
  expect(again.map(({ returned }) => returned)).toEqual(again.map(() => 3));
});
