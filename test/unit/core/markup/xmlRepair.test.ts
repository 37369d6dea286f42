import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lineOf } from '../../../../core/markup/htmlTree.ts';
import { streamElements } from '../../../../core/markup/xml.ts';
import { XmlRepairer } from '../../../../core/markup/xmlRepair.ts';
import { pieces } from '../../../pieces.ts';
import { bytesOf, inChunks, readXml, textOrRefusal } from './readXml.ts';

describe('small errors are repaired where the intended text is certain', () => {
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
    expect(await textOrRefusal(`\n <?xml version="1.0"?><a>${given}</a>`)).toBe(expected);
  });

  test('attributes are repaired too', async () => {
    expect(await readXml('<a href="?b=1&c=2&copy;">x</a>')).toMatchObject({
      element: { attributes: { href: '?b=1&c=2©' } },
      flags: ['xml-mended'],
    });
  });

  test('only the element with the error is flagged', async () => {
    const xml = bytesOf(
      `<list>${['a', 'b & c', 'd', 'e ]]> f', 'g'].map((text) => `<item>${text}</item>`).join('')}</list>`,
    );
    const found = await Array.fromAsync(
      streamElements(inChunks(xml, 5), { wanted: ({ tag }) => tag === 'item' }),
    );
    expect(found.slice(0, -1).map(({ flags }) => flags)).toEqual([
      [],
      ['xml-mended'],
      [],
      ['xml-mended'],
      [],
    ]);
  });

  test('mojibake is repaired element by element where it is certain', async () => {
    const mangle = (text: string) => new TextDecoder('windows-1252').decode(bytesOf(text));
    const xml = bytesOf(
      `<list>${['Café', mangle('Åland, <b>né</b>'), 'x'].map((text) => `<item>${text}</item>`).join('')}</list>`,
    );
    const found = await Array.fromAsync(
      streamElements(inChunks(xml, 50), { wanted: ({ tag }) => tag === 'item' }),
    );
    expect(found.slice(0, -1).map(({ element, flags }) => [lineOf(element), flags])).toEqual([
      ['Café', []],
      ['Åland, né', ['mojibake-mended']],
      ['x', []],
    ]);
  });

  test('the chunks of a text make no difference', () => {
    const part = fc.constantFrom(
      ...pieces('&¦&amp;¦&nbsp;¦&#146;¦&#x¦<![CDATA[¦]]>¦<!--¦-->¦<?¦?>¦<¦;¦x¦é¦ '),
    );
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 40 }),
        fc.array(fc.nat({ max: 12 }), { maxLength: 20 }),
        (parts, sizes) => {
          const text = `<a>${parts.join('')}`;
          const inParts = new XmlRepairer();
          let out = '';
          let at = 0;
          for (const size of sizes) {
            out += inParts.write(text.slice(at, at + size));
            at += size;
          }
          expect(out + inParts.write(text.slice(at), true)).toBe(new XmlRepairer().write(text, true));
        },
      ),
    );
  });
});
