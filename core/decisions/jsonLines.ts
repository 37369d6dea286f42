/** Decisions as JSON lines, to keep them outside of the archive and to take them to another one. */
import * as z from 'zod';
import {
  type Attribution,
  attribution,
  type Decided,
  type Decision,
  decided,
} from '../identity/decisions/decision.ts';

/** A line with its line break: first who decided and why, then what. */
export function toLine({ id, author, reason, time, decided: content }: Decision): string {
  return `${JSON.stringify({ id, time, author, reason, ...content })}\n`;
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
  if (!outer.success) return { wrong: firstIssue(outer.error) };
  const { id: _, author, reason, time, ...content } = outer.data;
  const inner = decided.safeParse(content);
  if (!inner.success) return { wrong: firstIssue(inner.error) };
  return { decided: inner.data, attribution: { author, reason, time } };
}

function firstIssue({ issues }: z.ZodError): string {
  const [issue] = issues;
  return `${issue?.path.join('.') || 'decision'}: ${issue?.message ?? 'invalid'}.`;
}
