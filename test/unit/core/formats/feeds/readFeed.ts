import { expect } from 'vitest';
import type { ReadMember, RefusedMember } from '../../../../../core/formats/format.ts';
import { readObject } from '../../../../../core/formats/read.ts';
import { stored } from '../upload.ts';

export const sentence = 'The harbour stayed closed for a third day, its manager said.';

/** What a feed yields. */
export async function membersOf(xml: string | Uint8Array): Promise<(ReadMember | RefusedMember)[]> {
  const reading = await readObject(stored(xml, { key: 'feeds/a.xml' }));
  if ('code' in reading) throw new Error(`${reading.code}: ${reading.evidence}`);
  expect(reading.feed).toBe(true);
  return Array.fromAsync(reading.members);
}

/** The only member of a feed. */
export async function only(xml: string): Promise<ReadMember> {
  const [member, ...more] = await membersOf(xml);
  if (member === undefined || 'refusal' in member || more.length > 0)
    throw new Error(JSON.stringify([member, ...more]));
  return member;
}
