import { beforeEach, describe, expect, it } from 'vitest';
import { canaryArticle, canaryDocument, canaryKey } from '../../../../core/records/canary.ts';
import { documentMeta } from '../../../../core/records/document.ts';
import { keys } from '../../../../core/records/keys.ts';
import { wordList } from '../../../../core/text/wordSet.ts';
import { canary } from '../../../../functions/canary/canary.ts';
import { Installation, story } from '../permissions/installation.ts';

const second = 1000;

let desk: Installation;
beforeEach(async () => {
  desk = new Installation();
  await desk.put('wire/a.txt', story('Ministers meet in London'));
  await desk.drain();
});

/** Everything that a reader can list, count, follow or search, once changes are old enough to be shown. */
async function everything() {
  desk.now += 10 * second;
  const paths = wordList`
    /v1/documents /v1/documents?source=.dateline /v1/entities /v1/changes?since=2026-03-06
    /v1/search?q=ferry /v1/search?q=the /v1/stats /v1/facets /v1/stories /v1/trends /v1/quarantine
  `;
  const read = await Promise.all(
    paths.map(async (path) => {
      const response = await desk.request(path);
      // A cursor of changes moves with the time.
      const text = (await response.text()).replace(/"next":"[^"]*"/, '');
      return [path, response.status, text] as const;
    }),
  );
  return { read, found: (await desk.found.census()).documents };
}

/** Runs it while the stages work; `look` is called at each pause, once they have. */
function run(look: () => Promise<void> = async () => {}) {
  return canary(desk.ports('canary'), async () => {
    await later();
    await tell();
    await desk.drain();
    await look();
  });
}

const later = async () => {
  desk.now += second;
};

/** S3 tells of each change of the bucket. */
const tell = () => desk.tell(canaryKey);

describe('the canary', () => {
  it('finds its article and sees it go, with no more rights than its role has', async () => {
    expect(await run()).toEqual({ found: second, gone: second });
    expect(await run()).toEqual({ found: second, gone: second });
    expect(desk.denials).toEqual([]);
    expect((await desk.inbox.list('')).items.map(({ key }) => key)).toEqual(['wire/a.txt']);
  });

  it('is in no list, count, change, export or search, neither while it is there nor afterwards', async () => {
    const before = await everything();
    let looks = 0;
    await run(async () => {
      looks++;
      expect(await everything()).toEqual(before);
    });
    expect(looks).toBe(2);
    expect(await everything()).toEqual(before);
    await desk.request('/v1/exports?format=jsonl');
    await desk.drainExports();
    expect([...desk.files.values()].join()).not.toContain('ferry');
    // The control: under another key all of them show the same article.
    await desk.put('wire/ferry.txt', canaryArticle);
    await desk.drain();
    const after = await everything();
    for (const path of ['/v1/documents', '/v1/changes?since=2026-03-06', '/v1/search?q=ferry', '/v1/stats'])
      expect(after.read.find(([read]) => read === path)?.[2], path).not.toEqual(
        before.read.find(([read]) => read === path)?.[2],
      );
  });

  it('leaves a row of the search table that nobody finds, so that a sweep has nothing to do', async () => {
    await run(async () => {
      const { applied } = documentMeta.parse(await desk.table.get(keys.document(canaryDocument)));
      const row = desk.found.all().find(({ id }) => id === canaryDocument);
      expect(row).toMatchObject({ gone: true, token: applied?.token, text: '' });
      const report = await desk.sweep();
      expect([report.searchRows, report.documents, report.keys]).toEqual([0, 0, 0]);
    });
  });

  it('says what it missed, and removes the article all the same', async () => {
    await expect(canary(desk.ports('canary'), later)).rejects.toThrow('not found after 60 seconds');
    expect(await desk.inbox.head(canaryKey)).toBeUndefined();
    let found = false;
    const stopsThen = async () => {
      await later();
      if (found) return;
      await tell();
      await desk.drain();
      found = true;
    };
    await expect(canary(desk.ports('canary'), stopsThen)).rejects.toThrow('not gone after 60 seconds');
  });

  it('names nobody, so it is in no entity', async () => {
    await desk.inbox.put(canaryKey, canaryArticle);
    await tell();
    await desk.drain();
    const meta = documentMeta.parse(await desk.table.get(keys.document(canaryDocument)));
    expect(meta).toMatchObject({ counts: { entities: 0 }, language: 'en', content: { authors: [] } });
    expect([...desk.table.items()].filter(({ pk }) => pk.includes('ferry'))).toEqual([]);
  });

  it('has its place to itself', async () => {
    const response = await desk.request('/v1/uploads', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ key: canaryKey, bytes: 10 }),
    });
    expect([response.status, await response.text()]).toEqual([
      400,
      expect.stringContaining("Dateline's own"),
    ]);
  });
});
