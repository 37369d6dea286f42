/** Compares docs/news.doc.schema.json with the code; `npm run schema` rewrites it. */
import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { type Content, content } from '../../../../core/document/record.ts';
import { newsDocumentSchema } from '../../../../core/document/schema.ts';

const published = new URL('../../../../docs/news.doc.schema.json', import.meta.url);
const gallery = new URL('../formats/expected/', import.meta.url);

/** The contents of the gallery's samples. */
const contents = readdirSync(gallery).flatMap((name): Content[] => {
  const { members = [] } = JSON.parse(readFileSync(new URL(name, gallery), 'utf8')) as {
    members?: { content?: Content }[];
  };
  return members.flatMap((member) => member.content ?? []);
});

test('the schema in docs/ is up to date', async () => {
  await expect(`${JSON.stringify(newsDocumentSchema(), null, 2)}\n`).toMatchFileSnapshot(published.pathname);
});

test('the contents of all samples are valid', () => {
  const validate = new Ajv2020({ strict: false }).compile(newsDocumentSchema());
  const provenance = { key: 'k', version: 'v', part: '', format: 'text', charset: 'utf-8', bytes: 1 };
  for (const each of contents)
    expect(validate({ ...each, id: 'd', provenance }) || validate.errors).toBe(true);
  expect(validate({ ...contents[0], id: 'd', provenance, title: 7 })).toBe(false);
});

test('every field of the record and every role of a paragraph occurs in some sample', () => {
  const filled = new Set(contents.flatMap((each) => Object.keys(each)));
  expect(Object.keys(content.shape).filter((field) => !filled.has(field))).toEqual([]);
  const within = (field: 'source' | 'dateline' | 'published' | 'language') =>
    new Set(contents.flatMap((each) => Object.keys(each[field] ?? {})));
  expect(Object.keys(content.shape.source.shape).filter((field) => !within('source').has(field))).toEqual([]);
  expect([...within('dateline')].sort()).toEqual(['agency', 'place', 'text']);
  const roles = new Set(contents.flatMap(({ paragraphs }) => paragraphs.map(({ role }) => role)));
  expect([...roles].sort()).toEqual(['caption', 'correction', 'list', 'quote', 'subheading', 'text']);
});
