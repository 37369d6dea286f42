import { expect, test } from 'vitest';
import { extractArticle } from '../../../../core/article/article.ts';
import { type Element, type HtmlPage, parseHtml } from '../../../../core/markup/htmlTree.ts';

const sentence =
  'The pilot boat went out at four, when the wind had fallen enough to see the light on the mole. ';
const story = `<p>${sentence.repeat(3)}</p>`.repeat(3);

/** How often a child of the one element with all the markup is read while its page is read. */
function childrenRead(tag: string, markup: string): number {
  const { root, elements, ...rest } = parseHtml(`<${tag} id="large">${markup}</${tag}>${story}`) as HtmlPage;
  const large = elements.find(({ attributes }) => attributes.id === 'large') as Element;
  let read = 0;
  const children = new Proxy(large.children, {
    get(target, key, receiver) {
      if (typeof key === 'string' && /^\d/.test(key)) read++;
      return Reflect.get(target, key, receiver);
    },
  });
  Object.assign(large, { children });
  extractArticle({ root, elements, ...rest }, { url: 'https://kelmere.example/1', flags: [], put: 0 });
  return read;
}

test.each([
  ['h1', '<a href="#top">The ferry</a><p><a href="#top">The crew</a></p>'],
  ['h2', '<b>The ferry stays in port</b><p>The crew sleeps</p>'],
  ['td', 'The ferry stays in port.<br><br>'],
  ['figcaption', 'By Jane Quelle, 3 May 2021<p>By Jan Roe, 3 May 2021</p>'],
  ['div', '<span class="author">Jane Quelle</span><p>The crew sleeps</p>'],
])('each child of a large %s is read a few times, however many blocks it has', (tag, markup) => {
  const [small, large] = [250, 1000].map((times) => childrenRead(tag, markup.repeat(times)));
  expect(large).toBeLessThan(6 * (small ?? 0));
});
