/** Which documents are stored otherwise than people decided. */
import { expect, it } from 'vitest';
import type { Decided } from '../../../../core/identity/decisions/decision.ts';
import { Resolution } from '../../../../core/identity/decisions/resolution.ts';
import { readResolution } from '../../../../core/queries/decisions.ts';
import { keys } from '../../../../core/records/keys.ts';
import { disagreeing, findDisagreeing, returnDisagreeing } from '../../../../functions/index/disagreement.ts';
import { DecidedArchive } from '../../core/decisions/decidedArchive.ts';

const story = (day: number, who: string) =>
  ` date 2021-05-0${day} Talks in Lerwick\n\n${who} met the mayor of Lerwick on Monday. ` +
  `The talks between ${who} and the council of Norway went on until the evening, officials said.`;
const attribution = { author: 'Desk', reason: 'As known.', time: '2021-06-02T12:00:00.000Z' };
const [first, second] = ['person/maria-okoye', 'person/mary-okoye-brown'];

it('finds the document of a merge that was decided and not applied, until it is stored again', async () => {
  const archive = new DecidedArchive();
  await archive.put('a.txt', story(3, 'Maria Okoye'));
  await archive.put('b.txt', story(4, 'Mary Okoye Brown'));
  const { ports, room } = archive;
  const { items } = await ports.table.query({ pk: keys.entity(second).pk, prefix: 'DAY#' });
  const docs = items.map(({ doc }) => String(doc));
  expect(docs).toHaveLength(1);
  const days = new Map([
    ['2021-05-03', {}],
    ['2021-05-04', {}],
  ]);
  const found = async () => {
    const resolution = await readResolution(ports.table);
    await returnDisagreeing(ports, resolution, second, days, 0);
    const asked = room.queues.extracted.take(10).map(({ body }) => JSON.parse(body).doc);
    return [asked, await findDisagreeing(ports, resolution, docs)];
  };
  expect(await found()).toEqual([[], []]);
  // Decided, but the message that has it applied is lost.
  await room.json('/v1/decisions', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ author: 'Desk', reason: 'One.', action: 'merge', entity: second, into: first }),
  });
  for (const name of ['uploads', 'normalized', 'extracted', 'touched'] as const) room.queues[name].take(100);
  expect(await found()).toEqual([docs, docs]);
  // A shard without the document asks for nothing.
  const other = docs[0]?.startsWith('0') ? '1' : '0';
  const elsewhere = new Map([['2021-05-04', { shards: new Set([other]) }]]);
  await returnDisagreeing(ports, await readResolution(ports.table), second, elsewhere, 0);
  expect(room.queues.extracted.take(10)).toEqual([]);
});

it('tells postings that are hidden from those that are shown', async () => {
  const resolution = (...log: Decided[]) =>
    Resolution.of(log.map((decided, i) => ({ id: `${i}`.repeat(12), ...attribution, decided })));
  const [day, doc] = ['2021-05-03', 'a'.repeat(32)];
  const shown = { ...keys.posting(first, day, doc), doc, token: 1 };
  const hidden = { ...keys.hiddenPosting(first, day, doc), doc, token: 1, by: ['0'.repeat(12)] };
  const other = { ...keys.shortName(first, day, doc), doc, token: 1 };
  const rows = [shown, hidden, other];
  const hide: Decided = { action: 'hide', entity: first };
  const undo: Decided = { action: 'undo', decision: '0'.repeat(12) };
  const found = (...log: Decided[]) => rows.map((row) => disagreeing(resolution(...log), first, [row]));
  expect(found()).toEqual([[], [doc], []]);
  expect(found(hide)).toEqual([[doc], [], []]);
  expect(found(hide, undo)).toEqual([[], [doc], []]);
});
