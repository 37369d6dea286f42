/**
 * `npm run eval:common [-- ARCHIVE] [--seed N]`: lists the names of an archive for a person to read. Per
 * type: the 100 in most documents, and 60 drawn from those in one or two, each of these with the words around
 * a mention. Another seed draws others. docs/model-card.md says how many were found clean.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { textOf } from '../core/document/record.ts';
import { Random } from '../core/random.ts';
import { loadTagger } from '../runtime/tagger.ts';
import { type AnnotatedDocument, annotateArchive } from '../training/identity/annotatedArchive.ts';

const types = ['person', 'place', 'organization'];
const most = 100;
const drawn = 60;
/** A name in no more documents than this is rare. */
const rare = 2;
/** In characters, before and after a mention. */
const around = 40;

/** The documents of each entity of a type, those in most documents first. */
function byDocuments(
  documents: readonly AnnotatedDocument[],
  type: string,
): [id: string, its: AnnotatedDocument[]][] {
  const entities = new Map<string, AnnotatedDocument[]>();
  for (const document of documents)
    for (const id of document.postings.keys())
      if (id.startsWith(`${type}/`)) entities.set(id, [...(entities.get(id) ?? []), document]);
  return [...entities].sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1));
}

/** A mention of the entity with the words around it. */
function contextOf(id: string, { content, annotation }: AnnotatedDocument): string {
  const text = textOf(content);
  const { start = 0, end = 0 } = annotation.mentions.find(({ entity }) => entity === id) ?? {};
  const part = [text.slice(Math.max(0, start - around), start), text.slice(end, end + around)];
  return `${part[0]}[${text.slice(start, end)}]${part[1]}`.replace(/\s+/g, ' ');
}

const { values, positionals } = parseArgs({
  options: { seed: { type: 'string', default: '1' } },
  allowPositionals: true,
});
const archive = positionals[0] ?? join(import.meta.dirname, '../../shared/corpora/bbc-news.tar.gz');
const documents = await annotateArchive(archive, loadTagger());
const random = new Random(Number(values.seed));
for (const type of types) {
  const entities = byDocuments(documents, type);
  console.log(`\n${type}: the ${most} commonest of ${entities.length}`);
  console.log(
    entities
      .slice(0, most)
      .map(([id, its]) => `${id} ${its.length}`)
      .join('\n'),
  );
  const others = entities.filter(([, its]) => its.length <= rare);
  console.log(`\n${type}: ${drawn} of ${others.length} in one or two documents`);
  for (let n = 0; n < drawn && others.length > 0; n++) {
    const [[id, [document]] = ['', []]] = others.splice(random.below(others.length), 1);
    if (document !== undefined) console.log(`${id}: ${contextOf(id, document)}`);
  }
}
