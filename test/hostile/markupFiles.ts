/** Attacks on HTML, feeds, NITF and NewsML-G2. */
import { newsml1Of, newsmlOf, nitfOf, pageOf, recordsOf, rssItem, rssOf } from './carriers.ts';
import { type Attacks, filled, hostileFiles, kB, MB, prose } from './hostileFile.ts';

const raw = (body: string, head = '') =>
  `<!doctype html><html><head><title>Storm closes harbour</title>${head}</head><body>${body}</body></html>`;
const story = `<h1>Storm closes harbour</h1><p>${prose}</p>`;

const html: Attacks = {
  'fifty thousand elements deep': () => raw(`${'<div>'.repeat(50_000)}x`),
  'fifty thousand tables deep': () => raw(`${'<table><tr><td>'.repeat(50_000)}${story}`),
  'two hundred thousand siblings': () => raw(story + '<i>a</i>'.repeat(200_000)),
  'a page of 6 MB': () => raw(story + filled('<p>The ferry waits.</p>', 6 * MB)),
  'a tag without end': () => raw(`${story}<div ${filled('a="b" ', MB)}`),
  'an attribute of a megabyte': () => raw(`${story}<div title="${filled('a', MB)}">x</div>`),
  'a hundred thousand attributes': () =>
    raw(`${story}<div ${Array.from({ length: 100_000 }, (_, i) => `a${i}=1`).join(' ')}>x</div>`),
  'comments that never close': () => raw(story + '<!--'.repeat(100_000)),
  'an unclosed script': () => raw(`${story}<script>${filled('var a="</scrip";', MB)}`),
  'character references without end': () =>
    raw(`${story}<p>${'&#x1F600;&amp&lt;&#99999999999;&nosuch;'.repeat(5_000)}</p>`),
  'JSON-LD a hundred thousand deep': () =>
    raw(story, `<script type="application/ld+json">${'{"a":['.repeat(100_000)}</script>`),
  'JSON-LD that does not end': () =>
    raw(
      story,
      `<script type="application/ld+json">{"@type":"NewsArticle","headline":"${filled('storm ', MB)}`,
    ),
  'ten thousand scripts of data': () =>
    raw(story + '<script type="application/json">{"articleBody":"a"}</script>'.repeat(10_000)),
  'ten thousand headings': () =>
    raw(Array.from({ length: 10_000 }, (_, i) => `<h1>Storm ${i}</h1><p>The ferry waits.</p>`).join('')),
  'ten thousand dates': () =>
    raw(`${story}${'<time datetime="2021-05-03T10:00:00Z">May 3</time>'.repeat(10_000)}`),
  'meta elements without end': () =>
    raw(story, '<meta property="article:author" content="Ann Lee">'.repeat(20_000)),
  'charsets that disagree': () =>
    Buffer.concat([
      Buffer.from('feff', 'hex'),
      Buffer.from(raw(story, '<meta charset="utf-7"><meta charset="iso-2022-jp">')),
    ]),
  'a charset of a megabyte': () => raw(story, `<meta charset="${filled('utf-8', MB)}">`),
  'a base element of a script': () =>
    raw(
      `${story}<a href="x">y</a>`,
      '<base href="javascript:alert(1)"><link rel="canonical" href="javascript:alert(2)">',
    ),
  'SVG in MathML in SVG': () => raw(`${'<svg><math><foreignObject>'.repeat(10_000)}${story}`),
  'templates in templates': () => raw(`${'<template>'.repeat(20_000)}${story}`),
  'a select of options': () => raw(`<select>${'<option>'.repeat(90_000)}</select>${story}`),
  'closing tags alone': () => raw(`${story}${'</p></div></b>'.repeat(50_000)}`),
  'misnested formatting': () =>
    raw(`${'<b><i><u><a>'.repeat(5_000)}${'</b></i></u></a>'.repeat(5_000)}${story}`),
};

const laughs = (root: string) => {
  const levels = Array.from({ length: 10 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`);
  return `<!DOCTYPE ${root} [<!ENTITY l0 "lol">${levels.join('')}]>`;
};
const external = (root: string) =>
  `<!DOCTYPE ${root} [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY % p SYSTEM "http://127.0.0.1:1/x.dtd">%p;]>`;

const rss: Attacks = {
  'a billion laughs': () => rssOf(rssItem('Storm', '&l10;').replaceAll('&amp;', '&'), laughs('rss')),
  'an external entity': () => rssOf(rssItem('Storm', '&x;').replaceAll('&amp;', '&'), external('rss')),
  'an entity in quadratic use': () =>
    rssOf(
      `<item><title>${'&q;'.repeat(50_000)}</title></item>`,
      `<!DOCTYPE rss [<!ENTITY q "${filled('q', 50 * kB)}">]>`,
    ),
  'a guid of 450 KB': () =>
    rssOf(rssItem('Storm', prose, filled('g', 450 * kB)) + rssItem('A neighbour', prose, '2')),
  'half a surrogate as a reference': () =>
    rssOf(rssItem('Storm', prose, '&#xD800;').replaceAll('&amp;', '&') + rssItem('A neighbour', prose, '2')),
  'elements a hundred thousand deep': () => rssOf('<item>'.repeat(100_000)),
  'ten thousand and one items': () =>
    rssOf(Array.from({ length: 10_001 }, (_, i) => rssItem('Storm', 'a', String(i))).join('')),
  'one guid in each item': () => rssOf(rssItem('Storm', prose, 'same').repeat(2_000)),
  'an attribute of a megabyte': () => rssOf(`<item a="${filled('x', MB)}"><title>Storm</title></item>`),
  'a hundred thousand namespaces': () =>
    rssOf(
      `<item ${Array.from({ length: 100_000 }, (_, i) => `xmlns:n${i}="u"`).join(' ')}><title>Storm</title></item>`,
    ),
  'CDATA that never closes': () =>
    rssOf(`<item><title>Storm</title><description><![CDATA[${filled(prose, MB)}`),
  'pages in items': () =>
    rssOf(
      `<item><guid>1</guid><title>Storm</title><description>${'&lt;div&gt;'.repeat(100_000)}</description></item>`,
    ),
  'an encoding that is not': () => rssOf(rssItem('Storm', prose)).replace('UTF-8', 'UTF-16'),
  'processing instructions without end': () => rssOf('<?a b?>'.repeat(100_000) + rssItem('Storm', prose)),
};

const nitf: Attacks = {
  'a billion laughs': () => nitfOf('Storm', '&l10;', laughs('nitf')).replaceAll('&amp;', '&'),
  'an external entity': () => nitfOf('Storm', '&x;', external('nitf')).replaceAll('&amp;', '&'),
  'blocks a hundred thousand deep': () =>
    nitfOf('Storm', prose).replace('<p>', `${'<block>'.repeat(100_000)}<p>`),
  'an id of 450 KB': () =>
    nitfOf('Storm', prose).replace(
      '</head>',
      `<docdata><doc-id regsrc="a" id-string="${filled('x', 450 * kB)}"/></docdata></head>`,
    ),
  'a hundred thousand subjects': () =>
    nitfOf('Storm', prose).replace(
      '</head>',
      `<tobject>${'<tobject.subject tobject.subject.matter="Sea"/>'.repeat(100_000)}</tobject></head>`,
    ),
  'names inside names': () =>
    nitfOf('Storm', prose).replace('<p>', `<p>${'<person>'.repeat(120)}Ann Lee${'</person>'.repeat(120)}`),
  'it breaks off': () => nitfOf('Storm', prose).slice(0, -40),
};

const newsml: Attacks = {
  'a guid of 450 KB': () => newsmlOf('Storm', prose, `urn:${filled('g', 450 * kB)}`),
  'half a surrogate in the guid': () => newsmlOf('Storm', prose, 'urn:&#xDFFF;'),
  'elements a hundred thousand deep': () =>
    newsmlOf('Storm', prose).replace('<body>', `<body>${'<div>'.repeat(100_000)}`),
  'a hundred thousand headlines': () =>
    newsmlOf('Storm', prose).replace('<headline>', `${'<headline>a</headline>'.repeat(100_000)}<headline>`),
  'items without end in one message': () => {
    const item = newsmlOf('Storm', prose).replace(/^<\?xml[^>]*>\n/, '');
    return `<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>${item.repeat(3_000)}</itemSet></newsMessage>`;
  },
};

const newsml1: Attacks = {
  'components inside components': () =>
    newsml1Of('Storm', prose).replace(
      '<NewsLines>',
      `${'<NewsComponent>'.repeat(90)}${'</NewsComponent>'.repeat(90)}<NewsLines>`,
    ),
  'fifty thousand components': () =>
    newsml1Of('Storm', prose).replace('<NewsLines>', `${'<NewsComponent/>'.repeat(50_000)}<NewsLines>`),
  'an id of 450 KB': () => newsml1Of('Storm', prose).replace('>storm<', `>${filled('x', 450 * kB)}<`),
};

const xml: Attacks = {
  'forty thousand authors of one article': () =>
    recordsOf(['Storm', prose]).replace('<body>', `${'<author>a</author>'.repeat(40_000)}<body>`),
  'forty thousand texts of one article': () =>
    recordsOf(['Storm', prose]).replace('<body>', `${'<body>a</body>'.repeat(40_000)}<body>`),
  'elements inside elements': () =>
    recordsOf(['Storm', prose]).replace('<p>', `<p>${'<a>'.repeat(120)}${prose}${'</a>'.repeat(120)}`),
  'an id of 450 KB': () =>
    recordsOf(['Storm', prose]).replace('<article>', `<article id="${filled('x', 450 * kB)}">`),
  'records inside records': () =>
    recordsOf(['Storm', prose]).replace('<p>', `<p>${'<article><title>a</title><body>'.repeat(50)}`),
  'thousands of records': () =>
    recordsOf(...Array.from({ length: 2_000 }, (_, i) => [`Storm ${i}`, prose] as const)),
};

/** The page itself is sound; its size is within the limit, and every element has to be looked at. */
const largePages: Attacks = {
  'a page of nearly 5 MB': () => pageOf('Storm closes harbour', `${prose}\n\n`.repeat(11_000)),
  'a hundred thousand links': () => raw(`${story}${'<a href="/x">Storm</a> '.repeat(45_000)}`),
};

export function markupFiles(seed: number) {
  return [
    ...hostileFiles(seed, 'html', 'html', { ...html, ...largePages }),
    ...hostileFiles(seed, 'rss', 'xml', rss),
    ...hostileFiles(seed, 'nitf', 'xml', nitf),
    ...hostileFiles(seed, 'newsml', 'xml', newsml),
    ...hostileFiles(seed, 'newsml-1', 'xml', newsml1),
    ...hostileFiles(seed, 'xml', 'xml', xml),
  ];
}
