/** What must hold for every file, however broken: it is read or refused, and its record is sound. */
import { content } from '../../core/document/record.ts';
import { codes, type Refusal } from '../../core/errors.ts';
import type { ReadMember, RefusedMember } from '../../core/formats/format.ts';
import { readObject } from '../../core/formats/read.ts';
import { findMalformed } from '../hostile/answers.ts';
import { stored } from '../unit/core/formats/upload.ts';

/** What goes into table items besides the text, as JSON: an item holds 400 KB. */
const mostItemBytes = 100_000;
const mostEvidence = 1_000;

/** Reads a file in this process. @returns one sentence per fault */
export async function faultsOfReading(bytes: Buffer): Promise<string[]> {
  const reading = await readObject(stored(bytes, { key: 'fuzz/input' }));
  if ('code' in reading) return faultsOfRefusal(reading);
  const faults: string[] = [];
  for await (const member of reading.members) faults.push(...faultsOfMember(member));
  return faults;
}

function faultsOfMember(member: ReadMember | RefusedMember): string[] {
  const malformed = findMalformed(member);
  const faults =
    malformed === undefined ? [] : [`a string is not well formed: ${JSON.stringify(malformed.slice(0, 60))}`];
  if ('refusal' in member) return [...faults, ...faultsOfRefusal(member.refusal)];
  const parsed = content.safeParse(member.content);
  if (!parsed.success) faults.push(`the record breaks its schema: ${parsed.error.message.slice(0, 300)}`);
  const { paragraphs: _, signature: __, ...fields } = member.content;
  const size = Buffer.byteLength(JSON.stringify([member.part, member.identity, fields]));
  if (size > mostItemBytes) faults.push(`its fields take ${size} bytes`);
  return faults;
}

function faultsOfRefusal({ code, message, evidence }: Refusal): string[] {
  const faults: string[] = [];
  if (!codes.includes(code)) faults.push(`the code ${code} is unknown`);
  if (message === '') faults.push(`${code} has no message`);
  if (evidence.length > mostEvidence || evidence.includes('\n'))
    faults.push(`the evidence of ${code} is longer than a line`);
  if (!evidence.isWellFormed()) faults.push(`the evidence of ${code} is not well formed`);
  return faults;
}
