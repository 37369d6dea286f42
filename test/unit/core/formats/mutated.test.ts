/**
 * Changes, doubles, drops or cuts off some bytes of every sample of the gallery. Each result is read or
 * refused, quickly, and always the same way.
 */
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codes } from '../../../../core/errors.ts';
import { readObject } from '../../../../core/formats/read.ts';
import { stored } from './upload.ts';

const samples = new URL('../../../../seeds/formats/', import.meta.url);
const names = readdirSync(samples).sort();
const runs = 25;

type Change = { at: number; kind: 'byte' | 'drop' | 'double' | 'cut'; length: number; byte: number };

const change: fc.Arbitrary<Change> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  kind: fc.constantFrom('byte', 'byte', 'byte', 'drop', 'double', 'cut'),
  length: fc.integer({ min: 1, max: 200 }),
  byte: fc.oneof(fc.constantFrom(...Buffer.from('<>&"\'[]{}\\\n\0\xff=;:-', 'latin1')), fc.nat({ max: 255 })),
});

function changed(sample: Buffer, changes: readonly Change[]): Buffer {
  return changes.reduce((bytes, { at, kind, length, byte }) => {
    const start = Math.floor(at * bytes.length);
    if (kind === 'cut') return bytes.subarray(0, start);
    if (kind === 'byte')
      return Buffer.concat([bytes.subarray(0, start), Buffer.of(byte), bytes.subarray(start + 1)]);
    const piece = kind === 'double' ? bytes.subarray(start, start + length) : Buffer.alloc(0);
    return Buffer.concat([bytes.subarray(0, start), piece, piece, bytes.subarray(start + length)]);
  }, sample);
}

async function everything(bytes: Buffer): Promise<string> {
  const reading = await readObject(stored(bytes, { key: 'mutated/sample' }));
  const found = 'code' in reading ? [{ refusal: reading }] : await Array.fromAsync(reading.members);
  for (const member of found) if ('refusal' in member) expect(codes).toContain(member.refusal.code);
  return JSON.stringify(found);
}

test.each(names)('%s', async (name) => {
  const sample = readFileSync(new URL(name, samples));
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
      const bytes = changed(sample, changes);
      const start = process.cpuUsage();
      const first = await everything(bytes);
      expect(process.cpuUsage(start).user / 1000).toBeLessThan(2000);
      expect(await everything(bytes)).toBe(first);
    }),
    { numRuns: runs },
  );
});
