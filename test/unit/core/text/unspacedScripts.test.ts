import { expect, it } from 'vitest';
import { divideWords } from '../../../../core/text/unspacedScripts.ts';

it.each([
  ['丹麦品牌Nordlys召回K-200型水壶。', '丹 麦 品 牌 Nordlys 召 回 K-200 型 水 壶 。'],
  ['ケトルを 回収', 'ケ ト ル を 回 収 '],
  ['サッカーW杯', 'サ ッ カ ー W 杯 '],
  ['ไทย กำลัง', 'ไ ท ย ก ำ ลั ง '],
  ['Zürich, São Paulo', 'Zürich, São Paulo'],
  ['한국 नमस्ते القاهرة', '한국 नमस्ते القاهرة'],
])('%s has spaces between its words', (text, divided) => {
  expect(divideWords(text)).toBe(divided);
});
