import { describe, expect, it } from 'vitest';
import { rebuild } from '../../../../cli/verify/rebuild.ts';
import { documentId } from '../../../../core/document/documentIdentity.ts';
import { annotate } from '../../../../core/entities/annotate.ts';
import { readObject } from '../../../../core/formats/read.ts';
import { linkMentions } from '../../../../core/identity/links.ts';
import { documentMeta } from '../../../../core/records/document.ts';
import { defaultAuthority } from '../../../../runtime/authority.ts';
import { MemoryObjects } from '../../../../runtime/memory/objects.ts';
import { loadTagger } from '../../../../runtime/tagger.ts';
import { translations } from './translatedStories.ts';

const tagger = loadTagger();
const authority = defaultAuthority();
const clock = () => Date.parse('2021-06-01T00:00:00Z');

/** Reads files by the whole pipeline. @returns by key, the mentions with who is meant */
async function mentionsOf(files: ReadonlyMap<string, string>) {
  const inbox = new MemoryObjects(clock);
  for (const [key, text] of files) await inbox.put(key, Buffer.from(text));
  const annotations = new Map<string, ReturnType<typeof annotate>>();
  const failures: string[] = [];
  const { table } = await rebuild(inbox, {
    read: readObject,
    annotate: async (content, payload) => {
      const annotation = annotate(content, payload, tagger, authority);
      annotations.set(payload, annotation);
      return annotation;
    },
    log: { info: () => {}, warn: () => {}, error: (message) => failures.push(message) },
    clock,
  });
  expect(failures).toEqual([]);
  return async (key: string) => {
    const doc = documentId({ key, part: '', ordinal: 0 });
    const meta = documentMeta.parse(await table.get({ pk: `DOC#${doc}`, sk: 'META' }));
    const annotation = annotations.get(meta.applied?.basis?.payload ?? '');
    return linkMentions(annotation?.mentions ?? [], meta.links);
  };
}

describe.each(translations)('names in $language cases', ({ language, tag, reports, stories }) => {
  it('are put to whom the archive knows, with the rule', async () => {
    const files = new Map<string, string>();
    const file = (name: string, day: number, text: string) =>
      files.set(`${language}/${name}.txt`, ` date 2021-05-${String(day).padStart(2, '0')} ${text}`);
    for (const [i, text] of reports.entries()) file(`report${i}`, 3 + i, text);
    for (const [i, { text }] of stories.entries()) file(`story${i}`, 10 + i, text);
    const read = await mentionsOf(files);
    for (const [i, { meant }] of stories.entries()) {
      const mentions = await read(`${language}/story${i}.txt`);
      const found = mentions.filter(({ surface }) => surface in meant);
      expect(Object.fromEntries(found.map(({ surface, entity }) => [surface, entity]))).toEqual(meant);
      for (const mention of found) expect(mention.repair).toMatchObject({ language: tag });
    }
  });
});
