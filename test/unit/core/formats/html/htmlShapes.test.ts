import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contentOf } from '../upload.ts';
import { page, sentences, story } from './pages.ts';

const title = 'Ferry waits for the timber to clear';
const paragraphs = (texts: readonly string[]) => texts.map((text) => `<p>${text}</p>`).join('\n');
const related = `<div class="related"><h3>More stories</h3><ul>${[1, 2, 3, 4, 5, 6]
  .map((n) => `<li><a href="/s${n}">Island council votes on the new quay, part ${n}</a></li>`)
  .join('')}</ul></div>`;
/** Class names of the element around a story; none says what is inside. */
const holders = fc.constantFrom('entry-content', 'story-body', 'post', 'c-12', 'article__text');
const textsOf = async (html: string) => (await contentOf(html)).paragraphs.map(({ text }) => text);

describe('drop caps', () => {
  const [first = '', ...others] = sentences;
  const rest = first.slice(1);

  test.each([
    ['in an element of its own', `<p><span class="cap">T</span>${rest}</p>`],
    ['with white space of the markup', `<p>\n<span class="cap">T</span>\n${rest}</p>`],
    ['in a block before the paragraph', `<div class="cap">T</div><p>${rest}</p>`],
    ['in a paragraph before', `<p><b>T</b></p><p>${rest}</p>`],
    ['in a block inside the paragraph', `<div><div>T</div>${rest}</div>`],
    ['in a heading', `<h2>T</h2><p>${rest}</p>`],
  ])('%s', async (_, html) => {
    await fc.assert(
      fc.asyncProperty(holders, async (holder) => {
        const text = `<div class="${holder}">${html}${paragraphs(others)}</div>`;
        const texts = await textsOf(page({ body: `<article><h1>${title}</h1>${text}</article>` }));
        expect(texts).toEqual(sentences);
      }),
      { numRuns: 5 },
    );
  });

  test('a word of one letter stays one', async () => {
    const text = `A pilot boat went out at four. ${first}`;
    const html = `<p><span class="cap">A</span>${text.slice(1)}</p>`;
    const body = `<article><h1>${title}</h1>${html}${story}</article>`;
    expect((await textsOf(page({ body })))[0]).toBe(text);
  });
});

describe('recipes', () => {
  const intro = [
    'This soup is what the parish makes for the crews when the wind keeps them in, and it feeds ten people.',
    'It takes an hour, most of which the pot spends alone on the stove while the bread is in the oven.',
  ];
  const ingredients = [
    '2 kg potatoes',
    '3 leeks, sliced',
    '1 litre fish stock',
    '200 ml cream',
    '50 g butter',
  ];
  const steps = [
    'Peel the potatoes and cut them into pieces as big as a thumb.',
    'Melt the butter, add the leeks, and let them go soft without colour.',
    'Add the potatoes and the stock, and let it boil for twenty minutes.',
    'Stir in the cream and season to taste.',
  ];
  const listOf = (tag: string, texts: readonly string[]) =>
    `<${tag}>${texts.map((text) => `<li>${text}</li>`).join('')}</${tag}>`;

  test('ingredients and steps are part of the story', async () => {
    const stepLists = fc.constantFrom(listOf('ol', steps), listOf('ul', steps), paragraphs(steps));
    await fc.assert(
      fc.asyncProperty(holders, stepLists, async (holder, list) => {
        const recipe = `<h2>Ingredients</h2>${listOf('ul', ingredients)}<h2>Method</h2>${list}`;
        const body = `<article><h1>${title}</h1><div class="${holder}">${paragraphs(intro)}${recipe}</div>
          ${related}</article>`;
        expect(await textsOf(page({ body }))).toEqual([
          ...intro,
          'Ingredients',
          ...ingredients,
          'Method',
          ...steps,
        ]);
      }),
      { numRuns: 15 },
    );
  });
});

test('a story that a page prints again in one block counts once', async () => {
  const texts = [...sentences, ...sentences.map((text) => `${text} Nobody in the harbour minded that.`)];
  const again = `<div class="print">${texts.join(' ')}</div>`;
  const body = `<article><h1>${title}</h1>${paragraphs(texts)}${again}</article>`;
  expect(await textsOf(page({ body }))).toEqual(texts);
});

describe('live blogs', () => {
  const clocks = ['16:40', '15:55', '14:20', '13:05', '12:10', '11:30'];
  const posts = [
    ...sentences,
    'The lifeboat is back in harbour, its crew says, and the road to the lighthouse is open again for cars.',
    'A tree fell on the roof of the school in Norvik, but nobody was inside when it happened this morning.',
  ];

  test.each([
    ['articles', (clock: string, text: string) => `<article><time>${clock}</time><p>${text}</p></article>`],
    ['blocks', (clock: string, text: string) => `<div><span>${clock}</span><p>${text}</p></div>`],
    ['items of a list', (clock: string, text: string) => `<li><b>${clock}</b><p>${text}</p></li>`],
  ])('whose posts are %s', async (_, postOf) => {
    const html = clocks.map((clock, i) => postOf(clock, posts[i] ?? '')).join('\n');
    const body = `<main><h1>${title}</h1><p>${posts[3]}</p><div class="posts">${html}</div>${related}</main>`;
    const texts = await textsOf(page({ body }));
    expect(texts.filter((text) => text.length > 10)).toEqual(expect.arrayContaining(posts.slice(0, 3)));
    expect(texts).not.toContain('More stories');
  });
});

describe('scripts without spaces between words', () => {
  const texts: Record<string, string[]> = {
    ja: [
      '港の事務所は、木曜日に最初のフェリーが出ると発表した。風は夜のうちに弱まった。',
      '船員は教会で夜を明かした。島の住民が食べ物を運んだ。',
      '所長は「三十年で初めてだ」と話した。流木は、まだ水路に残っている。',
    ],
    zh: [
      '港口办公室说，第一班渡轮将于星期四出发。风在夜里减弱了。',
      '船员们在教堂里过夜，居民给他们送来了热汤，直到天亮才离开。',
      '负责人说：“三十年来第一次见到这种情况。”水道里仍然漂着许多木材。',
    ],
    ko: [
      '항만 사무소는 목요일에 첫 여객선이 떠날 것이라고 밝혔다. 바람은 밤사이 잦아들었다.',
      '선원들은 교회에서 밤을 보냈고, 섬 주민들이 따뜻한 국을 가져다주었다.',
      '소장은 "삼십 년 만에 처음"이라고 말했다. 수로에는 아직 통나무가 떠 있다.',
    ],
    th: [
      'สำนักงานท่าเรือกล่าวว่าเรือข้ามฟากลำแรกจะออกในวันพฤหัสบดี หลังจากลมอ่อนลงในตอนกลางคืน',
      'ลูกเรือค้างคืนในโบสถ์และชาวบ้านนำซุปร้อนมาให้จนถึงรุ่งเช้าก่อนที่ทุกคนจะกลับบ้าน',
      'ผู้จัดการบอกว่าเป็นครั้งแรกในรอบสามสิบปี และท่อนไม้ยังคงลอยอยู่ในร่องน้ำจำนวนมาก',
    ],
  };
  const comments: Record<string, string[]> = {
    ja: ['とても心配です。', '私も昨日そこにいました。'],
    zh: ['我也在那里，太可怕了。', '希望大家平安。'],
    ko: ['정말 걱정됩니다.', '저도 거기에 있었어요.'],
    th: ['น่ากลัวมาก', 'ขอให้ทุกคนปลอดภัย'],
  };

  test.each(Object.entries(texts))('%s: the story without the readers of it', async (lang, own) => {
    const links = own.map((text) => `<li><a href="/q">${text.slice(0, 15)}</a></li>`).join('');
    const said = comments[lang]
      ?.map((text) => `<div class="comment"><b>user</b><p>${text}</p></div>`)
      .join('');
    await fc.assert(
      fc.asyncProperty(holders, async (holder) => {
        const headline = `${own[0]?.slice(0, 9)}${own[2]?.slice(0, 9)}`;
        const body = `<div><h1>${headline}</h1><div>2024-03-05</div>
          <div class="${holder}">${paragraphs(own)}</div><div class="related"><ul>${links}</ul></div>
          <div class="comments">${said}</div></div>`;
        expect(await textsOf(page({ body, lang, title: headline }))).toEqual(own);
      }),
      { numRuns: 5 },
    );
  });
});
