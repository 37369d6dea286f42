/**
 * How many rows of one key are written at once: they are in one partition of the table, which takes a
 * thousand writes a second.
 */
import { expect, it } from 'vitest';
import type { ObjectReader, ReadMember, RefusedMember } from '../../../../core/formats/format.ts';
import { normalize } from '../../../../functions/normalize/normalize.ts';
import { MemoryObjects } from '../../../../runtime/memory/objects.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';
import { memoryPorts } from '../../../memoryPorts.ts';

const key = 'lines.jsonl';

/** Reads one document for each `d` of the object, and one refused part for each `r`. */
const reader: ObjectReader = async (object) => {
  const text = Buffer.concat(await Array.fromAsync(object.stream())).toString();
  const members = async function* (): AsyncGenerator<ReadMember | RefusedMember> {
    for (const [i, letter] of [...text].entries()) {
      const part = `line ${i}`;
      const content = { schema: 'news.doc/1', title: part, body: part, paragraphs: [] } as never;
      if (letter === 'd') yield { part, format: 'json', charset: 'utf-8', bytes: 1, content };
      else yield { part, refusal: { code: 'json.malformed', evidence: part } } as RefusedMember;
    }
  };
  return { format: 'json', feed: false, members: members() };
};

/** @returns how many rows were written at once at most, each time that one of the objects was handled */
async function mostAtOnce(...texts: string[]): Promise<number[]> {
  const clock = () => 0;
  const [inbox, table] = [new MemoryObjects(clock), new MemoryTable()];
  let [now, most] = [0, 0];
  const put = table.put.bind(table);
  table.put = async (...args) => {
    most = Math.max(most, ++now);
    await new Promise((resolve) => setImmediate(resolve));
    now--;
    return put(...args);
  };
  const ports = { ...memoryPorts(clock), inbox, table, read: reader };
  const found: number[] = [];
  for (const text of texts) {
    most = 0;
    await inbox.put(key, text);
    await normalize(ports, key);
    found.push(most);
  }
  return found;
}

it('rows of documents, which take two writes each, are written eight at once, and buried so', async () => {
  expect(await mostAtOnce('d'.repeat(20), 'd')).toEqual([8, 8]);
});

it('rows of refused parts are written four at once, and buried so', async () => {
  expect(await mostAtOnce(`d${'r'.repeat(20)}`, 'd')).toEqual([4, 4]);
});
