/** Lists the lone names that documents take for a person's and links put to a thing, for people to read. */
import { textOf } from '../../core/document/record.ts';
import { typeOfEntity } from '../../core/entities/slug.ts';
import { isSurnameAlone } from '../../core/identity/shortNames.ts';
import type { Table } from '../../core/ports/table.ts';
import { LinkReader } from '../../core/queries/links.ts';
import type { AnnotatedDocument } from '../../training/identity/annotatedArchive.ts';

/** Characters of the text on each side of a name. */
const around = 50;

/** A line for each: the document, the name, what it is put to, and the words around it. */
export async function putToThings(table: Table, documents: readonly AnnotatedDocument[]): Promise<string[]> {
  const reader = new LinkReader(table);
  const lines: string[] = [];
  for (const document of documents)
    for (const [id, own] of document.postings) {
      if (!isSurnameAlone(id)) continue;
      const to = (await reader.answer(id, own)).chosen?.id;
      if (to !== undefined && typeOfEntity(to) !== 'person')
        lines.push(`${document.path}: ${id} is ${to}: ${wordsAround(document, id)}`);
    }
  return lines;
}

function wordsAround({ content, annotation }: AnnotatedDocument, id: string): string {
  const mention = annotation.mentions.find(({ entity }) => entity === id);
  if (mention === undefined) return '';
  const words = textOf(content).slice(Math.max(0, mention.start - around), mention.end + around);
  return words.replaceAll(/\s+/g, ' ');
}
