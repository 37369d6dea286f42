/** What must hold for every file, however broken: it is read or refused, and its record is sound. */
import { content } from '../../core/document/record.ts';
import { authorityEntry, parseEntryLine } from '../../core/entities/authority/entry.ts';
import { compareLines } from '../../core/entities/authority/sortedLines.ts';
import { codes, longestEvidence, type Refusal } from '../../core/errors.ts';
import type { AuthorityEntries, ReadMember, RefusedMember } from '../../core/formats/format.ts';
import { readObject } from '../../core/formats/read.ts';
import { findMalformed } from '../hostile/answers.ts';
import { stored } from '../unit/core/formats/upload.ts';

/**
 * What goes into table items besides the text, as JSON: an item holds 400 KB. An identity is no part of it,
 * since only its hash is stored.
 */
const mostItemBytes = 100_000;

/** Reads a file in this process, under a key. @returns one sentence per fault */
export async function faultsOfReading(bytes: Buffer, key: string): Promise<string[]> {
  const reading = await readObject(stored(bytes, { key }));
  if ('code' in reading) return faultsOfRefusal(reading);
  const faults = faultsOfEntries(reading.authority);
  for await (const member of reading.members) faults.push(...faultsOfMember(member));
  return faults;
}

/** The compact form of a file of the authority is sorted, and each entry in it keeps its schema. */
function faultsOfEntries(authority: AuthorityEntries | undefined): string[] {
  if (authority === undefined) return [];
  const lines = new TextDecoder().decode(authority.lines).split('\n').slice(0, -1);
  const faults: string[] = [];
  for (const [i, line] of lines.entries())
    if (i > 0 && compareLines(lines[i - 1] ?? '', line) >= 0) faults.push(`line ${i} is not in order`);
  const ofEntries = lines.filter((line) => line.split('\t', 1)[0]?.includes('/'));
  if (ofEntries.length !== authority.entries) faults.push('not every line of an entry is one');
  for (const line of ofEntries) {
    const parsed = authorityEntry.safeParse(parseEntryLine(line));
    if (!parsed.success) faults.push(`an entry breaks its schema: ${parsed.error.message.slice(0, 300)}`);
    if (!line.isWellFormed()) faults.push('an entry is not well formed');
  }
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
  const size = Buffer.byteLength(JSON.stringify([member.part, fields]));
  if (size > mostItemBytes) faults.push(`its fields take ${size} bytes`);
  return faults;
}

function faultsOfRefusal({ code, message, evidence }: Refusal): string[] {
  const faults: string[] = [];
  if (!codes.includes(code)) faults.push(`the code ${code} is unknown`);
  if (message === '') faults.push(`${code} has no message`);
  if (evidence.length > longestEvidence || evidence.includes('\n'))
    faults.push(`the evidence of ${code} is longer than a line`);
  if (!evidence.isWellFormed()) faults.push(`the evidence of ${code} is not well formed`);
  return faults;
}
