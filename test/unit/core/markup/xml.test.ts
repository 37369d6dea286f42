import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pieces } from '../../../pieces.ts';
import { bytesOf, textOrRefusal } from './readXml.ts';

describe('hostile XML', () => {
  const entity = (i: number) => `<!ENTITY lol${i + 1} "${`&lol${i || ''};`.repeat(10)}">`;
  const entities = Array.from({ length: 9 }, (_, i) => entity(i)).join('');
  const laughs = `<!DOCTYPE lolz [<!ENTITY lol "lol">${entities}]>`;
  test.each([
    ['a billion laughs', `<?xml version="1.0"?>${laughs}<rss>&lol9;</rss>`, /^xml.entity_decl: line 1/],
    [
      'an external entity',
      '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
      /^xml.entity_decl/,
    ],
    [
      'an external subset is allowed, and not fetched',
      '<!DOCTYPE a SYSTEM "http://x.example/[a].dtd"><a>fine</a>',
      /^fine$/,
    ],
    ['an undeclared entity', '<a>&x;</a>', /^&x;$/],
    [
      '200 deep',
      `${'<a>'.repeat(200)}${'</a>'.repeat(200)}`,
      /^xml.too_deep: line 1: elements nested more than 128/,
    ],
    ['200,000 elements', `<a>${'<b/>'.repeat(200_000)}</a>`, /^input.too_large: line 1: more than 100000/],
    [
      '200,000 attributes',
      `<a ${Array.from({ length: 200_000 }, (_, i) => `b${i}=""`).join(' ')}/>`,
      /^input.too_large: line 1: more than 100000/,
    ],
    ['crossed tags', '<a>\n<b><c></b></c></a>', /^xml.malformed: line 2, column 10: unexpected close tag/],
    ['an attribute without quotes', '<a>\n<b c=d/></a>', /^xml.malformed: line 2, column 6: unquoted/],
    ['an error after a repair: the column is unknown', '<a>&\n</b></a>', /^xml.malformed: line 2: un/],
    ['no end', '<a>\n<b>text', /^input.truncated: line 2: the XML ends before <\/b>/],
    ['no element', '<?xml version="1.0"?>', /^input.truncated: .*no element/],
    ['junk after the root', '<a>fine</a> junk & more <b>', /^fine$/],
    ['an undeclared prefix', '<a><what:ever>fine</what:ever></a>', /^fine$/],
  ])('%s', async (_, xml, expected) => {
    const start = process.cpuUsage();
    expect(await textOrRefusal(xml)).toMatch(expected);
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(8000);
  });

  test('any bytes are read or refused, with the same result each time', async () => {
    const part = fc.constantFrom(
      ...pieces(
        '<a>¦</a>¦<a b="¦"/>¦<?xml version="1.0"?>¦<!DOCTYPE a¦[¦]¦>¦<![CDATA[¦]]>¦&¦;¦x¦\u0000¦\ud800',
      ),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(part, fc.string({ unit: 'binary' })), { maxLength: 30 }),
        async (parts) => {
          const all = bytesOf(parts.join(''));
          expect(await textOrRefusal(all)).toBe(await textOrRefusal(all));
        },
      ),
    );
  });
});
