/** Measures the memory that reading the largest files takes. The files are generated while they are read. */
import { expect, test } from 'vitest';
import { readObject } from '../../../../core/formats/read.ts';
import { stored } from '../../../unit/core/formats/upload.ts';

const MB = 1024 * 1024;
const records = 1_000;

/** Each record is a short story with 200 KB of irrelevant data, as exports have them. */
const filler = Buffer.from(`"${'0123456789abcdef'.repeat(12_800)}"`);
const fields = (i: number) => [
  `n-${i}`,
  `Quay ${i} is closed`,
  'The quay is closed until the ice breaks, the harbour master said.',
];
const object = (i: number) => {
  const [id, title, text] = fields(i);
  return Buffer.concat([
    Buffer.from(JSON.stringify({ id, title, text }).replace(/}$/, ',"raw":')),
    filler,
    Buffer.from('}'),
  ]);
};
const row = (i: number) =>
  Buffer.concat([
    Buffer.from(
      `${fields(i)
        .map((field) => `"${field}"`)
        .join(',')},`,
    ),
    filler,
  ]);

test.each([
  ['JSON Lines', '', object, '\n', ''],
  ['a list in JSON', '{"articles":[', object, ',\n', '{}]}'],
  ['a table', 'id,title,text,raw\n', row, '\n', ''],
])(
  '%s of 200 MB takes less than 300 MB of memory',
  { timeout: 120_000 },
  async (_, before, record, between, after) => {
    globalThis.gc?.();
    const start = process.memoryUsage.rss();
    let bytes = 0;
    const reading = await readObject({
      ...stored('', { size: 201 * MB }),
      async *stream() {
        yield Buffer.from(before);
        for (let i = 0; i < records; i++) {
          const next = record(i);
          bytes += next.length;
          yield next;
          yield Buffer.from(between);
        }
        yield Buffer.from(after);
      },
    });
    if ('code' in reading) throw new Error(reading.code);
    let [documents, peak] = [0, 0];
    for await (const member of reading.members) {
      if ('content' in member) documents++;
      peak = Math.max(peak, process.memoryUsage.rss());
    }
    expect(documents).toBe(records);
    expect(bytes).toBeGreaterThan(195 * MB);
    expect((peak - start) / MB).toBeLessThan(300);
  },
);
