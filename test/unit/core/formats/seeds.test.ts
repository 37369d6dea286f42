import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { annotate } from '../../../../core/entities/annotate.ts';
import { emptyAuthority } from '../../../../core/entities/authority/authority.ts';
import { tagger } from '../entities/annotatedStory.ts';
import { readOne } from './upload.ts';

const folder = new URL('../../../../seeds/', import.meta.url);
const files = globSync('{northwire,harbour-gazette,ledger-and-sail,radio-skerry,lantern-translations}/*', {
  cwd: folder,
}).sort();
const read = await Promise.all(
  files.map(async (file) => ({
    file,
    result: await readOne(readFileSync(new URL(file, folder)), {
      key: `seeds/${file}`,
      metadata: { source: file.split('/')[0] ?? '' },
    }),
  })),
);
const stored = read.flatMap(({ file, result }) =>
  'code' in result ? [] : [{ file, content: result.content }],
);

test('one page of the sample news has no article; everything else is read', () => {
  const refused = read.flatMap(({ file, result }) => ('code' in result ? [`${file}: ${result.code}`] : []));
  expect(refused).toEqual(['radio-skerry/2026-03-14-listen-again.html: extract.no_content']);
  expect(stored.length).toBeGreaterThanOrEqual(24);
});

test.each(stored)('$file has its headline, its day and its language', ({ file, content }) => {
  expect(content.title).not.toBe('');
  expect(content.quality.flags).toEqual([]);
  expect(content.published?.value.slice(0, 10)).toBe(file.split('/')[1]?.slice(0, 10));
  expect(content.language.tag).toMatch(/^en/);
  expect(content.source.name).toBe(file.split('/')[0]);
});

test('people and organisations recur across days and sources', () => {
  const seen = new Map<string, Set<string>>();
  for (const { file, content } of stored) {
    for (const { id } of annotate(content, 'payload', tagger, emptyAuthority).entities)
      seen.set(id, (seen.get(id) ?? new Set()).add(file.split('/')[0] ?? ''));
  }
  for (const id of [
    'person/ingrid-solvang',
    'person/fiona-gilchrist',
    'organization/nordic-maritime-authority',
  ])
    expect(seen.get(id)?.size).toBeGreaterThanOrEqual(2);
});

test('the names in the translated story are repaired', () => {
  const story = stored.find(({ file }) => file.includes('ferry-deal-in-stockholm'));
  const repaired =
    story &&
    annotate(story.content, 'payload', tagger, emptyAuthority).mentions.flatMap(
      ({ repair }) => repair?.to ?? [],
    );
  expect(repaired).toEqual(expect.arrayContaining(['Pirjo Kallas', 'Jaan Tammeoja', 'Antti Rautavaara']));
});
