import { beforeEach, describe, expect, it } from 'vitest';
import { model } from '../../../../core/entities/tagger/taggers.ts';
import { readObject } from '../../../../core/formats/read.ts';
import { readerVersion } from '../../../../core/formats/readerVersion.ts';
import { enqueueKeys } from '../../../../core/protocol/messages.ts';
import { recordDeadLetter } from '../../../../core/quarantine/deadLetter.ts';
import { keys } from '../../../../core/records/keys.ts';
import { runStages } from '../../../../functions/runStages.ts';
import { annotator } from '../../../../runtime/annotator.ts';
import { silentLog } from '../../../silentLog.ts';
import { Newsroom } from '../newsroom.ts';

const story = (name: string) =>
  `Ferry deal in Stockholm\n\nThe minister ${name} arrived in London on Sunday, 2 May 2021. ${name} said that the talks would go on.\n`;
const feed = (...titles: string[]) =>
  JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: 'Harbour wire',
    items: titles.map((title) => ({
      id: 'urn:story:1',
      title,
      content_text: 'The ferry would sail again in June, the harbour master said.',
    })),
  });

let room: Newsroom;
beforeEach(() => {
  room = new Newsroom();
});

/** Uploads a file (or deletes it) and runs the stages. */
async function put(key: string, body: string | undefined): Promise<void> {
  room.now += 60_000;
  if (body === undefined) await room.inbox.delete(key);
  else await room.inbox.put(key, body);
  const log = silentLog;
  const { inbox, archive, table, search } = room;
  await runStages(
    { inbox, archive, table, search, read: readObject, annotate: annotator(), clock: () => room.now, log },
    ({ uploads }) => enqueueKeys(uploads, [key]),
  );
}
const onlyId = async (): Promise<string> => (await room.json('/v1/documents')).items[0].id;
const trace = async (id: string) => room.json(`/v1/documents/${id}/trace`);

describe('GET /v1/documents/{id}/trace', () => {
  it('lists the versions of the file with their outcomes, and what the record is made of', async () => {
    await put('deal.txt', story('Antony Blinken'));
    await put('deal.txt', undefined);
    await put('deal.txt', story('Tony Blair'));
    await put('deal.txt', story('Gordon Brown'));
    const id = await onlyId();
    const { sources, ...rest } = await trace(id);
    expect(rest).toMatchObject({
      id,
      reader: readerVersion,
      model,
      sourcesTotal: 1,
      pending: [],
      deadLetters: [],
      waitsFor: [],
    });
    expect(rest.applied).toEqual({ payload: sources[0].payload, model });
    expect(rest.ingested).toBe(sources[0].modified);
    expect(sources).toMatchObject([
      { key: 'deal.txt', wins: true, looked: new Date(room.now).toISOString(), versionsTotal: 4 },
    ]);
    expect(
      sources[0].versions.map(({ state, outcome }: Record<string, string>) => `${state}: ${outcome}`),
    ).toEqual([
      'current: stored, documents: 1',
      'earlier: superseded by a newer version',
      'deleted: the file was deleted',
      'earlier: no longer counts: the file was deleted after it',
    ]);
  });

  it('lists every file with the document, newest first, and the versions of a feed that count', async () => {
    await put('hour-1.json', feed('First telling'));
    await put('hour-1.json', 'no feed at all');
    await put('hour-1.json', feed('Second telling'));
    await put('hour-2.json', feed('Third telling'));
    const { sources, sourcesTotal } = await trace(await onlyId());
    expect(sourcesTotal).toBe(2);
    expect(sources.map(({ key, wins }: { key: string; wins: boolean }) => [key, wins])).toEqual([
      ['hour-2.json', true],
      ['hour-1.json', false],
    ]);
    expect(sources[1].versions.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
      'stored, documents: 1',
      expect.stringMatching(/^(skipped \(|no longer counts: this version was not a feed)/),
      'counts as an earlier version of a feed; documents: 1',
    ]);
  });

  it('lists dead letters and pending work', async () => {
    await put('deal.txt', story('Antony Blinken'));
    const id = await onlyId();
    await recordDeadLetter(
      { table: room.table, clock: () => room.now },
      'extracted',
      JSON.stringify({ hint: 'document/1', doc: id }),
      'Error: lost',
    );
    await room.table.update(keys.document(id), { settled: undefined });
    expect(await trace(id)).toMatchObject({
      deadLetters: [{ code: 'fault.store', evidence: 'Error: lost (the last of 5 attempts)' }],
      waitsFor: ['store has not updated the record to its newest source yet.'],
    });
  });

  it('covers a removed document, and is a 404 for an unknown one', async () => {
    await put('deal.txt', story('Antony Blinken'));
    const id = await onlyId();
    await put('deal.txt', undefined);
    const gone = await trace(id);
    expect(gone).toMatchObject({ id, sources: [], sourcesTotal: 0, waitsFor: [] });
    expect(gone).not.toHaveProperty('applied');
    for (const unknown of ['0'.repeat(32), 'x', '..%2F'])
      expect(await room.problem(`/v1/documents/${unknown}/trace`)).toMatchObject({ httpStatus: 404 });
  });

  it('shows 20 versions and says how many there are', async () => {
    for (let i = 0; i < 25; i++) await put('deal.txt', story(`Antony Blinken ${i}`));
    const { sources } = await trace(await onlyId());
    expect([sources[0].versions.length, sources[0].versionsTotal]).toEqual([20, 25]);
  });
});
