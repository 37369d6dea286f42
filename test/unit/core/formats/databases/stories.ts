/** Reads the stories of a file that a database wrote. */
import type { ReadMember, RefusedMember } from '../../../../../core/formats/format.ts';
import { readObject } from '../../../../../core/formats/read.ts';
import { stored } from '../upload.ts';

export async function membersOf(body: string | Uint8Array): Promise<(ReadMember | RefusedMember)[]> {
  const reading = await readObject(stored(body));
  if ('code' in reading) throw new Error(`refused: ${reading.code}`);
  return Array.fromAsync(reading.members);
}

/** What a reader sees of each document. */
export async function storiesOf(body: string | Uint8Array) {
  return (await membersOf(body)).map((member) => {
    if ('refusal' in member) return `${member.refusal.code}: ${member.refusal.evidence}`;
    const { title, authors, published, source, paragraphs } = member.content;
    return [title, authors, published?.value, source.name, paragraphs.map(({ text }) => text)];
  });
}
