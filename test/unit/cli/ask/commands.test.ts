/** The commands that ask the API, over a newsroom in memory. */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asking } from '../../../../cli/ask/api.ts';
import { commands } from '../../../../cli/commands.ts';
import { readCommandLine } from '../../../../cli/program.ts';
import { UsageError } from '../../../../cli/usageError.ts';
import type { CommandContext } from '../../../../cli/wiring.ts';
import { Newsroom } from '../../api/newsroom.ts';
import { recordedOutput } from '../recordedOutput.ts';

const stories = 130;
let room: Newsroom;

beforeAll(async () => {
  room = new Newsroom();
  for (let n = 0; n < stories; n++)
    await room.add({
      key: `wire/${n}.txt`,
      title: `Ferry ${n} leaves`,
      published: `2021-05-${String(1 + (n % 28)).padStart(2, '0')}`,
      paragraphs: ['The ferry leaves the harbour of Lerwick.'],
      source: 'wire',
      names: { place: ['Lerwick'] },
    });
  await room.tallyEntities();
});

let output: ReturnType<typeof recordedOutput>;
beforeEach(() => {
  output = recordedOutput();
});

const dateline = (...args: string[]) => datelineOf(room, ...args);

async function datelineOf({ app }: Newsroom, ...args: string[]) {
  const request = readCommandLine(commands, '0', args);
  if ('text' in request) throw new Error(request.text);
  const context = { ask: async () => asking(app) } as unknown as CommandContext;
  const outcome = await request.command.run(context, request.values, output);
  return { ...outcome, text: output.lines.join('\n') };
}

describe('dateline search', () => {
  it('prints day, title, source, id and the places; --limit reads as many pages as it takes', async () => {
    const { text, status, result } = await dateline('search', 'ferry harbour', '--limit', '120');
    expect(status).toBe(0);
    expect(text).toMatch(/^2021-05-\d\d {2}Ferry \d+ leaves\n {12}wire, en, [0-9a-f]{32}\n {12}… .*harbour/m);
    expect(text).toContain(`Found: ${stories}.`);
    expect(text).toContain('There are more');
    expect(new Set((result as { items: { id: string }[] }).items.map(({ id }) => id)).size).toBe(120);
  });

  it('shows a story once, and for how many prints', async () => {
    const twice = new Newsroom();
    const paragraphs = ['The ferry to Lerwick leaves the harbour an hour late today, because of the fog.'];
    for (const key of ['a', 'b']) await twice.add({ key, title: key, published: '2021-05-03', paragraphs });
    for (const command of [['search', 'ferry'], ['documents']]) {
      output = recordedOutput();
      const { text } = await datelineOf(twice, ...command, '--collapse', 'reprints');
      expect(text).toMatch(/^2021-05-03 {2}[ab]\n.*, prints: 2$/m);
      expect(text.match(/^2021/gm)).toHaveLength(1);
    }
  });

  it('says that nothing was found', async () => {
    expect((await dateline('search', 'zeppelin')).text).toBe('Nothing was found.');
    output = recordedOutput();
    expect((await dateline('search', 'lerwik')).text).toBe(
      `Nothing was found.
Did you mean Lerwick (place/lerwick, documents: ${stories})?`,
    );
  });

  it('refuses what the API does not understand as wrong usage, in the names of the command', async () => {
    await expect(dateline('search', 'ferry', '--order', 'best')).rejects.toThrow(UsageError);
    await expect(dateline('search', 'ferry', '--order', 'best')).rejects.toThrow(
      'Invalid value for --order: expected one of relevance, newest.',
    );
    await expect(dateline('search', '')).rejects.toThrow('Invalid value for the query: expected words');
    await expect(dateline('entities', 'lerw', '--order', 'mentions')).rejects.toThrow(
      '--order cannot be combined with the name. Allowed: --order without the name.',
    );
    await expect(dateline('search', 'x', '--limit', '20000')).rejects.toThrow('from 1 to 10000');
    await expect(dateline('documents', '--from', 'x')).rejects.toThrow(
      'Invalid value for --from: expected a day',
    );
  });
});

describe('dateline document', () => {
  it('prints what a found document says, and the whole of it as JSON', async () => {
    const found = (await dateline('documents', '--limit', '1')).result as {
      items: { id: string; title: string }[];
    };
    const [{ id, title } = { id: '', title: '' }] = found.items;
    output = recordedOutput();
    const { text, status, result } = await dateline('document', id);
    expect(status).toBe(0);
    expect(text.replaceAll(/\d+(?= leaves|\.txt)/g, 'N')).toBe(
      [
        '2021-05-28, wire, en',
        'File: wire/N.txt',
        'Names: Lerwick (place/lerwick)',
        '',
        'Ferry N leaves',
        '',
        'The ferry leaves the harbour of Lerwick.',
      ].join('\n'),
    );
    expect(result).toMatchObject({
      id,
      title,
      text: expect.stringContaining('harbour'),
      model: 'rules-test',
    });
  });

  it('says what may not be published', async () => {
    const desk = new Newsroom();
    const quality = { extractor: 'x', confidence: 1, flags: ['status-canceled'] };
    const id = await desk.add({ key: 'a', title: 'Ferry leaves', more: { quality } });
    const { text } = await datelineOf(desk, 'document', id);
    expect(text).toMatch(/^undated, .*\ncanceled\nFile: a\n/);
  });

  it('says that there is none', async () => {
    await expect(dateline('document', '0'.repeat(32))).rejects.toThrow('There is no document with this id');
    await expect(dateline('document', '../health')).rejects.toThrow('32 digits and letters');
  });
});

describe('dateline documents', () => {
  it('lists newest first, filtered', async () => {
    const { text } = await dateline(
      'documents',
      '--entity',
      'place/lerwick',
      '--to',
      '2021-05-02',
      '--limit',
      '3',
    );
    expect(text.match(/^2021-05-02 {2}Ferry/gm)).toHaveLength(3);
    expect((await dateline('documents', '--source', 'none')).text).toContain('Nothing was found.');
  });
});

describe('dateline entities', () => {
  it('lists ids with their documents', async () => {
    const { text, result } = await dateline('entities', 'lerw');
    expect(text).toBe('     130  place/lerwick  Lerwick');
    expect(result).toMatchObject({ items: [{ id: 'place/lerwick', documents: stories }], next: null });
  });
});

describe('dateline spellings', () => {
  it('lists each pair of names that may be one', async () => {
    const desk = new Newsroom();
    const names = [
      'Condoleezza Velmar',
      'Condoleezza Velmar',
      'Condoleeza Velmar',
      'Dave Orsk',
      'David Orsk',
    ];
    for (const [i, name] of names.entries())
      await desk.add({ key: `${i}`, title: 'x', published: `2021-05-0${i + 1}`, names: { person: [name] } });
    await desk.tallyEntities();
    const { text } = await datelineOf(desk, 'spellings', '--type', 'person');
    expect(text).toBe(
      [
        '       2  person/condoleezza-velmar         1  person/condoleeza-velmar',
        '       1  person/dave-orsk                  1  person/david-orsk',
        'Two that are one: dateline decide merge SECOND FIRST --author NAME --reason TEXT',
      ].join('\n'),
    );
    output = recordedOutput();
    const newest = await datelineOf(desk, 'spellings', '--from', '2021-05-03', '--to', '2021-05-03');
    expect(newest.text).toContain('       2  person/condoleezza-velmar         1  person/condoleeza-velmar');
    output = recordedOutput();
    expect((await dateline('spellings')).text).toBe('None of the names compared is spelled like another.');
  });

  it('goes on without an entity that is gone since it was listed', async () => {
    const desk = new Newsroom();
    for (const name of ['Condoleezza Velmar', 'Condoleeza Velmar', 'Dave Orsk', 'David Orsk'])
      await desk.add({ key: name, title: 'x', published: '2021-05-03', names: { person: [name] } });
    await desk.tallyEntities();
    const request = desk.app.request.bind(desk.app);
    const isGone = (path: unknown) => /velmar(?:\/spellings)?\?/.test(String(path));
    desk.app.request = (path, ...rest) =>
      request(isGone(path) ? `${new URL(String(path)).origin}/v1/entities/person/nobody` : path, ...rest);
    const { text } = await datelineOf(desk, 'spellings', '--type', 'person');
    expect(text).toMatch(/^ +1 {2}person\/dav\w+-orsk +1 {2}person\/dav\w+-orsk\nTwo that/);
    desk.app.request = (path, ...rest) =>
      request(/velmar\?/.test(String(path)) ? 'http://x/v1/entities/person/nobody' : path, ...rest);
    output = recordedOutput();
    expect((await datelineOf(desk, 'spellings', '--type', 'person')).text).not.toContain('velmar');
  });
});

describe('dateline status', () => {
  it('says how much there is, what waits and what was given up', async () => {
    expect((await dateline('status')).text).toBe(
      [
        `Documents: ${stories}, published from 2021-05-01 to 2021-05-28.`,
        'Sources: 1; most: wire 130.',
        'Languages: en 130.',
        'Queued work: 0.',
        'Nothing was given up.',
      ].join('\n'),
    );
    output = recordedOutput();
    room.queueDepths = { pending: 3, dead: 1, queues: { uploads: { pending: 3, dead: 1 } } };
    expect((await dateline('status')).text).toContain('Queued work: 3 (uploads 3).\nGiven up: 1;');
  });
});
