import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Refusal } from '../../../../core/errors.ts';
import { BadInput } from '../../../../core/formats/format.ts';
import { lineOf } from '../../../../core/markup/htmlTree.ts';
import { elementsOf, type Piece, rootElement, xmlLimits } from '../../../../core/markup/xml.ts';
import { Letters } from '../../../../core/markup/xmlCharacters.ts';
import { XmlRepair } from '../../../../core/markup/xmlRepair.ts';
import { rootOf } from '../../../../core/markup/xmlRoot.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

async function* pieces(all: Uint8Array, size: number) {
  for (let i = 0; i < all.length; i += size) yield all.subarray(i, i + size);
}

async function read(xml: string | Uint8Array): Promise<Piece | Refusal> {
  try {
    return await rootElement(typeof xml === 'string' ? bytes(xml) : xml);
  } catch (error) {
    if (error instanceof BadInput) return error.refusal;
    throw error;
  }
}

async function textOf(xml: string | Uint8Array): Promise<string> {
  const found = await read(xml);
  return 'code' in found ? `${found.code}: ${found.evidence}` : lineOf(found.element);
}

describe('small faults are mended where it is certain what was meant', () => {
  test.each([
    ['Q&A', 'Q&A'],
    ['AT & T; and so on', 'AT & T; and so on'],
    ['caf&eacute;&nbsp;Skerry', 'café Skerry'],
    ['&nosuchname;', '&nosuchname;'],
    ['won&#146;t &#x94;', 'won’t ”'],
    ['nothing&#0;&#x1f; here', 'nothing here'],
    ['a&lt;b &amp;amp; &LT;c', 'a<b &amp; <c'],
    ['bell\u0007\u0000s', 'bells'],
    ['an end ]]> of nothing', 'an end ]]> of nothing'],
    ['<![CDATA[a & b &nbsp; <i>]]>', 'a & b &nbsp; <i>'],
    ['<!-- a & b -->c<?php & ?>d', 'cd'],
  ])('%s', async (given, expected) => {
    expect(await textOf(`\n <?xml version="1.0"?><a>${given}</a>`)).toBe(expected);
  });

  test('in attributes too', async () => {
    expect(await read('<a href="?b=1&c=2&copy;">x</a>')).toMatchObject({
      element: { attributes: { href: '?b=1&c=2©' } },
      flags: ['xml-mended'],
    });
  });

  test('only the element that has the fault is flagged', async () => {
    const xml = bytes(
      `<list>${['a', 'b & c', 'd', 'e ]]> f', 'g'].map((text) => `<item>${text}</item>`).join('')}</list>`,
    );
    const found = await Array.fromAsync(elementsOf(pieces(xml, 5), { wanted: ({ tag }) => tag === 'item' }));
    expect(found.slice(0, -1).map(({ flags }) => flags)).toEqual([
      [],
      ['xml-mended'],
      [],
      ['xml-mended'],
      [],
    ]);
  });

  test('mangled letters, element by element, where they are certain', async () => {
    const mangled = (text: string) => new TextDecoder('windows-1252').decode(bytes(text));
    const xml = bytes(
      `<list>${['Café', mangled('Åland, <b>né</b>'), 'x'].map((text) => `<item>${text}</item>`).join('')}</list>`,
    );
    const found = await Array.fromAsync(elementsOf(pieces(xml, 50), { wanted: ({ tag }) => tag === 'item' }));
    expect(found.slice(0, -1).map(({ element, flags }) => [lineOf(element), flags])).toEqual([
      ['Café', []],
      ['Åland, né', ['mojibake-mended']],
      ['x', []],
    ]);
  });

  test('the pieces that a text comes in make no difference', () => {
    const part = fc.constantFrom(
      '&',
      '&amp;',
      '&nbsp;',
      '&#146;',
      '&#x',
      '<![CDATA[',
      ']]>',
      '<!--',
      '-->',
      '<?',
      '?>',
      '<',
      ';',
      'x',
      'é',
      ' ',
    );
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 40 }),
        fc.array(fc.nat({ max: 12 }), { maxLength: 20 }),
        (parts, sizes) => {
          const text = `<a>${parts.join('')}`;
          const cut = new XmlRepair();
          let out = '';
          let at = 0;
          for (const size of sizes) {
            out += cut.write(text.slice(at, at + size));
            at += size;
          }
          expect(out + cut.write(text.slice(at), true)).toBe(new XmlRepair().write(text, true));
        },
      ),
    );
  });
});

describe('letters', () => {
  async function lettersOf(all: Uint8Array, contentType?: string, size = 1000) {
    const letters = new Letters(contentType);
    const text = (await Array.fromAsync(letters.of(pieces(all, size)))).join('');
    return { text, charset: letters.charset, flags: letters.flags };
  }
  const long = `<a>${'x'.repeat(200_000)}`;
  const latin1 = (text: string) => Buffer.from(text, 'latin1');

  test.each([
    ['UTF-8, the first letter late', bytes(`${long}é`), 'utf-8', [], 'é'],
    [
      'windows-1252 that says nothing, the first letter late',
      latin1(`${long}é na`),
      'windows-1252',
      ['charset-mislabelled'],
      'é na',
    ],
    [
      'what it declares',
      latin1(`<?xml version="1.0" encoding="ISO-8859-1"?>${long}é`),
      'windows-1252',
      [],
      'é',
    ],
    [
      'ASCII that says UTF-16',
      bytes(`<?xml version="1.0" encoding="utf-16"?>${long}é`),
      'utf-8',
      ['charset-mislabelled'],
      'é',
    ],
    [
      'UTF-16 with a mark',
      Buffer.from(`\ufeff<?xml version="1.0" encoding="utf-16"?>${long}é`, 'utf16le'),
      'utf-16le',
      [],
      'é',
    ],
    ['UTF-16 without one', Buffer.from(`${long}é`, 'utf16le'), 'utf-16le', ['charset-guessed'], 'é'],
  ])('%s', async (_, all, charset, flags, end) => {
    const found = await lettersOf(all);
    expect({ ...found, text: found.text.slice(-end.length) }).toEqual({ text: end, charset, flags });
  });

  test('the header of the upload counts where the XML says nothing', async () => {
    expect(
      await lettersOf(Buffer.from([0x3c, 0x61, 0x3e, 0xe4, 0xe5]), 'text/xml; charset=koi8-r'),
    ).toMatchObject({ charset: 'koi8-r' });
  });

  test('the pieces make no difference', async () => {
    const all = bytes(`<a>${'żółw — '.repeat(20_000)}`);
    const whole = await lettersOf(all, undefined, all.length);
    for (const size of [977, 65_536, 65_537]) expect(await lettersOf(all, undefined, size)).toEqual(whole);
  });
});

describe('hostile XML', () => {
  const laughs = `<!DOCTYPE lolz [<!ENTITY lol "lol">${Array.from({ length: 9 }, (_, i) => `<!ENTITY lol${i + 1} "${`&lol${i || ''};`.repeat(10)}">`).join('')}]>`;
  test.each([
    ['a billion laughs', `<?xml version="1.0"?>${laughs}<rss>&lol9;</rss>`, /^xml.entity_decl: line 1/],
    [
      'an external entity',
      '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
      /^xml.entity_decl/,
    ],
    [
      'an external subset is not fetched, and no harm',
      '<!DOCTYPE a SYSTEM "http://x.example/[a].dtd"><a>fine</a>',
      /^fine$/,
    ],
    ['an entity that nobody declared', '<a>&x;</a>', /^&x;$/],
    ['200 deep', `${'<a>'.repeat(200)}${'</a>'.repeat(200)}`, /^xml.too_deep: line 1: more than 128/],
    ['200,000 elements', `<a>${'<b/>'.repeat(200_000)}</a>`, /^input.too_large: line 1: more than 100000/],
    [
      '200,000 attributes',
      `<a ${Array.from({ length: 200_000 }, (_, i) => `b${i}=""`).join(' ')}/>`,
      /^input.too_large: line 1: more than 100000/,
    ],
    [
      'a text of 30 MB',
      `<a>${'x'.repeat(30_000_000)}</a>`,
      /^input.too_large: line 1: more than 26214400 characters/,
    ],
    ['a comment of 30 MB', `<a><!--${'x'.repeat(30_000_000)}--></a>`, /^input.too_large/],
    ['tags crossed', '<a>\n<b><c></b></c></a>', /^xml.malformed: line 2, column 10: unexpected close tag/],
    ['an attribute without quotes', '<a>\n<b c=d/></a>', /^xml.malformed: line 2, column 6: unquoted/],
    [
      'a fault after something mended: the column is not certain',
      '<a>&\n</b></a>',
      /^xml.malformed: line 2: un/,
    ],
    ['no end', '<a>\n<b>text', /^input.truncated: line 2: the XML ends, and <b> has no end/],
    ['no element', '<?xml version="1.0"?>', /^input.truncated: .*no element/],
    ['junk after the root', '<a>fine</a> junk & more <b>', /^fine$/],
    ['a prefix that nobody declared', '<a><what:ever>fine</what:ever></a>', /^fine$/],
  ])('%s', async (_, xml, expected) => {
    const start = process.cpuUsage();
    expect(await textOf(xml)).toMatch(expected);
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(3000);
  });

  test('what was handed over is not held: 100 MB of elements are no more than the limit at a time', async () => {
    const item = bytes(`<item>${'x'.repeat(100_000)}</item>`);
    async function* stream() {
      yield bytes('<list>');
      for (let i = 0; i < 1000; i++) yield item;
      yield bytes('</list>');
    }
    let count = 0;
    for await (const { element, characters } of elementsOf(stream(), {
      wanted: ({ tag }) => tag === 'item',
    })) {
      if (element.tag === 'item') expect(characters).toBeGreaterThan(100_000);
      else expect(element.children).toEqual([]);
      count++;
    }
    expect(count).toBe(1001);
    expect(1000 * item.length).toBeGreaterThan(3 * xmlLimits.characters);
  });

  test('any bytes are read or refused, the same each time', async () => {
    const part = fc.constantFrom(
      '<a>',
      '</a>',
      '<a b="',
      '"/>',
      '<?xml version="1.0"?>',
      '<!DOCTYPE a',
      '[',
      ']',
      '>',
      '<![CDATA[',
      ']]>',
      '&',
      ';',
      'x',
      '\u0000',
      '\ud800',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(part, fc.string({ unit: 'binary' })), { maxLength: 30 }),
        async (parts) => {
          const all = bytes(parts.join(''));
          expect(await textOf(all)).toBe(await textOf(all));
        },
      ),
    );
  });
});

describe('the root', () => {
  test.each([
    [
      '<?xml version="1.0"?><!-- <rss> --><?style a?>\n<!DOCTYPE x:rss SYSTEM "a>b"><x:rss version="2.0">',
      'rss',
    ],
    ['<!DOCTYPE rss [ <!ENTITY a "]>"> ]><feed>', 'feed'],
    [`<!DOCTYPE rss [${'<!ENTITY a "b">'.repeat(5000)}]><feed>`, 'rss'],
    ['\ufeff<feed xmlns="http://www.w3.org/2005/Atom">', 'feed'],
    ['< feed>', undefined],
    ['text <feed>', undefined],
    ['<?xml version="1.0"', undefined],
    ['<!-- never', undefined],
  ])('%s', (xml, name) => expect(rootOf(bytes(xml))?.name).toBe(name));

  test('of UTF-16', () => expect(rootOf(Buffer.from('\ufeff<rss>', 'utf16le'))?.name).toBe('rss'));
});
