/** Puts questions of `bench:query` to homes that the application has filled, in turn. */
import type { Table } from '../../core/ports/table.ts';
import { Random } from '../../core/random.ts';
import { documentMeta } from '../../core/records/document.ts';
import { type HomeFolder, openHomeFolder } from '../../local/homeFolder.ts';
import { errorsOnly } from '../errorsOnly.ts';
import { percentile, round } from '../figures.ts';
import type { Facts } from '../query/corpus.ts';
import { measureQuestion, roundsOf, type SizedApi } from '../query/measure.ts';
import { MeteredApi } from '../query/meteredApi.ts';
import { questions, Subjects } from '../query/questions.ts';

const asked = ['a document', 'documents of an entity', 'two words'];
const rounds = 60;
const seed = 1;

export interface Answers {
  /** By question: milliseconds of a processor, all threads, at p95. */
  queries: Record<string, number>;
  /** UTF-16 units of all texts; generated ones are almost all ASCII. */
  characters: number;
}

/** @returns in the order of the homes */
export async function askHomes(folders: readonly string[]): Promise<Answers[]> {
  const homes: HomeFolder[] = [];
  try {
    const sizes: SizedApi[] = [];
    const answers: Answers[] = [];
    for (const folder of folders) {
      const home = await openHomeFolder(folder, errorsOnly);
      homes.push(home);
      const { characters, ...facts } = await readFacts(home.ports.table);
      const api = new MeteredApi({ ...home.ports, end: facts.end }, errorsOnly);
      sizes.push({ documents: facts.documents.length, api, subjects: new Subjects(facts, new Random(seed)) });
      answers.push({ queries: {}, characters });
    }
    for (const question of questions.filter(({ name }) => asked.includes(name))) {
      const measured = await measureQuestion(sizes, question, roundsOf(question.kind, rounds));
      for (const [i, { cpu }] of measured.entries())
        Object.assign(answers[i]?.queries ?? {}, { [question.name]: round(percentile(cpu, 0.95)) });
    }
    return answers;
  } finally {
    for (const home of homes) home.close();
  }
}

/** What questions are drawn from, by all rows of the table. */
async function readFacts(table: Table): Promise<Facts & { characters: number }> {
  const documents: Facts['documents'] = [];
  const entities: Facts['entities'] = {};
  let characters = 0;
  for (let after: string | undefined; ; ) {
    const { items, next } = await table.scan(after);
    for (const item of items) {
      if (item.sk !== 'META') continue;
      if (item.pk.startsWith('DOC#')) {
        const { doc, content, counts } = documentMeta.parse(item);
        documents.push({ id: doc, title: content?.title ?? '' });
        characters += counts?.characters ?? 0;
      } else if (item.pk.startsWith('ENT#')) entities[String(item.entity)] = Number(item.documents);
    }
    if (next === undefined) return { documents, entities, end: Date.now(), characters };
    after = next;
  }
}
