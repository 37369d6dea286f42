/** Decisions as JSON lines, to keep them outside of the archive and to take them to another one. */
import * as z from 'zod';
import {
  type Attribution,
  attribution,
  type Decided,
  type Decision,
} from '../identity/decisions/decision.ts';
import { omitUndefined } from '../omitUndefined.ts';
import { isFault, readDecided } from './readDecided.ts';

/** A line with its line break: first who decided and why, then what. */
export function toLine({ id, author, reason, time, caller, decided: content }: Decision): string {
  return `${JSON.stringify({ id, time, author, reason, caller, ...content })}\n`;
}

const line = z.looseObject({ id: z.string().optional(), ...attribution.shape });

/** @returns what is wrong with the line, in a sentence, if it is no decision */
export function parseLine(text: string): { decided: Decided; attribution: Attribution } | { wrong: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { wrong: 'It is not JSON.' };
  }
  const outer = line.safeParse(value);
  if (!outer.success) return { wrong: wrongIn(outer.error) };
  const { id: _, author, reason, time, caller, ...content } = outer.data;
  const read = readDecided(content);
  if (isFault(read)) return { wrong: read.message };
  return { decided: read, attribution: { author, reason, time, ...omitUndefined({ caller }) } };
}

function wrongIn({ issues }: z.ZodError): string {
  const [field] = issues[0]?.path ?? [];
  const start = field === undefined ? 'A' : `'${String(field)}' is missing or wrong: a`;
  return `${start} decision has author, reason and time (2026-11-27T23:30:00Z), and what is decided.`;
}
