/** How much a file with missing quotation marks makes `splitRows` scan again. */
import { describe, expect, test } from 'vitest';
import { rescanBudget, splitRows } from '../../../../../core/formats/csv/csvRows.ts';
import { readObject } from '../../../../../core/formats/read.ts';
import { stored } from '../upload.ts';

const comma = 0x2c;

/**
 * The rows until the end or the error, and how many bytes were scanned again. Each line here opens a row that
 * reaches to the end of the file, so each broken line has everything after it scanned again.
 */
async function rescanned(bytes: Uint8Array, chunk: number) {
  const pieces = async function* () {
    for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk);
  };
  let broken = 0;
  let again = 0;
  try {
    for await (const row of splitRows(pieces(), comma)) {
      if (!('refusal' in row)) continue;
      broken++;
      again += bytes.length - row.offset;
    }
    return { broken, again };
  } catch (error) {
    return { broken, again, error: String(error) };
  }
}

describe('lines that each open a quotation mark', () => {
  test.each([1_200_000, 65_536])('are scanned again within a budget (chunks of %i bytes)', async (chunk) => {
    const bytes = Buffer.from('a","b\n'.repeat(200_000));
    const { broken, again, error } = await rescanned(bytes, chunk);
    expect(error).toMatch(/^BadInput: csv\.malformed: quotation marks are missing in many lines up to line/);
    expect(broken).toBeLessThan(100);
    expect(again).toBeLessThan(rescanBudget + 2 * bytes.length);
  });

  test('are all reported if they are few', async () => {
    const { broken, error } = await rescanned(Buffer.from('a","b\n'.repeat(1000)), 65_536);
    expect({ broken, error }).toEqual({ broken: 1000, error: undefined });
  });

  test('leave the rows before them, and refuse the rest as one part', async () => {
    const good = 'The quay is closed,The quay is closed until the ice breaks.\n'.repeat(3);
    const reading = await readObject(stored(`title,text\n${good}${'a","b\n'.repeat(200_000)}`));
    if ('code' in reading) throw new Error(reading.evidence);
    const members = await Array.fromAsync(reading.members);
    const refused = members.filter((member) => 'refusal' in member);
    expect(members.length - refused.length).toBe(3);
    expect(refused.length).toBeLessThan(100);
    expect(refused.at(-1)).toMatchObject({ part: 'rest', refusal: { code: 'csv.malformed' } });
  });
});
