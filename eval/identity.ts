/**
 * `npm run eval:identity [-- DECIDED.jsonl]`: who is meant, across documents. It reads the BBC news corpus as
 * the pipeline does and scores
 *   - names that a person decided one by one (`../shared/eval/identity/bbc.jsonl`, eval/identity/scores.ts),
 *   - names hidden in a generated corpus, whose truth is known,
 *   - the clusters of Re-DocRED, within a document (B³ of the mentions found).
 * The last line printed is the scores as JSON. `--predictions FILE` writes what the records say of each
 * decided name, as `../shared/tools/identity-score.mjs` reads it. `--things` lists the lone names that are
 * put to a thing (eval/identity/things.ts).
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Mention } from '../core/entities/annotation.ts';
import { isShortName } from '../core/identity/askedNames.ts';
import { decide, rankBearers } from '../core/identity/rankBearers.ts';
import type { Table } from '../core/ports/table.ts';
import { readIdentity } from '../core/queries/identity.ts';
import { LinkReader } from '../core/queries/links.ts';
import { loadTagger } from '../runtime/tagger.ts';
import { type AnnotatedDocument, annotateArchive } from '../training/identity/annotatedArchive.ts';
import { annotateGenerated } from '../training/identity/generatedArchive.ts';
import { hideNames } from '../training/identity/hiddenNames.ts';
import { clusterScores } from './identity/clusters.ts';
import { recordsOf } from './identity/records.ts';
import { type DecidedName, type FoundEntity, identityScores } from './identity/scores.ts';
import { putToThings } from './identity/things.ts';

const shared = join(import.meta.dirname, '../../shared');
/** Not the seed that the model was trained on. */
const generated = { documents: 600, seed: 1 };

/** The mention that overlaps the name most. */
function mentionOf({ start, end }: DecidedName, { annotation }: AnnotatedDocument): Mention | undefined {
  const overlap = (mention: Mention) => Math.min(mention.end, end) - Math.max(mention.start, start);
  const [first] = annotation.mentions
    .filter((mention) => overlap(mention) > 0)
    .sort((a, b) => overlap(b) - overlap(a));
  return first;
}

/** What the API shows for each name. */
async function foundEntities(
  table: Table,
  decided: readonly DecidedName[],
  documents: readonly AnnotatedDocument[],
): Promise<FoundEntity[]> {
  const byPath = new Map(documents.map((each) => [each.path.slice(each.path.indexOf('/') + 1), each]));
  const reader = new LinkReader(table);
  return Promise.all(
    decided.map(async (name) => {
      const document = byPath.get(name.doc);
      const id = document && mentionOf(name, document)?.entity;
      if (document === undefined || id === undefined || id === null) return null;
      const own = document.postings.get(id);
      const link =
        own && isShortName({ id, name: own.form }) ? (await reader.answer(id, own)).chosen : undefined;
      const { id: shown, meta } = await readIdentity(table, link?.id ?? id);
      return meta === undefined ? null : { id: shown, name: meta.name, type: meta.type };
    }),
  );
}

/** Precision and recall of names hidden in generated news. */
function hiddenScores(documents: readonly AnnotatedDocument[]): { precision: number; recall: number } {
  let [given, right, answerable] = [0, 0, 0];
  for (const { question, answer } of hideNames(documents)) {
    const chosen = decide(rankBearers(question), question.isGivenName && question.kind === 'surname');
    if (answer !== undefined) answerable++;
    if (chosen !== undefined) given++;
    if (chosen !== undefined && chosen.id === answer) right++;
  }
  const rounded = (share: number) => Math.round(1000 * share) / 1000;
  return { precision: rounded(right / given), recall: rounded(right / answerable) };
}

const { values, positionals } = parseArgs({
  options: { predictions: { type: 'string' }, things: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const file = positionals[0] ?? join(shared, 'eval/identity/bbc.jsonl');
if (!existsSync(file)) {
  console.error(`${file} does not exist; give names that a person has decided`);
  process.exit(positionals[0] === undefined ? 0 : 2);
}
const decided = readFileSync(file, 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line): DecidedName => JSON.parse(line));
const tagger = loadTagger();
const documents = await annotateArchive(join(shared, 'corpora/bbc-news.tar.gz'), tagger);
const records = await recordsOf(documents);
if (values.things) for (const line of await putToThings(records, documents)) console.log(line);
const found = await foundEntities(records, decided, documents);
if (values.predictions !== undefined)
  writeFileSync(
    values.predictions,
    decided
      .map(({ doc, start, end }, i) => `${JSON.stringify({ doc, start, end, entity: found[i] })}\n`)
      .join(''),
  );
console.log(
  JSON.stringify({
    documents: documents.length,
    ...identityScores(decided, found),
    hidden: hiddenScores(await annotateGenerated(generated, tagger)),
    clusters: clusterScores(join(shared, 'ner/train-redocred.jsonl.gz'), tagger),
  }),
);
