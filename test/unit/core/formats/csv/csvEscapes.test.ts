import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TextSource } from '../../../../../core/charset/textDecoding.ts';
import { withDoubledQuotes } from '../../../../../core/formats/csv/csvEscapes.ts';
import { readObject } from '../../../../../core/formats/read.ts';
import { contentOf, stored } from '../upload.ts';

function sourceOf(text: string, sizes: readonly number[] = [7]): TextSource {
  const bytes = Buffer.from(text);
  return {
    head: bytes,
    decode: () => undefined,
    async *stream() {
      for (let at = 0, i = 0; at < bytes.length; i++) {
        const end = at + (sizes[i % sizes.length] ?? 1);
        yield bytes.subarray(at, end);
        at = end;
      }
    },
  };
}

const read = async (text: string, sizes?: readonly number[]) =>
  Buffer.concat(await Array.fromAsync(withDoubledQuotes(sourceOf(text, sizes)).stream())).toString();

describe('a table in which a backslash escapes a quotation mark', () => {
  it('gives its articles', async () => {
    const table =
      'id,title,text\na,"The \\"Anna\\" sails","She said: \\"At last.\\""\nb,Quay,"It is shut."\n';
    const reading = await readObject(stored(table, { key: 'log/table.csv' }));
    if ('code' in reading) throw new Error(reading.code);
    expect(await Array.fromAsync(reading.members)).toMatchObject([
      { content: { title: 'The "Anna" sails', paragraphs: [{ text: 'She said: "At last."' }] } },
      { content: { title: 'Quay' } },
    ]);
  });

  it('is read alike in whatever pieces it comes, and as long as it was', async () => {
    const cell = fc.array(fc.constantFrom('a', '\\"', '\\\\', ' ', 'é'), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(cell),
        fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1 }),
        async (cells, sizes) => {
          const text = `"x\\"y",${cells.map((each) => `"${each.join('')}"`).join(',')}\n`;
          const doubled = await read(text, sizes);
          expect(doubled).toBe(text.replaceAll(/\\(["\\])/g, (both, sign) => (sign === '"' ? '""' : both)));
          expect(doubled).toHaveLength(text.length);
        },
      ),
    );
  });

  it('ends with its last backslash', async () => {
    expect(await read('"x\\"y"\\')).toBe('"x""y"\\');
  });
});

it.each([
  ['with marks doubled', '"a ""b"" c","C:\\"\n'],
  ['with a path at the end of a cell', 'a,"C:\\","b"\n"D:\\"\n'],
  ['of doubled marks behind backslashes', '"a ""b"" \\"" c","x\\"y"\n'],
  ['without quotation marks', 'a,b\\c\n'],
])('a table %s stays as it is', async (_, text) => {
  expect(await read(text)).toBe(text);
});

it('line ends that a program wrote as signs', async () => {
  const body = (text: string) => `title\tbody\tdate\nQuay\t${text}\t2026-03-01\n`;
  const paragraphs = async (text: string) => {
    const { paragraphs } = await contentOf(body(text));
    return paragraphs.map((each) => each.text);
  };
  expect(await paragraphs(`It is shut.\\n\\nWhat now\\r\\nIt opens.`)).toEqual([
    'It is shut.',
    'What now',
    'It opens.',
  ]);
  expect(await paragraphs('港口关闭了。\\n渡轮停在外面。')).toHaveLength(2);
  for (const kept of [
    'It is in C:\\news\\new. Open it.',
    'Write \\n for a line.',
    'It matches [^.\\n] here.',
  ])
    expect(await paragraphs(kept)).toEqual([kept]);
});
