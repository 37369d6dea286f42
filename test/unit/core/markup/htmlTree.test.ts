import { expect, test } from 'vitest';
import { type Element, type HtmlPage, parseHtml } from '../../../../core/markup/htmlTree.ts';

function pageOf(html: string): HtmlPage {
  const page = parseHtml(html);
  if ('tooComplex' in page) throw new Error(page.tooComplex);
  return page;
}

/** The tree as lists: a tag, its attributes if there are any, its children. */
function shapeOf(element: Element): unknown[] {
  const { tag, attributes, children } = element;
  const own = Object.keys(attributes).length === 0 ? [tag] : [tag, attributes];
  return [...own, ...children.map((child) => (typeof child === 'string' ? child : shapeOf(child)))];
}

const shapesIn = (html: string) => shapeOf(pageOf(html).root).slice(1);

test.each<[what: string, html: string, shapes: unknown[]]>([
  ['a comment divides no text', 'a<!-- <b> -->b', ['ab']],
  ['comments that are closed at once', 'a<!-->b<!--->c', ['abc']],
  ['a comment that ends with a bang', 'a<!-- -- --!>b', ['ab']],
  ['a comment without an end hides the rest', 'a<!-- b', ['a']],
  ['declarations and instructions', '<!DOCTYPE html><?xml version="1.0"?><![CDATA[x>y]]>a', ['a']],
  ['signs that open no tag', '1 < 2 <3 </ a></>b', ['1 < 2 <3 b']],
  ['a lone end at the end of the page', 'a</', ['a</']],
  ['a tag without an end is dropped', 'a<b class="', ['a']],
  [
    'quotes of either kind, and none',
    `<p class="1>" id='2"' rel=3/ hidden role = 4>x`,
    [['p', { class: '1>', id: '2"', rel: '3/', hidden: '', role: '4' }, 'x']],
  ],
  [
    'names in lower case; the first of two attributes counts',
    '<P ID=a id=b>x</p>',
    [['p', { id: 'a' }, 'x']],
  ],
  ['a slash in a tag', '<p/id=1 />x<br/>y', [['p', { id: '1' }, 'x', ['br'], 'y']]],
  [
    'attributes that nothing reads are left out',
    '<p data-id="1" id=2 __proto__=3>x',
    [['p', { id: '2' }, 'x']],
  ],
  [
    'names with other characters than letters',
    '<p onclick.x="1" xml:lang="2" é=3 id=4>x<x-é-y>z',
    [['p', { id: '4' }, 'x', ['x-é-y', 'z']]],
  ],
  ['references in texts', 'a &amp; b &lt c &#x41;&copy;&unknown;', ['a & b < c A©&unknown;']],
  [
    'references in attributes',
    '<a href="?a=1&copy=2&amp;b=3">x</a>',
    [['a', { href: '?a=1&copy=2&b=3' }, 'x']],
  ],
  ['a title has references and no tags', '<title>A &amp; <b>B</title>c', [['title', 'A & <b>B'], 'c']],
  ['a reference after what begins like an end', '<title>A </&amp;</title>b', [['title', 'A </&'], 'b']],
  ['references are decoded once', '<p title="&amp;amp;">&amp;lt;', [['p', { title: '&amp;' }, '&lt;']]],
  [
    'an element for browsers without frames',
    '<noframes>&amp;<b></noframes>c',
    [['noframes', '&amp;<b>'], 'c'],
  ],
  ['an element whose text is as it stands', '<xmp>&amp;<b></XMP >c', [['xmp', '&amp;<b>'], 'c']],
  ['an element without an end', '<plaintext>a</plaintext>&amp;', [['plaintext', 'a</plaintext>&amp;']]],
  [
    'paragraphs that end unsaid',
    '<p>a<p>b<div>c</div>',
    [
      ['p', 'a'],
      ['p', 'b'],
      ['div', 'c'],
    ],
  ],
])('%s', (_, html, shapes) => {
  expect(shapesIn(html)).toEqual(shapes);
});

test('scripts are kept apart, as they stand', () => {
  const page = pageOf(
    '<script>if (a < b && c) "</p>";</script><p>x</p>' +
      '<script type="application&#x2F;ld+json">{"a":"&amp;"}</SCRIPT\n><script src="y">z</script>',
  );
  expect(shapeOf(page.root)).toEqual(['#root', ['p', 'x']]);
  expect(page.scripts).toEqual(['if (a < b && c) "</p>";']);
  expect(page.jsonLd).toEqual(['{"a":"&amp;"}']);
});

test('a script inside a drawing is no script', () => {
  expect(pageOf('<svg><script>a<b></script></svg>c').scripts).toEqual([]);
  expect(shapesIn('<svg><title>a</title></svg>c')).toEqual(['c']);
});

test('texts, scripts and comments go on where the parser gets the next part of a page', () => {
  const part = 32 * 1024;
  for (let before = 0; before < 40; before++) {
    const long = 'x'.repeat(part - before);
    const page = pageOf(`${long}a < b<!-- < --><i>c</i><script>${long}d < e</script>f`);
    expect(shapeOf(page.root).slice(1)).toEqual([`${long}a < b`, ['i', 'c'], 'f']);
    expect(page.scripts).toEqual([`${long}d < e`]);
  }
});
