import { describe, expect, test } from 'vitest';
import { contentOf } from '../upload.ts';

const title = 'Swimming hall to close in December';
const sentences = [
  'The council of Brackwater voted on Tuesday night to close the old hall, after its roof was found to be unsafe.',
  'Engineers had told it in March that two of the eleven beams carry less than half of their load.',
  '“Nobody wanted this,” said Maud Ellery. “But we cannot ask children to swim beneath a roof that may come down.”',
  'Schools from six villages hold their lessons there, and the nearest other pool is forty minutes away.',
  'A new building would cost 14 million, of which the county has offered to pay a third.',
];
const [first = '', second = '', ...others] = sentences.map((text) => `<p>${text}</p>`);

/** Pages as common systems make them. */
const pages: [system: string, body: string][] = [
  [
    'blocks',
    `<main class="wp-block-group"><h1 class="wp-block-post-title">${title}</h1>
      <div class="wp-block-post-date"><time datetime="2024-03-05T21:14:00+00:00">March 5, 2024</time></div>
      <div class="wp-block-post-author-name">Ida Marlowe</div>
      <div class="entry-content wp-block-post-content">${first}${second}
      <figure class="wp-block-image"><img src="hall.jpg"></figure>
      ${others.join('')}</div></main>`,
  ],
  [
    'cards',
    `<main><article class="article post"><header class="article-header"><h1 class="article-title">${title}</h1>
      <h4 class="author-name"><a href="/author/ida/">Ida Marlowe</a></h4>
      <time class="byline-meta-date" datetime="2024-03-05">Mar 5, 2024</time></header>
      <section class="gh-content">${first}${second}${others.join('')}</section>
      </article></main>`,
  ],
  [
    'lists of parts',
    `<section class="b-right-rail"><h1 class="b-headline">${title}</h1><div class="b-byline"><span>By</span>
      <span><a href="/author/ida">Ida Marlowe</a></span></div>
      <time class="c-date" datetime="2024-03-05T21:14:00Z">March 05, 2024 at 9:14 pm EST</time>
      <article class="b-article-body">${first}${second}<p class="c-interstitial-link">[<a href="/x">Bus 14
      runs late again after works on the bridge</a>]</p>${others.join('')}</article></section>`,
  ],
  [
    'fields of a node',
    `<main role="main"><h1 class="page-title"><span class="field">${title}</span></h1>
      <article class="node"><footer class="node__meta"><div class="node__submitted">By
      <span>Ida Marlowe</span>, Tue, 03/05/2024 - 21:14</div></footer><div class="field
      field--name-body">${first}${second}
      ${others.join('')}</div><ul class="links inline"><li><a href="/user/login">Log in</a> to post
      comments</li></ul></article></main>`,
  ],
  [
    'tables and line breaks',
    `<table width="760"><tr><td><a href="/">Home</a> | <a href="/sport.html">Sport</a></td></tr><tr><td>
      <font size="5"><b>${title}</b></font><br><font size="2">By Ida Marlowe<br>March 5, 2024</font><br><br>
      ${sentences.join('<br><br>')}<br><br><font size="1">&copy; 2024 Valley News. All rights reserved.</font>
      </td></tr></table>`,
  ],
];

describe('a story in a system that makes pages of', () => {
  test.each(pages)('%s', async (_, body) => {
    const head = `<head><meta charset="utf-8"><title>${title} - Brackwater Post</title></head>`;
    const content = await contentOf(`<!doctype html><html lang="en">${head}<body>${body}</body></html>`);
    expect(content.title).toBe(title);
    expect(content.paragraphs.map(({ text }) => text)).toEqual(sentences);
    expect(content.authors).toEqual(['Ida Marlowe']);
    expect(content.published?.value.slice(0, 10)).toBe('2024-03-05');
  });
});
