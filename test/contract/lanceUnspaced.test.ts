/** Texts in scripts without spaces between words are found by names within them. */
import { expect, it } from 'vitest';
import type { Content } from '../../core/document/record.ts';
import type { Annotation } from '../../core/entities/annotation.ts';
import type { SearchCondition } from '../../core/ports/searchCondition.ts';
import { searchRow } from '../../core/queries/searchRows/searchRow.ts';
import { parseQuery } from '../../core/search/queryLanguage.ts';
import { temporaryLance } from './suites/temporaryLance.ts';

const open = temporaryLance();

const annotation: Annotation = {
  schema: 'news.annotation/1',
  payload: 'p',
  model: 'none',
  mentions: [],
  entities: [],
};

function rowOf(doc: string, title: string, text: string) {
  const content: Content = {
    schema: 'news.doc/1',
    title,
    paragraphs: [{ role: 'text', text }],
    authors: [],
    language: { tag: 'zh', source: 'none', confidence: 0 },
    source: { name: 'Wire' },
    subjects: [],
    quality: { extractor: 'text', confidence: 1, flags: [] },
  };
  return searchRow({ doc, token: 1, ingested: '2026-11-30T12:00:00.000Z' }, content, annotation);
}

it('whatever stands beside the name', async () => {
  const { search, close } = await open();
  await search.merge([
    await rowOf('recall', '家电品牌召回水壶', '丹麦品牌Nordlys召回K-200型水壶，在中国有三千人购买。'),
    await rowOf('forecast', '诺维肯上调预期', '水泵制造商诺维肯公司周一上调预期。品牌很老。'),
    await rowOf('kettle', 'ケトルを回収', 'ノルドリスはケトルを回収すると発表した。'),
    await rowOf('wide', 'ＮＨＫの調査', '２００人が答えた。'),
    await rowOf('cup', 'サッカーW杯', 'スーパーABC社も協賛する。'),
    await rowOf('thai', 'ข่าว', 'บริษัทนอร์ดลิสเรียกคืนกาต้มน้ำ'),
  ]);
  const found = async (q: string) => {
    const { where } = parseQuery(q) as { where: SearchCondition };
    const { hits } = await search.query({ where, order: 'newest', limit: 9, offset: 0 });
    return hits.map(({ id }) => id).sort();
  };
  expect(await found('诺维肯')).toEqual(['forecast']);
  expect(await found('"诺维肯公司"')).toEqual(['forecast']);
  expect(await found('肯诺')).toEqual([]);
  expect(await found('诺维*')).toEqual(['forecast']);
  expect(await found('Nordlys')).toEqual(['recall']);
  expect(await found('nord*')).toEqual(['recall']);
  expect(await found('Nordlys 水壶')).toEqual(['recall']);
  expect(await found('"水壶 nordlys"~')).toEqual(['recall']);
  expect(await found('品牌')).toEqual(['forecast', 'recall']);
  expect(await found('title:品牌')).toEqual(['recall']);
  expect(await found('title:"品牌"')).toEqual(['recall']);
  expect(await found('品牌 -召回')).toEqual(['forecast']);
  expect(await found('ノルドリス OR 诺维肯')).toEqual(['forecast', 'kettle']);
  expect(await found('nhk 200')).toEqual(['wide']);
  expect(await found('W杯')).toEqual(['cup']);
  expect(await found('abc サッカー*')).toEqual(['cup']);
  expect(await found('นอร์ดลิส')).toEqual(['thai']);
  await close();
});
