import { mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Dateline } from './dateline.ts';

const story = (day: string, title: string, body: string) => ` date ${day} ${title}\n\n${body}\n`;
const blinken = story(
  '2021-05-03',
  'Ministers meet again in the capital after a long pause.',
  'The foreign minister Antony Blinken arrived in London on Sunday. Blinken said that the talks would go on.\n\nHe met the British Foreign Secretary, Dominic Raab.',
);

let dateline: Dateline;

/** One process for some tests, since each takes seconds to start. It has nothing left of the test before. */
function shareDateline(): void {
  beforeAll(async () => {
    dateline = await new Dateline().start();
  });
  afterEach(async () => {
    for (const name of await readdir(dateline.inbox))
      await rm(path.join(dateline.inbox, name), { recursive: true });
    await dateline.idle();
  });
  afterAll(() => dateline.remove());
}

function startAnew(): void {
  beforeEach(() => {
    dateline = new Dateline();
  });
  afterEach(() => dateline.remove());
}

describe('a file in the inbox', () => {
  shareDateline();

  it('becomes a record that queries find by document, entity and text', async () => {
    await dateline.drop('wire/talks.txt', blinken);
    await expect
      .poll(async () => (await dateline.json('/v1/documents')).items.length, { interval: 20 })
      .toBe(1);
    await dateline.idle();

    const [document] = (await dateline.json('/v1/documents')).items;
    expect(document).toMatchObject({
      key: 'wire/talks.txt',
      title: 'Ministers meet again in the capital after a long pause.',
      published: { value: '2021-05-03', precision: 'day' },
      source: 'wire',
    });

    const found = (await dateline.json('/v1/entities?q=blink')).items;
    expect(found).toContainEqual(expect.objectContaining({ id: 'person/antony-blinken', documents: 1 }));
    expect(
      (await dateline.json('/v1/entities/person/antony-blinken/documents')).items.map(
        (item: { id: string }) => item.id,
      ),
    ).toEqual([document.id]);
    expect((await dateline.json('/v1/entities/person/antony-blinken/timeline')).items).toEqual([
      expect.objectContaining({ date: '2021-05-03', documents: 1 }),
    ]);

    const { text } = await dateline.json(`/v1/documents/${document.id}/text`);
    const { items: mentions } = await dateline.json(`/v1/documents/${document.id}/mentions?limit=100`);
    expect(mentions.length).toBeGreaterThan(3);
    for (const { start, end, surface } of mentions) expect(text.slice(start, end)).toBe(surface);

    const search = await dateline.json('/v1/search?q=talks');
    expect(search.items.map((item: { id: string }) => item.id)).toEqual([document.id]);
  });

  it('is tracked when it is overwritten, moved and deleted, at any depth', async () => {
    await dateline.drop('a/b/c/d.txt', blinken);
    await dateline.drop('keep.txt', blinken.replaceAll('Blinken', 'Baerbock'));
    await dateline.idle();
    await dateline.drop(
      'a/b/c/d.txt',
      blinken.replaceAll('Antony Blinken', 'Annalena Baerbock').replaceAll('Blinken', 'Baerbock'),
    );
    await dateline.idle();
    expect((await dateline.json('/v1/entities?q=blink')).items).toEqual([]);
    expect(await dateline.all('/v1/documents')).toHaveLength(2);

    await rm(path.join(dateline.inbox, 'a'), { recursive: true });
    await dateline.idle();
    expect((await dateline.all('/v1/documents')).map(({ key }) => key)).toEqual(['keep.txt']);
    expect((await dateline.json('/v1/search?q=annalena')).items).toEqual([]);
  });

  it('gets its metadata from a sidecar', async () => {
    await dateline.drop(
      'story.txt.meta.json',
      JSON.stringify({ source: 'The Sample', published: '2020-02-29', url: 'https://news.example/story' }),
    );
    await dateline.drop('story.txt', blinken);
    await dateline.idle();
    const documents = await dateline.all('/v1/documents');
    expect(documents).toEqual([
      expect.objectContaining({
        source: 'The Sample',
        published: expect.objectContaining({ value: '2020-02-29', source: 'uploader' }),
      }),
    ]);
  });
});

describe('bad input', () => {
  shareDateline();

  it('is stored, or is in quarantine with code, message and remedy; the rest is unaffected', async () => {
    await dateline.drop('empty.txt', '');
    await dateline.drop(
      'noise.txt',
      Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919) % 251),
    );
    await writeFile(path.join(dateline.inbox, 'large.txt'), 'word '.repeat(6 * 1024 * 1024));
    const names = [
      'with a space.txt',
      '..dots..txt',
      'a+b%2Fc&d=é.txt',
      '🗞️ news.txt',
      `${'d'.repeat(200)}/${'e'.repeat(200)}/${'f'.repeat(200)}/${'g'.repeat(200)}/${'h'.repeat(190)}.txt`,
      `${'ü'.repeat(100)}/${'ö'.repeat(100)}/${'ä'.repeat(100)}/${'å'.repeat(100)}/${'ø'.repeat(100)}/${'æ'.repeat(100)}.txt`,
    ];
    for (const name of names) await dateline.drop(name, blinken);
    await dateline.idle();

    const refused = await dateline.all('/v1/quarantine');
    expect(Object.fromEntries(refused.map(({ key, code }) => [key, code]))).toEqual({
      'empty.txt': 'input.empty',
      'noise.txt': 'input.unknown_format',
      'large.txt': 'input.too_large',
    });
    for (const { message, evidence, remedy } of refused) {
      expect(message).toMatch(/^[A-Z].*\.$/);
      expect(remedy).toMatch(/^[A-Z].*\.$/);
      expect(evidence).not.toBe('');
    }
    const keys = (await dateline.all('/v1/documents')).map(({ key }) => key as string);
    expect(keys).toHaveLength(names.length);
    expect(keys).toEqual(expect.arrayContaining(names.slice(0, 5)));
    expect(keys.every((key) => Buffer.byteLength(key) <= 1024)).toBe(true);
  });

  it('leaves quarantine once it is fixed; a refused version removes the earlier document', async () => {
    await dateline.drop('a.txt', '');
    await dateline.idle();
    expect(await dateline.all('/v1/quarantine')).toHaveLength(1);
    await dateline.drop('a.txt', blinken);
    await dateline.idle();
    expect(await dateline.all('/v1/quarantine')).toEqual([]);
    expect(await dateline.all('/v1/documents')).toHaveLength(1);
    await dateline.drop('a.txt', '');
    await dateline.idle();
    expect(await dateline.all('/v1/documents')).toEqual([]);
    expect(await dateline.all('/v1/quarantine')).toHaveLength(1);
  });
});

describe('a restart', () => {
  startAnew();

  it('resumes where it was, and notices what changed in between', async () => {
    await dateline.start();
    for (let i = 0; i < 20; i++) await dateline.drop(`n${i}.txt`, blinken);
    expect(await dateline.stop('SIGINT')).toBe(0);
    await dateline.drop('n1.txt', blinken.replaceAll('Blinken', 'Baerbock'));
    await rm(path.join(dateline.inbox, 'n2.txt'));
    await dateline.drop('later.txt', blinken);
    await dateline.start();
    await dateline.idle();
    const documents = await dateline.all('/v1/documents');
    expect(documents.map(({ key }) => key).sort()).toEqual(
      [
        ...Array.from({ length: 20 }, (_, i) => `n${i}.txt`).filter((key) => key !== 'n2.txt'),
        'later.txt',
      ].sort(),
    );
    expect((await dateline.json('/v1/entities/person/antony-blinken')).documents).toBe(19);
  });

  it('keeps everything after a kill', async () => {
    await dateline.start();
    for (let i = 0; i < 30; i++) await dateline.drop(`n${i}.txt`, blinken);
    await expect
      .poll(async () => (await dateline.json('/v1/documents')).items.length, { interval: 20 })
      .toBeGreaterThan(2);
    await dateline.stop('SIGKILL');
    await dateline.start();
    await dateline.idle();
    expect(await dateline.all('/v1/documents')).toHaveLength(30);
    expect((await dateline.json('/v1/health')).dead).toBe(0);
  });
});

describe('a start', () => {
  startAnew();

  it('ignores links', async () => {
    await mkdir(dateline.inbox);
    await writeFile(path.join(dateline.root, 'secret.txt'), blinken);
    await mkdir(path.join(dateline.root, 'outside'));
    await writeFile(path.join(dateline.root, 'outside', 'too.txt'), blinken);
    await symlink(path.join(dateline.root, 'secret.txt'), path.join(dateline.inbox, 'link.txt'));
    await symlink(path.join(dateline.root, 'outside'), path.join(dateline.inbox, 'folder'));
    await dateline.drop('real.txt', blinken);
    // Work is pending until the first scan has ended, so `idle` would also wait for a link that was followed.
    await dateline.start();
    await dateline.idle();
    expect((await dateline.all('/v1/documents')).map(({ key }) => key)).toEqual(['real.txt']);
  });
});
