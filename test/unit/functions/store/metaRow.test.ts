/** What META says of a document, and what its change says. */
import { describe, expect, it } from 'vitest';
import type { Content } from '../../../../core/document/record.ts';
import type { Annotation } from '../../../../core/entities/annotation.ts';
import { topicsOf } from '../../../../core/identity/contextCodes.ts';
import { canaryDocument } from '../../../../core/records/canary.ts';
import type { DocumentMeta } from '../../../../core/records/document.ts';
import { listPartition, shardOf, sourcePartition } from '../../../../core/records/keys.ts';
import { changeRow, metaRow, postingRows, type Winner } from '../../../../functions/store/documentRows.ts';

const doc = 'd'.repeat(32);
const basis = { payload: 'p1', model: 'm1' };
const published = { value: '2021-05-03', source: 'text' };
const modified = { value: '2021-05-04', source: 'text' };
const retrieved = { value: '2021-05-05T10:00:00Z', source: 'warc' };
const people = Array.from({ length: 24 }, (_, n) => ({
  ...{ id: `person/p-${n}`, type: 'person', name: `P ${n}`, mentions: 1 },
  ...{ also: ['P'], role: 'politics' },
}));
const file = { key: 'news/a.warc', version: 'v1', part: '2', format: 'html', charset: 'utf-8', bytes: 7 };
const heading = { title: 'Talks', authors: ['A'], byline: 'By A' };
const body = {
  ...{ source: { name: 'Wire', url: 'https://wire.example/a' }, language: { tag: 'en' } },
  paragraphs: [{ role: 'text', text: 'Six words are in this text' }],
  quality: { extractor: 'text', confidence: 1, flags: [] },
};
const source = { ...file, payload: 'p1', modified: Date.parse('2021-05-06T00:00:00Z') };
const optional = { standfirst: 'They go on', published, modified };
const winner = {
  source: { ...source, retrieved },
  basis,
  content: { ...heading, ...optional, ...body },
  annotation: { entities: people, mentions: [{}, {}, {}], countries: ['GB'] },
} as unknown as Winner;
const links = { 'person/p-1': 'person/amara-okoye', 'person/p-2': null };
const by = ['first'];
const decided = { entities: { 'person/p-3': { to: 'person/q', name: 'Q', by } } };
const position = `2021-05-03@2021-05-03T00:00:00.000Z#${doc}`;
const list = {
  ...{ listPk: listPartition(shardOf(doc)), listSk: position },
  ...{ sourcePk: sourcePartition('Wire'), sourceSk: position },
};

describe('META', () => {
  const meta = metaRow(7, doc, winner, { links, decided });

  it('has what the winning source says, whom its names are put to, and where it is listed', () => {
    const named = people.slice(0, 20).map(({ also: _, role: __, ...rest }) => rest);
    Object.assign(named[1] as object, { id: 'person/amara-okoye' });
    Object.assign(named[3] as object, { id: 'person/q', name: 'Q' });
    expect(meta).toStrictEqual({
      ...{ doc, pending: [], applied: { token: 7, basis }, searchDays: undefined },
      ...{ provenance: { ...file, retrieved }, content: { ...heading, ...optional } },
      ...{ heldBack: undefined, ingested: '2021-05-06T00:00:00.000Z', source: 'Wire', language: 'en' },
      ...{ url: 'https://wire.example/a', entities: named, countries: ['GB'] },
      ...{ links, linking: ['2021-05-03 person/amara-okoye'] },
      ...{ decided, deciding: ['2021-05-03 person/q'] },
      ...{ counts: { characters: 45, entities: 24, mentions: 3 }, ...list },
    });
  });

  it('has what holds the document back', () => {
    const embargoedUntil = { value: '2021-05-09', precision: 'day', tzKnown: false, source: 'nitf' };
    const content = { ...winner.content, embargoedUntil, quality: { flags: ['embargoed'] } };
    const { heldBack } = metaRow(7, doc, { ...winner, content } as unknown as Winner);
    expect(heldBack).toEqual({ status: 'embargoed', until: embargoedUntil });
    expect(meta.heldBack).toBeUndefined();
  });

  it('shares no object with what it is made from, which the table may not change', () => {
    expect(meta.links).not.toBe(links);
    const content = meta.content as Record<string, unknown>;
    expect(content.published).not.toBe(published);
    expect(content.modified).not.toBe(modified);
    expect((meta.provenance as Record<string, unknown>).retrieved).not.toBe(retrieved);
  });

  it('leaves out what a source does not say', () => {
    const row = metaRow(7, doc, { ...winner, source, content: { ...heading, ...body } } as unknown as Winner);
    expect(row.provenance).toStrictEqual(file);
    expect(row.content).toStrictEqual(heading);
    expect(row).toMatchObject({ links: undefined, linking: undefined, decided: undefined });
  });

  it('lists the postings that links make, and none where nobody is meant', () => {
    const linking = (its: Record<string, string | null>) => metaRow(7, doc, winner, { links: its }).linking;
    expect(linking({ 'person/p-1': 'person/z', 'person/p-2': null, 'person/p-4': 'person/a' })).toEqual([
      '2021-05-03 person/a',
      '2021-05-03 person/z',
    ]);
    expect(linking({ 'person/p-2': null })).toBeUndefined();
  });

  it('of a removed document has nothing of it, and sets all that it had', () => {
    const { applied, searchDays, pending, doc: own, ...rest } = metaRow(8, doc, undefined, { days: ['x'] });
    expect({ applied, searchDays, pending, own }).toEqual({
      ...{ applied: { token: 8 }, searchDays: ['x'], pending: [], own: doc },
    });
    expect(Object.keys({ ...rest, applied, searchDays, pending, doc: own }).sort()).toEqual(
      Object.keys(meta).sort(),
    );
    expect(new Set(Object.values(rest))).toEqual(new Set([undefined]));
  });

  it('of the canary is on no list', () => {
    const { listPk, sourcePk } = metaRow(7, canaryDocument, winner);
    expect([listPk, sourcePk]).toEqual([undefined, undefined]);
  });

  it('names the latest days of search rows if there are others than its own, which comes last', () => {
    const daysOf = (days: readonly string[]) => metaRow(7, doc, winner, { days }).searchDays;
    expect(daysOf(['2021-05-03'])).toBeUndefined();
    expect(daysOf(['2021-05-02'])).toEqual(['2021-05-02', '2021-05-03']);
    expect(daysOf(['2021-05-03', '2021-05-01'])).toEqual(['2021-05-01', '2021-05-03']);
    const many = Array.from({ length: 300 }, (_, n) => `day ${n}`);
    expect(daysOf(many)).toEqual([...many.slice(-239), '2021-05-03']);
  });
});

describe('a posting', () => {
  const names = (content: Partial<Content>, entities: Annotation['entities'] = winner.annotation.entities) =>
    postingRows(doc, {
      ...{ source: winner.source, content: { ...winner.content, ...content } },
      annotation: { ...winner.annotation, entities },
    });

  it('names the first twelve others of the document, and its subject by its first 20,000 letters', () => {
    const ids = people.map(({ id }) => id);
    const rows = names({});
    expect(rows.get('person/p-0')?.others).toEqual(ids.slice(1, 13));
    expect(rows.get('person/p-5')?.others).toEqual([...ids.slice(0, 5), ...ids.slice(6, 13)]);
    expect(rows.get('person/p-20')?.others).toEqual(ids.slice(0, 12));
    const text = `${'harbour '.repeat(1500)}${'fisheries '.repeat(780)}${'negotiations '.repeat(3000)}`;
    const paragraphs = [{ role: 'text', text }] as unknown as Content['paragraphs'];
    const { topics } = names({ title: '', standfirst: '', paragraphs }).get('person/p-0') ?? {};
    expect(topics).toBe(topicsOf(text.slice(0, 20_000)));
    expect(topics).not.toBe(topicsOf(text.slice(0, 10_000)));
    expect(topics).not.toBe(topicsOf(text));
  });
});

describe('the change of a document', () => {
  const earlier = (own: Partial<DocumentMeta>) => ({ doc, token: 1, pending: [], ...own }) as DocumentMeta;
  const there = earlier({ applied: { token: 1, basis }, content: { title: 'Before' } as Content });
  const usual = { converged: true, relinked: false };
  const change = (
    old: DocumentMeta | undefined,
    now: Winner | undefined,
    how: Partial<typeof usual> = {},
    id = doc,
  ) => changeRow(id, old, now, { ...usual, ...how });
  const basedOn = (other: Partial<typeof basis>): Winner => ({ ...winner, basis: { ...basis, ...other } });

  it('is of its content, its names, or its being there', () => {
    const of = (reason: string, title = 'Talks') => ({ doc, reason, title });
    expect(change(undefined, winner)).toEqual(of('created'));
    expect(change(earlier({}), winner)).toEqual(of('created'));
    expect(change(there, basedOn({ payload: 'p2', model: 'm2' }))).toEqual(of('revised'));
    expect(change(there, basedOn({ model: 'm2' }))).toEqual(of('retyped'));
    expect(change(there, winner, { relinked: true })).toEqual(of('retyped'));
    expect(change(there, winner)).toBeUndefined();
    expect(change(there, winner, { converged: false })).toEqual(of('revised'));
    expect(change(there, undefined)).toEqual(of('removed', 'Before'));
    expect(change(earlier({}), undefined)).toBeUndefined();
    expect(change(earlier({}), undefined, { converged: false })).toEqual(of('removed', ''));
  });

  it('is none of the canary', () => {
    expect(change(undefined, winner, {}, canaryDocument)).toBeUndefined();
    expect(change(there, undefined, { converged: false }, canaryDocument)).toBeUndefined();
  });
});
