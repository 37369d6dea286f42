/** Helpers for the tests of JSON: sample records, and what is read from a file. */
import type { ReadMember, RefusedMember } from '../../../../../core/formats/format.ts';
import { readObject } from '../../../../../core/formats/read.ts';
import { stored } from '../upload.ts';

export const text = 'The northern quay is closed until the ice breaks, the harbour master said on Tuesday.';
/** A record with a title and a text. */
export const story = (id: string | number | undefined, more: object = {}) => ({
  id,
  title: `Quay ${id} is closed`,
  text,
  ...more,
});

export async function membersOf(body: string | Uint8Array): Promise<(ReadMember | RefusedMember)[]> {
  const reading = await readObject(stored(body, { key: 'log/file.json' }));
  if ('code' in reading) throw new Error(`refused: ${reading.code} (${reading.evidence})`);
  return Array.fromAsync(reading.members);
}

/** The part of each member, with the code of its refusal if it has one. */
export async function partsOf(body: string | Uint8Array): Promise<string[]> {
  return (await membersOf(body)).map((member) =>
    'refusal' in member ? `${member.part}: ${member.refusal.code}` : member.part,
  );
}

export async function refusalOf(body: string): Promise<{ code: string; evidence: string } | undefined> {
  const [only] = await membersOf(body);
  return only !== undefined && 'refusal' in only ? only.refusal : undefined;
}
