/** Annotates a corpus of generated news, whose truth is known: there, a full name is one person. */
import { corpus } from '../../bench/generator/corpus.ts';
import type { Tagger } from '../../core/entities/tagger/tagger.ts';
import { readObject } from '../../core/formats/read.ts';
import { type AnnotatedDocument, annotated } from './annotatedArchive.ts';

/**
 * The documents of the keys that are neither overwritten nor deleted, each with the postings of the entities
 * that the generator named.
 */
export async function annotateGenerated(
  options: { documents: number; seed: number },
  tagger: Tagger,
): Promise<AnnotatedDocument[]> {
  const documents = new Map<string, AnnotatedDocument>();
  for (const operation of corpus(options)) {
    if (operation.op === 'delete' || !operation.truth.every(({ current }) => current)) continue;
    const { key, body, truth } = operation;
    const named = new Set(truth.flatMap(({ entities }) => entities.map(({ id }) => id)));
    const bytes = Buffer.from(body);
    const reading = await readObject({
      ...{ key, version: '1', size: bytes.length, modified: Date.now(), etag: '', metadata: {} },
      async *stream() {
        yield bytes;
      },
      range: async (start, end) => bytes.subarray(start, end),
    });
    if ('code' in reading) continue;
    for await (const member of reading.members) {
      if (!('content' in member)) continue;
      const document = annotated(`${key}/${member.part}`, member.content, tagger);
      const known = [...document.postings].filter(([id]) => named.has(id));
      // A feed shows a story in several snapshots.
      documents.set(`${member.content.title} ${member.content.source.name}`, {
        ...document,
        postings: new Map(known),
      });
    }
  }
  return [...documents.values()];
}
