import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keys } from '../../core/records/keys.ts';
import { SqliteQueue } from '../../runtime/local/queue.ts';
import { Dateline } from './dateline.ts';

const story = ` date 2021-05-03 Ministers meet again in the capital after a long pause.

The foreign minister Antony Blinken arrived in London on Sunday. Blinken said that the talks would go on.
`;

let dateline: Dateline;
beforeEach(() => {
  dateline = new Dateline();
});
afterEach(() => dateline.remove());

describe('a wrong call', () => {
  it('is told in one sentence, with status 2', async () => {
    for (const args of [
      ['burn'],
      ['quarantine', '--colour', 'red'],
      ['quarantine', '--code', 'x'],
      ['quarantine', 'a.txt'],
    ]) {
      if (args[1] === '--code') await dateline.start();
      const { status, out, err } = await dateline.cli(...args);
      expect([status, out], args.join(' ')).toEqual([2, '']);
      expect(err).toMatch(/^[A-Z].*\.\n$/);
    }
  });

  it('on a home that is none makes none, and fails with status 1', async () => {
    const { status, err } = await dateline.cli('quarantine');
    expect(status).toBe(1);
    expect(err).toMatch(/^There are no records in .*\.\n$/);
  });

  it('without a command says what there is; so does «npx dateline --help» in a clone', async () => {
    const { status, out } = await dateline.cli();
    expect(status).toBe(0);
    const clone = path.join(import.meta.dirname, '../..');
    // Were it not found in the clone, npx would ask the registry for another of that name.
    const env = { ...process.env, npm_config_offline: 'true', npm_config_yes: 'false' };
    const npx = await new Promise((resolve) => {
      execFile('npx', ['dateline', '--help'], { cwd: clone, env }, (_, said) => resolve(said));
    });
    expect(npx).toBe(out);
    expect(out).toContain('quarantine [--code CODE] [--since TIME]');
  });
});

describe('quarantine', () => {
  it('says what the API says, and lets no file speak to the terminal', async () => {
    await dateline.start();
    await dateline.drop('empty.txt', '');
    await dateline.drop('red\u001b[31m.txt', '');
    await dateline.drop('good.txt', story);
    await dateline.idle();
    const { status, out } = await dateline.cli('quarantine');
    expect(status).toBe(0);
    expect(out).toContain('red\\u{1b}[31m.txt\n  input.empty, ');
    expect(out).not.toContain('\u001b');
    const items = await dateline.all('/v1/quarantine');
    expect(items).toHaveLength(2);
    for (const { message, evidence, remedy, since } of items)
      for (const part of [message, evidence, remedy, since]) expect(out).toContain(part);
    expect(out).toMatch(/In quarantine: 2\.\n$/);
    expect((await dateline.cli('quarantine', '--code', 'input.too_large')).out).toBe(
      'Nothing is in quarantine.\n',
    );
    expect((await dateline.cli('quarantine', '--since', '2999-01-01')).out).toBe(
      'Nothing is in quarantine.\n',
    );
  });
});

describe('explain', () => {
  it('tells versions, look, document and search row of a stored file, and that it waits for nothing', async () => {
    await dateline.start();
    await dateline.drop('wire/talks.txt', story);
    await dateline.idle();
    await dateline.drop('wire/talks.txt', story.replaceAll('Blinken', 'Blair'));
    await dateline.idle();
    const [document] = await dateline.all('/v1/documents');
    const { status, out } = await dateline.cli('explain', 'wire/talks.txt');
    expect(status).toBe(0);
    expect(out.match(/^ {2}v\w+, .* bytes/gm)).toHaveLength(2);
    expect(out).toMatch(
      /^ {2}v\w+, .* bytes \(current\): stored, documents: 1\n {2}v\w+, .* bytes: superseded by a newer version$/m,
    );
    expect(out).toMatch(/^ {2}token \d+, settled\n {2}stored, /m);
    expect(out).toContain(`Document ${document.id}: ${document.title}\n`);
    const [, search, record] = /search row: token (\d+), the record's is (\d+)/.exec(out) ?? [];
    expect(search).toBe(record);
    expect(out).toMatch(/It waits for nothing\.\n$/);
  });

  it('says why a file is refused, that a file is deleted, and that a key is unknown', async () => {
    await dateline.start();
    await dateline.drop('a.txt', '');
    await dateline.idle();
    expect((await dateline.cli('explain', 'a.txt')).out).toMatch(
      /input\.empty: The file is empty\.\n {2}Found: .+\n {2}Mend: .+\n/,
    );
    await rm(path.join(dateline.inbox, 'a.txt'));
    await dateline.idle();
    expect((await dateline.cli('explain', 'a.txt')).out).toMatch(
      /, deleted \(current\): the file was deleted\n.*\n {2}deleted, /s,
    );
    expect((await dateline.cli('explain', 'b.txt')).status).toBe(1);
  });

  it('says what a file waits for while nobody works', async () => {
    await dateline.start();
    await dateline.stop();
    await dateline.withHome(({ ports }) => ports.inbox.put('a.txt', story));
    expect((await dateline.cli('explain', 'a.txt')).out).toMatch(
      /It still waits for this:\n {2}normalize has never looked at it/,
    );
  });
});

describe('sweep', () => {
  it('finds what was lost, and has nothing to say once it is mended', async () => {
    await dateline.start();
    await dateline.drop('a.txt', story);
    await dateline.idle();
    expect((await dateline.cli('sweep')).out).toBe('Nothing differs.\n');
    const [{ id }] = await dateline.all('/v1/documents');
    await dateline.withHome(({ ports }) => ports.table.delete(keys.document(id)));
    expect((await dateline.cli('sweep')).out).toBe(
      'Hinted to look again: keys 0, documents 1, tallies 0, search rows 0.\n',
    );
    await dateline.idle();
    expect(await dateline.all('/v1/documents')).toEqual([expect.objectContaining({ id })]);
  });
});

describe('redrive', () => {
  const wrongly = { code: 'extract.too_short', evidence: 'a reader that knew no better' };

  it('makes normalize look in full though nothing changed; what succeeds leaves quarantine', async () => {
    await dateline.start();
    for (const key of ['a.txt', 'b.txt']) await dateline.drop(key, story);
    await dateline.drop('empty.txt', '');
    await dateline.idle();
    // Refused by mistake, and settled: a mere hint would find it unchanged.
    await dateline.withHome(async ({ ports }) => {
      for (const key of ['a.txt', 'b.txt']) {
        const at = new Date().toISOString();
        const { pk } = keys.claim(key);
        const listed = { listPk: `REFUSED#${wrongly.code}`, listSk: `${at}#${pk}` };
        expect(
          await ports.table.update(keys.claim(key), { outcome: 'refused', at, refusal: wrongly, ...listed }),
        ).toBe(true);
      }
      await ports.queues.uploads.send([JSON.stringify({ hint: 'key/1', key: 'a.txt' })]);
    });
    await dateline.idle();
    expect(await dateline.all('/v1/quarantine')).toHaveLength(3);

    expect((await dateline.cli('redrive', '--key', 'b.txt', '--code', 'input.empty')).status).toBe(1);
    expect((await dateline.cli('redrive', '--key', 'b.txt')).out).toBe('Hinted to look again at «b.txt».\n');
    await dateline.idle();
    expect((await dateline.all('/v1/quarantine')).map(({ key }) => key)).not.toContain('b.txt');
    expect((await dateline.cli('redrive', '--code', wrongly.code)).out).toBe(
      'Hinted to look again: refused keys 1, dead letters 0.\n',
    );
    await dateline.idle();
    expect((await dateline.all('/v1/quarantine')).map(({ key }) => key)).toEqual(['empty.txt']);
    expect((await dateline.all('/v1/documents')).map(({ key }) => key).sort()).toEqual(['a.txt', 'b.txt']);
    expect((await dateline.cli('redrive', '--key', 'nowhere.txt')).status).toBe(1);
  });

  it('moves dead letters back', async () => {
    await dateline.start();
    await dateline.stop();
    const database = path.join(dateline.home, 'queues.sqlite');
    const queue = new SqliteQueue({
      database,
      name: 'normalized',
      maxReceives: 1,
      visibilitySeconds: 60,
      clock: Date.now,
    });
    await queue.send(['{}']);
    queue.release(queue.receive(1).map(({ receiptHandle }) => receiptHandle));
    expect(await queue.depth()).toEqual({ pending: 0, dead: 1 });
    expect((await dateline.cli('redrive')).out).toBe(
      'Hinted to look again: refused keys 0, dead letters 0.\nMoved back to their queues: dead letters 1.\n',
    );
    expect(await queue.depth()).toEqual({ pending: 1, dead: 0 });
    queue.close();
  });
});

describe('keys', () => {
  it('makes, lists and revokes keys of the API', async () => {
    await dateline.start();
    expect((await dateline.cli('keys')).out).toBe('There are no keys.\n');
    const made = await dateline.cli(
      'keys',
      '--make',
      'the desk',
      '--scope',
      'read,upload',
      '--rate',
      '60',
      '--expires',
      '2999-01-01',
    );
    expect(made.out).toMatch(/^dateline_[0-9a-f]{12}_[\w-]{43}\nThis is the only time/);
    const [, id = ''] = made.out.split('_');
    const listed = await dateline.cli('keys');
    expect(listed.out).toContain(`${id}  the desk\n  for read, upload, 60 requests a minute`);
    expect(listed.out).not.toContain(made.out.split('\n')[0]);
    expect((await dateline.cli('keys', '--revoke', id)).out).toBe(`Revoked ${id}.\n`);
    expect((await dateline.cli('keys')).out).toContain('  revoked ');
    expect((await dateline.cli('keys', '--revoke', 'nobody')).status).toBe(1);
    for (const args of [
      ['--make', 'x', '--scope', 'everything'],
      ['--make', 'x', '--rate', '0'],
      ['--make', 'x', '--expires', 'soon'],
      ['--rate', '5'],
    ]) {
      expect((await dateline.cli('keys', ...args)).status, args.join(' ')).toBe(2);
    }
  });
});

describe('verify', () => {
  it('finds no difference where all is done, and every row that is not as the bucket says', async () => {
    await dateline.start();
    for (const key of ['a.txt', 'b.txt', 'gone.txt']) await dateline.drop(key, story);
    await dateline.drop('empty.txt', '');
    await dateline.idle();
    await rm(path.join(dateline.inbox, 'gone.txt'));
    await dateline.idle();
    expect(await dateline.cli('verify')).toMatchObject({ status: 0, out: 'No differences; keys read: 3.\n' });
    expect(await dateline.cli('verify', '--sample', '2')).toMatchObject({
      status: 0,
      out: 'No differences; keys read: 2.\n',
    });
    expect((await dateline.cli('verify', '--sample', 'few')).status).toBe(2);

    const [{ id }] = await dateline.all('/v1/documents');
    const ghost = keys.posting('person/nobody', '2021-05-03', id);
    await dateline.withHome(async ({ ports }) => {
      await ports.table.put({ ...ghost, doc: id, day: '2021-05-03', token: 1 });
      const meta = await ports.table.get(keys.document(id));
      await ports.table.update(keys.document(id), { applied: { ...(meta?.applied as object), token: 99 } });
    });
    for (const args of [['verify'], ['verify', '--sample', '100']]) {
      const { status, out } = await dateline.cli(...args);
      expect(status).toBe(1);
      expect(out).toMatch(/^\+ ENT#person\/nobody DAY#2021-05-03#/m);
      expect(out).toMatch(new RegExp(`^search ${id} has token \\d+, META 99$`, 'm'));
      expect(out).toMatch(/Differences: 2; keys read: 3\.\n$/);
    }
    await dateline.withHome(async ({ ports }) => {
      const [row] = await ports.search.rows([id]);
      if (row !== undefined) await ports.search.merge([{ ...row, token: 99, text: 'Forged.', entities: [] }]);
    });
    expect((await dateline.cli('verify')).out).toMatch(
      new RegExp(`^search ${id} says another text, entities than the bucket$`, 'm'),
    );
    await dateline.withHome(async ({ ports }) => {
      const [row] = await ports.search.rows([id]);
      if (row !== undefined) await ports.search.merge([{ ...row, id: 'ghost' }]);
      await ports.table.delete(keys.claim('empty.txt'));
    });
    expect((await dateline.cli('verify')).out).toMatch(
      /^search ghost is there, and no such document in the records$/m,
    );
    expect((await dateline.cli('verify')).out).toMatch(/^- OBJ#\w+ META .*"empty\.txt"/m);
  });
});
