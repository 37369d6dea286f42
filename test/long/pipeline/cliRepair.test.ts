import { rm } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keys } from '../../../core/records/keys.ts';
import { quarantineIndexKeys } from '../../../core/records/refusals.ts';
import { SqliteQueue } from '../../../runtime/local/queue.ts';
import { Dateline, ministersStory as story } from '../../pipeline/dateline.ts';

let dateline: Dateline;
beforeEach(() => {
  dateline = new Dateline();
});
afterEach(() => dateline.remove());

describe('sweep', () => {
  it('finds lost rows, and reports no differences once they are repaired', async () => {
    await dateline.start();
    await dateline.drop('a.txt', story);
    await dateline.idle();
    expect((await dateline.cli('sweep')).out).toBe('Nothing differs.\n');
    const [{ id }] = await dateline.all('/v1/documents');
    await dateline.withHome(({ ports }) => ports.table.delete(keys.document(id)));
    // Its postings have no document now. They are buried, and written again when the document is stored. If
    // the server has stored it before the sweep comes to its search row, that one is behind.
    expect((await dateline.cli('sweep')).out).toMatch(
      /^Queued: keys 0, documents 1, tallies 0, search rows [01]\.\nBuried rows that nothing accounts for: \d+\.\n$/,
    );
    await dateline.idle();
    expect(await dateline.all('/v1/documents')).toEqual([expect.objectContaining({ id })]);
  });
});

describe('redrive', () => {
  const wrongRefusal = { code: 'extract.too_short', evidence: 'from a reader with a bug' };

  it('makes normalize read an unchanged file again; whatever succeeds leaves quarantine', async () => {
    await dateline.start();
    for (const key of ['a.txt', 'b.txt']) await dateline.drop(key, story);
    await dateline.drop('empty.txt', '');
    await dateline.idle();
    // A wrong refusal of a converged claim: a message alone would find the key unchanged.
    await dateline.withHome(async ({ ports }) => {
      for (const key of ['a.txt', 'b.txt']) {
        const at = new Date().toISOString();
        const { pk } = keys.claim(key);
        const listed = quarantineIndexKeys(wrongRefusal.code, at, pk);
        expect(
          await ports.table.update(keys.claim(key), {
            outcome: 'refused',
            at,
            refusal: wrongRefusal,
            ...listed,
          }),
        ).toBe(true);
      }
      await ports.queues.uploads.send([JSON.stringify({ hint: 'key/1', key: 'a.txt' })]);
    });
    await dateline.idle();
    expect(await dateline.all('/v1/quarantine')).toHaveLength(3);

    expect((await dateline.cli('redrive', '--key', 'b.txt', '--code', 'input.empty')).status).toBe(1);
    expect((await dateline.cli('redrive', '--key', 'b.txt')).out).toBe('Queued "b.txt" again.\n');
    await dateline.idle();
    expect((await dateline.all('/v1/quarantine')).map(({ key }) => key)).not.toContain('b.txt');
    expect((await dateline.cli('redrive', '--code', wrongRefusal.code)).out).toBe(
      'Queued again: refused keys 1, dead letters 0.\n',
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
      'Queued again: refused keys 0, dead letters 0.\nMoved back to their queues: dead letters 1.\n',
    );
    expect(await queue.depth()).toEqual({ pending: 1, dead: 0 });
    queue.close();
  });
});

describe('verify', () => {
  it('finds no difference once all work is done, and then finds every forged or missing row', async () => {
    await dateline.start();
    for (const key of ['a.txt', 'b.txt', 'gone.txt']) await dateline.drop(key, story);
    await dateline.drop('empty.txt', '');
    await dateline.idle();
    await rm(path.join(dateline.inbox, 'gone.txt'));
    await dateline.idle();
    expect(await dateline.cli('verify')).toMatchObject({ status: 0, out: 'No differences; keys read: 3.\n' });
    expect(await dateline.cli('verify', '--sample', '2')).toMatchObject({
      status: 0,
      out: 'No differences; keys read: 2.\nSo with 95 % confidence at most 78 % of all keys differ.\n',
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
      // A sample also has claims of keys that are gone.
      expect(out).toMatch(/Differences: 2; keys read: [34]\.\n$/);
    }
    await dateline.withHome(async ({ ports }) => {
      const [row] = await ports.search.rows([{ id }]);
      if (row !== undefined) await ports.search.merge([{ ...row, token: 99, text: 'Forged.', entities: [] }]);
    });
    expect((await dateline.cli('verify')).out).toMatch(
      new RegExp(`^search ${id} differs from the bucket in text, entities$`, 'm'),
    );
    await dateline.withHome(async ({ ports }) => {
      const [row] = await ports.search.rows([{ id }]);
      if (row !== undefined) await ports.search.merge([{ ...row, id: 'ghost' }]);
      await ports.table.delete(keys.claim('empty.txt'));
    });
    expect((await dateline.cli('verify')).out).toMatch(
      /^search ghost exists, but no record of that document$/m,
    );
    expect((await dateline.cli('verify')).out).toMatch(/^- OBJ#\w+ META .*"empty\.txt"/m);
  });
});
