/**
 * `npm run eval:repair -- FILE.jsonl[.gz] [FOLDER …]`: inflects the names of a labelled set in five
 * languages and counts how many the pipeline restores: with the base form in the document, with only a
 * dangling postposition, and alone if the authority has the base. Also counts the repairs in texts that need
 * none: those of the set, and every `.txt` under the folders; and in the same texts behind a sentence that
 * shows a translation from each language, where less evidence is needed. The last line printed is the figures
 * as JSON.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { findMentions } from '../core/entities/annotate.ts';
import { tokensOf } from '../core/entities/token.ts';
import { defaultAuthority } from '../runtime/authority.ts';
import { loadTagger } from '../runtime/tagger.ts';
import { inflectedForms } from './inflect.ts';

/** Languages with postpositions that translations leave dangling. */
const postpositional = new Set(['fi', 'et']);

const tagger = loadTagger();
const authority = defaultAuthority();
const mentionsIn = (text: string) => findMentions(text, { language: 'en' }, { tagger, authority });

interface Labelled {
  text: string;
  entities: { start: number; end: number; type: string }[];
}

const [file, ...folders] = process.argv.slice(2);
if (file === undefined) {
  console.error('usage: npm run eval:repair -- FILE.jsonl[.gz] [FOLDER …]');
  process.exit(2);
}
const documents = linesOf(file).map((line) => JSON.parse(line) as Labelled);
const names = [...new Set(documents.flatMap(namesIn))];
const languages = ['fi', 'et', 'hu', 'tr', 'pl'];
const byLanguage = Object.fromEntries(languages.map((language) => [language, restoredShares(language)]));
const translated = Object.fromEntries(
  languages.map((language) => [language, falseRepairs(translatedSentence(language)).repairs]),
);
console.log(JSON.stringify({ names: names.length, ...byLanguage, clean: falseRepairs(''), translated }));

function linesOf(path: string): string[] {
  const bytes = readFileSync(path);
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').split('\n').filter(Boolean);
}

/** The well-formed names of places, and of people with two or three words. */
function namesIn({ text, entities }: Labelled): string[] {
  return entities.flatMap(({ start, end, type }) => {
    const name = text.slice(start, end);
    const words = name.split(' ');
    const wellFormed = words.every((word) => /^\p{Lu}[\p{L}'’-]*\p{Ll}$/u.test(word)) && words.length <= 3;
    return wellFormed && (type === 'LOC' || (type === 'PER' && words.length > 1)) ? [name] : [];
  });
}

/**
 * The share of inflected forms that are restored, of names that are recognised uninflected, and the number
 * of forms.
 */
function restoredShares(language: string): Record<string, number> {
  const tally = { document: [0, 0], postposition: [0, 0], authority: [0, 0] };
  for (const name of names) {
    const before = `Few people knew ${name} at the time. The paper wrote about ${name} later.`;
    if (!restores(before, name, name)) continue;
    for (const form of inflectedForms(name, language)) {
      count(tally.document, restores(`${before} It was said that ${form} line was hard.`, form, name));
      if (authority.named(name).length > 0)
        count(tally.authority, restores(`Talks went on in ${form} on Monday.`, form, name));
      if (!postpositional.has(language) || !name.includes(' ')) continue;
      count(
        tally.postposition,
        restores(`Talks went on in the evening; ${form} with. Nothing was agreed.`, form, name),
      );
    }
  }
  return Object.fromEntries(
    Object.entries(tally).flatMap(([context, [right = 0, all = 0]]) =>
      all === 0
        ? []
        : [
            [context, share(right, all)],
            [`${context}Forms`, all],
          ],
    ),
  );
}

function count(tally: number[], right: boolean): void {
  tally[0] = (tally[0] ?? 0) + Number(right);
  tally[1] = (tally[1] ?? 0) + 1;
}

/** Whether the pipeline finds the form in the text and restores the name. */
function restores(text: string, form: string, name: string): boolean {
  const at = text.lastIndexOf(form);
  const mention = mentionsIn(text).find(({ start, end }) => start === at && end === at + form.length);
  return form === name ? mention !== undefined : mention?.repair?.to === name;
}

/** A sentence with a name whose repair shows that the text is a translation. */
function translatedSentence(language: string): string {
  const sentences = inflectedForms('Robert Hald', language).map(
    (form) => `Few people knew Robert Hald. It was said that ${form} line was hard.`,
  );
  const isProof = (text: string) => mentionsIn(text).some(({ repair }) => repair?.language === language);
  const proof = sentences.find(isProof);
  if (proof === undefined) throw new Error(`no sentence shows a translation from ${language}`);
  return proof;
}

/** Counts and prints the repairs in texts that need none, behind a sentence that may. */
function falseRepairs(sentence: string) {
  let tokens = 0;
  let repairs = 0;
  for (const text of [...documents.map((document) => document.text), ...folders.flatMap(textsUnder)]) {
    tokens += [...tokensOf(text)].length;
    const whole = sentence === '' ? text : `${sentence}\n${text}`;
    for (const { surface, name, repair, start } of mentionsIn(whole)) {
      if (repair === undefined || start < sentence.length) continue;
      repairs++;
      console.log(`${surface} → ${name}: ${repair.language} ${repair.rule}, ${repair.evidence}`);
    }
  }
  return {
    tokens,
    repairs,
    perHundredThousand: Math.round((repairs / tokens) * 1e7) / 100,
    untouched: 1 - repairs / tokens,
  };
}

function textsUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.txt'))
    .map((path) => new TextDecoder('windows-1252').decode(readFileSync(join(folder, path))));
}

function share(part: number, whole: number): number {
  return Math.round((part / whole) * 1e4) / 1e4;
}
