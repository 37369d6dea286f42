/** XML of 30 MB: refused as one text, read as a stream of elements. */
import { expect, test } from 'vitest';
import { streamElements } from '../../../../core/markup/xml.ts';
import { xmlLimits } from '../../../../core/markup/xmlTree.ts';
import { bytesOf, textOrRefusal } from '../../../unit/core/markup/readXml.ts';

test.each([
  ['a text', `<a>${'x'.repeat(30_000_000)}</a>`],
  ['a comment', `<a><!--${'x'.repeat(30_000_000)}--></a>`],
])('%s of 30 MB is refused', async (_, xml) => {
  const start = process.cpuUsage();
  expect(await textOrRefusal(xml)).toMatch(/^input.too_large/);
  expect(process.cpuUsage(start).user / 1000).toBeLessThan(8000);
});

test('streamed elements leave memory: elements of 30 MB stay under the limit', async () => {
  const item = bytesOf(`<item>${'x'.repeat(100_000)}</item>`);
  async function* stream() {
    yield bytesOf('<list>');
    for (let i = 0; i < 300; i++) yield item;
    yield bytesOf('</list>');
  }
  let count = 0;
  for await (const { element, characters } of streamElements(stream(), {
    wanted: ({ tag }) => tag === 'item',
  })) {
    if (element.tag === 'item') expect(characters).toBeGreaterThan(100_000);
    else expect(element.children).toEqual([]);
    count++;
  }
  expect(count).toBe(301);
  expect(300 * item.length).toBeGreaterThan(xmlLimits.characters);
});
