/**
 * A member of very many paragraphs is sent in several messages: the parent reads a message in one task of its
 * event loop, and 600,000 paragraphs took it more than a tenth of a second.
 */
import type { Paragraph } from '../../core/document/record.ts';
import type { ReadMember, RefusedMember } from '../../core/formats/format.ts';
import { groupsOf } from '../../core/groupsOf.ts';
import type { MemberBatch } from './messages.ts';

const paragraphsTogether = 10_000;

/** The paragraphs of the member, in the parts to be sent before it, and what is left of it. */
export function divideMember(member: ReadMember | RefusedMember): {
  parts: Paragraph[][];
  rest: ReadMember | RefusedMember;
} {
  if (!('content' in member) || member.content.paragraphs.length <= paragraphsTogether)
    return { parts: [], rest: member };
  const { paragraphs } = member.content;
  const parts = groupsOf(paragraphs, paragraphsTogether);
  return { parts, rest: { ...member, content: { ...member.content, paragraphs: [] } } };
}

/** Gives the last member of a batch the paragraphs that came before the batch. */
export function joinLastMember(batch: MemberBatch, parts: readonly Paragraph[][]): MemberBatch {
  const last = batch.members.at(-1);
  if (parts.length === 0 || last === undefined || !('content' in last)) return batch;
  const whole = { ...last, content: { ...last.content, paragraphs: parts.flat() } };
  return { ...batch, members: [...batch.members.slice(0, -1), whole] };
}
