import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keyMessage } from '../../../core/protocol/messages.ts';
import { recordDeadLetter } from '../../../core/quarantine/deadLetter.ts';
import type { ErasureReceipt } from '../../../functions/erase/erasureReceipt.ts';
import { Dateline } from '../../pipeline/dateline.ts';

/**
 * Words that occur in one file only: in its name, its title, its text (a person's name) and an earlier
 * version.
 */
const needles = {
  key: 'quokkafile',
  title: 'Wombatheadline',
  text: 'Zanzibarneedle',
  earlier: 'Numbatversion',
};
const said = `${needles.text} said that the talks with Norway would go on.`;
const secret = (headline: string) => `${headline} stirs the town

By Jane Doe

Minister Theodora ${needles.text} arrived in London on Sunday, 2 May 2021. ${said}
`;
const blinkenSaid = 'Blinken said that the talks would go on.';
const other = `Ferry deal in Stockholm

The foreign minister Antony Blinken arrived in London on Sunday, 2 May 2021. ${blinkenSaid}
`;

let dateline: Dateline;
beforeEach(() => {
  dateline = new Dateline();
});
afterEach(() => dateline.remove());

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

/** The files of the home whose raw bytes contain the word, in upper or lower case. */
function filesWith(word: string): string[] {
  return filesBelow(dateline.home)
    .filter((file) => readFileSync(file).toString('latin1').toLowerCase().includes(word.toLowerCase()))
    .map((file) => path.relative(dateline.home, file));
}

const searchFiles = () =>
  filesBelow(path.join(dateline.home, 'search')).filter((file) =>
    /\/documents\.lance\/.*\.(lance|idx|manifest|arrow)$/.test(file),
  );

async function putBoth(key: string): Promise<void> {
  await dateline.drop(key, secret(needles.earlier));
  await dateline.drop('other.txt', other);
  await dateline.idle();
  await dateline.drop(key, secret(needles.title));
  await dateline.idle();
}

/** Deletes a file from the inbox folder while Dateline runs. */
async function remove(key: string): Promise<void> {
  await rm(path.join(dateline.inbox, key));
  await dateline.idle();
}

describe.each(['while Dateline runs', 'while Dateline is stopped'])('erase, %s', (when) => {
  it('leaves no trace of a file in the home, and reports what it removed', async () => {
    const key = `wire/${needles.key}.txt`;
    await dateline.start();
    await putBoth(key);
    const [{ id }] = (await dateline.all('/v1/documents')).filter((document) => document.key === key);
    const [person] = await dateline.all(`/v1/entities?q=${needles.text}`);
    // Dead letters name the file too.
    await dateline.withHome(async ({ ports }) => {
      await recordDeadLetter(ports, 'uploads', keyMessage(key), 'Error: out of reach');
      await recordDeadLetter(
        ports,
        'touched',
        JSON.stringify({ hint: 'tally/1', day: '2021-05-02', entities: [person.id] }),
        'Error',
      );
    });
    expect(await dateline.all('/v1/quarantine')).toHaveLength(2);
    for (const needle of Object.values(needles)) expect(filesWith(needle), needle).not.toEqual([]);
    expect((await dateline.cli('erase', key)).err).toMatch(
      /^"wire\/quokkafile\.txt" is still in the inbox folder .*\.\n$/,
    );
    await remove(key);
    if (when === 'while Dateline is stopped') await dateline.stop();
    const before = searchFiles();

    const { status, out, err } = await dateline.cli('erase', key);
    expect(err).toBe('');
    const receipt = JSON.parse(out) as ErasureReceipt;
    expect(receipt).toMatchObject({
      schema: 'dateline.erasure/1',
      asked: key,
      keys: [{ key, versions: 2, deleteMarkers: 1 }],
      documents: { removed: [id], kept: [] },
      found: { versions: 0, archiveVersions: 0, rows: 0, searchRows: 0, searchFiles: 0 },
    });
    expect(status).toBe(0);
    expect(receipt.archive.versions).toBeGreaterThanOrEqual(4); // payloads and annotations of both versions
    expect(receipt.rows.removed).toBeGreaterThan(0);

    for (const needle of [needles.title, needles.text, needles.earlier])
      expect(filesWith(needle), needle).toEqual([]);
    expect(filesWith(needles.key).filter((file) => !file.startsWith('queues.sqlite'))).toEqual([]);
    const after = new Set(searchFiles());
    expect(before.filter((file) => after.has(file))).toEqual([]);

    await dateline.stop();
    await dateline.start();
    await dateline.idle();
    expect((await dateline.all('/v1/documents')).map((document) => document.key)).toEqual(['other.txt']);
    expect(await dateline.all('/v1/quarantine')).toEqual([]);
    expect(await dateline.all('/v1/search?q=talks')).toHaveLength(1);
    expect(await dateline.all(`/v1/entities?q=${needles.text}`)).toEqual([]);
    expect((await dateline.all('/v1/entities?q=london'))[0]).toMatchObject({ documents: 1 });
    expect(await dateline.cli('verify')).toMatchObject({ status: 0, out: 'No differences; keys read: 1.\n' });
    expect(filesWith(needles.text)).toEqual([]);
    expect((await dateline.cli('erase', `${key}.bak`)).err).toMatch(
      /^"wire\/quokkafile\.txt\.bak" is neither a known key nor a known document/,
    );
    expect(JSON.parse((await dateline.cli('erase', key)).out)).toMatchObject({
      keys: [{ key, versions: 0, deleteMarkers: 0 }],
      documents: { removed: [] },
    });

    // The fencing tokens continue, so the same file can be put again like any other file.
    await dateline.drop(key, secret(needles.title));
    await dateline.idle();
    expect(await dateline.all(`/v1/search?q=${needles.text}`)).toMatchObject([{ id }]);
    expect(await dateline.cli('verify')).toMatchObject({ status: 0, out: 'No differences; keys read: 2.\n' });
  });
});

describe('the target of an erasure', () => {
  const feed = (...stories: string[]) =>
    JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      title: 'Harbour wire',
      items: stories.map((text, i) => ({
        id: `urn:story:${text.slice(0, 4)}`,
        title: `Story ${i} of ${text.slice(0, 4)}`,
        content_text: text,
      })),
    });
  const alpha = 'Alpha said on Sunday in Oslo that the ferry would sail again in June.';
  const beta = 'Beta said on Monday in Bergen that the harbour would be closed in July.';

  it('may be a document that shares no file: all versions of all its files are erased', async () => {
    await dateline.start();
    await dateline.drop('hour-1.json', feed(alpha));
    await dateline.drop('hour-2.json', feed(alpha));
    await dateline.idle();
    const [{ id }] = await dateline.all('/v1/documents');
    await rm(path.join(dateline.inbox, 'hour-1.json'));
    await remove('hour-2.json');
    const out = path.join(dateline.root, 'receipt.json');
    const { status, err } = await dateline.cli('erase', id, '--out', out);
    expect([status, err]).toEqual([0, '']);
    const receipt = JSON.parse(await readFile(out, 'utf8')) as ErasureReceipt;
    expect(receipt.keys.map(({ key }) => key).sort()).toEqual(['hour-1.json', 'hour-2.json']);
    expect(receipt.documents).toEqual({ removed: [id], kept: [] });
    expect(filesWith('ferry would sail')).toEqual([]);
  });

  it('is refused if the document shares a file with others; the message names the file', async () => {
    await dateline.start();
    await dateline.drop('both.json', feed(alpha, beta));
    await dateline.idle();
    const [{ id }] = await dateline.all('/v1/documents');
    const { status, out, err } = await dateline.cli('erase', id);
    expect([status, out]).toEqual([1, '']);
    expect(err).toMatch(/^Document \w+ shares a file with others.* "both\.json" \(with 1 other\); .*\.\n$/);
    expect(await dateline.all('/v1/documents')).toHaveLength(2);
  });

  it('leaves a document that another file holds too, with the content of that file', async () => {
    await dateline.start();
    await dateline.drop('keep.json', feed(alpha));
    await dateline.idle();
    await dateline.drop('go.json', feed(`${alpha} Gammaneedle agreed.`, beta));
    await dateline.idle();
    expect(await dateline.all('/v1/search?q=Gammaneedle')).toHaveLength(1);
    await remove('go.json');
    const { status, out } = await dateline.cli('erase', 'go.json');
    expect(status).toBe(0);
    const { documents } = JSON.parse(out) as ErasureReceipt;
    expect([documents.removed.length, documents.kept.length]).toEqual([1, 1]);
    expect((await dateline.all('/v1/documents')).map(({ id, key }) => [id, key])).toEqual([
      [documents.kept[0], 'keep.json'],
    ]);
    expect(filesWith('Gammaneedle')).toEqual([]);
    expect(filesWith('harbour would be closed')).toEqual([]);
    expect(await dateline.cli('verify')).toMatchObject({ status: 0 });
  });

  it('leaves a payload that another file has word for word', async () => {
    await dateline.start();
    await mkdir(dateline.inbox, { recursive: true });
    await dateline.drop('one.txt', other);
    await dateline.drop('two.txt', other);
    await dateline.idle();
    await remove('one.txt');
    const { status, out } = await dateline.cli('erase', 'one.txt');
    expect(status).toBe(0);
    expect((JSON.parse(out) as ErasureReceipt).archive.shared).toHaveLength(2);
    const [{ id }] = await dateline.all('/v1/documents');
    expect((await dateline.json(`/v1/documents/${id}/text`)).text).toContain('Stockholm');
    expect(await dateline.cli('verify')).toMatchObject({ status: 0, out: 'No differences; keys read: 1.\n' });
    await writeFile(path.join(dateline.inbox, 'three.txt'), other);
    await dateline.idle();
    expect(await dateline.all('/v1/search?q=Stockholm')).toHaveLength(2);
  });
});
