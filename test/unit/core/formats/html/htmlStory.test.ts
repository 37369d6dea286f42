import { describe, expect, test } from 'vitest';
import { contentOf } from '../upload.ts';
import { page, sentences, story } from './pages.ts';

describe('stories in unusual places', () => {
  test('a story in the data of a script', async () => {
    const state = {
      props: {
        pageProps: {
          article: { title: 'Ferry waits', body: sentences.map((text) => `<p>${text}</p>`).join('') },
        },
      },
    };
    const script = `<script id="__NEXT_DATA__" type="application/json">${JSON.stringify(state)}</script>`;
    const content = await contentOf(page({ body: `<div id="__next"></div>${script}` }));
    expect(content.paragraphs.map(({ text }) => text)).toEqual(sentences);
    expect(content.quality.flags).toEqual(['text-from-data']);
  });

  test.each([
    [
      'assigned, with more code after it',
      (data: string) => `var a = 1; window.__STATE__ = ${data}; window.other = {};`,
    ],
    ['in a string', (data: string) => `window.__STATE__ = JSON.parse(${JSON.stringify(data)});`],
    [
      'in a single-quoted string',
      (data: string) =>
        `window.__STATE__ = JSON.parse('${data.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}');`,
    ],
    ['streamed', (data: string) => `self.__next_f.push([1,${JSON.stringify(`5:${data}`)}])`],
  ])('a story in the data of a script, %s', async (_, script) => {
    const data = JSON.stringify({ story: { body: sentences } });
    const content = await contentOf(page({ body: `<div id="app"></div><script>${script(data)}</script>` }));
    expect(content.paragraphs.map(({ text }) => text)).toEqual(sentences);
  });

  test('a story in a head without an end, on a page without a body', async () => {
    const content = await contentOf(
      `<!doctype html><html><head><title>Ferry waits</title><div><h1>Ferry waits</h1>${story}</div></html>`,
    );
    expect(content.paragraphs.map(({ text }) => text)).toEqual(sentences);
  });

  test('ruby annotations are text only in parentheses', async () => {
    const text =
      '港の事務所は、木曜日に最初のフェリーが出る見込みで、出港時には無線で島々に知らせると発表した。風は夜のうちに弱まった。';
    const of = (ruby: string) =>
      contentOf(
        page({
          lang: 'ja',
          title: '港',
          body: `<article><h1>港の事務所</h1><p>${ruby}${text}</p><p>${text}</p><p>${text}</p></article>`,
        }),
      );
    expect((await of('<ruby>嵐<rt>あらし</rt></ruby>の')).paragraphs[0]?.text).toBe(`嵐の${text}`);
    expect((await of('<ruby>嵐<rp>（</rp><rt>あらし</rt><rp>）</rp></ruby>の')).paragraphs[0]?.text).toBe(
      `嵐（あらし）の${text}`,
    );
  });

  test('a story in the parts of an object in a script', async () => {
    const state = { story: { content: sentences.map((text) => ({ type: 'text', content: text })) } };
    const content = await contentOf(
      page({ body: `<div id="app"></div><script>window.__STATE__ = ${JSON.stringify(state)};</script>` }),
    );
    expect(content.paragraphs.map(({ text }) => text)).toEqual(sentences);
  });

  test.each([
    [
      'a right-to-left script',
      'ar',
      'قال مدير الميناء إن العبّارة الأولى ستغادر يوم الخميس، وإن الجزر ستُبلّغ عبر المذياع عند مغادرتها، بعد أن هدأت الريح.',
    ],
    [
      'a script without spaces',
      'ja',
      '港の事務所は、木曜日に最初のフェリーが出る見込みで、出港時には無線で島々に知らせると発表した。風は夜のうちに弱まり、船員は教会で夜を明かした。',
    ],
  ])('%s', async (_, lang, text) => {
    const paragraphs = [1, 2, 3, 4].map((n) => `${text}${n}`);
    const html = paragraphs.map((each) => `<p>${each}</p>`).join('');
    const body = `<div class="content"><h1>${text.slice(0, 30)}</h1>${html}</div>`;
    const content = await contentOf(page({ lang, title: text.slice(0, 30), body }));
    expect(content.paragraphs.map((each) => each.text)).toEqual(paragraphs);
  });
});
