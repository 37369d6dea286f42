/**
 * Queries for words and phrases find what a brute-force scan of the texts finds. Word forms that the index
 * treats as equal (English endings, accents, case) are listed here as families; the texts are made of them.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { searchOrders } from '../../core/search/searchConstants.ts';
import { LanceSearch } from '../../runtime/lance/search.ts';
import { asked, compactAll, row } from './suites/searchRows.ts';

const families = [
  ['minister', 'ministers', 'Minister', 'MINISTERS'],
  ['ministry', 'Ministries'],
  ['talk', 'talks', 'talked', 'Talking'],
  ['sanction', 'sanctions', 'sanctioned'],
  ['Zürich', 'zurich', 'ZÜRICH'],
  ['café', 'cafés', 'CAFE'],
  ['the', 'The'],
  ['who', 'WHO'],
  ['G7', 'g7'],
  ['2021'],
  ['Åland', 'aland'],
  ['Müller', 'muller'],
  ['running', 'run', 'runs'],
  ['runner', 'runners'],
  ['O'],
  ['Neill', 'NEILL'],
  ['Москва', 'москва'],
  ['of', 'OF'],
  ['Donaudampfschifffahrtselektrizitätenhauptbetriebswerk'],
] as const;

interface Word {
  family: number;
  form: string;
}

const word: fc.Arbitrary<Word> = fc
  .nat(families.length - 1)
  .chain((family) =>
    fc.constantFrom(...(families[family] ?? []).map((form) => ({ family, form: form as string }))),
  );
const separator = fc.constantFrom(' ', ' ', ' ', ', ', '. ', '-', '’', '\n\n', ' — ', '/', '"');
const passage = (most: number) => fc.array(fc.tuple(word, separator), { maxLength: most });

type Passage = [Word, string][];
interface Text {
  title: Passage;
  standfirst: Passage;
  text: Passage;
}
const text: fc.Arbitrary<Text> = fc.record({ title: passage(5), standfirst: passage(5), text: passage(20) });

const written = (passage: Passage): string => passage.map(([{ form }, after]) => form + after).join('');

/** Brute force: whether these words follow one another. */
function has({ title, standfirst, text: rest }: Text, words: readonly Word[]): boolean {
  const all = [...title, ...standfirst, ...rest];
  return all.some((_, start) => words.every(({ family }, i) => all[start + i]?.[0].family === family));
}

const folder = mkdtempSync(join(tmpdir(), 'dateline-oracle-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('a word, a phrase or several words find the documents that have them, and no others', async () => {
  let opened = 0;
  const texts = fc.array(text, { minLength: 1, maxLength: 24 });
  const several = (length: number) =>
    fc.array(fc.array(word, { minLength: 2, maxLength: 4 }), { maxLength: length });
  // Each part has an index of its own, which may lack words of another one; the last part is not indexed yet.
  const cuts = fc.tuple(fc.nat(24), fc.nat(24)).map((each) => each.sort((a, b) => a - b));
  await fc.assert(
    fc.asyncProperty(
      texts,
      cuts,
      fc.array(word, { maxLength: 20 }),
      several(10),
      several(20),
      async (documents, cuts, words, made, sets) => {
        const uri = join(folder, String(opened++));
        const search = await LanceSearch.open({ uri });
        try {
          const rows = documents.map((each, i) =>
            row(`d${i}`, {
              title: written(each.title),
              standfirst: written(each.standfirst),
              text: written(each.text),
            }),
          );
          for (const [i, cut] of cuts.entries()) {
            await search.merge(rows.slice(i === 0 ? 0 : cuts[i - 1], cut));
            await compactAll(search);
          }
          await search.merge(rows.slice(cuts.at(-1)));
          const those = (is: (each: Text) => boolean) =>
            documents.flatMap((each, i) => (is(each) ? [`d${i}`] : [])).sort();
          const limit = documents.length;
          for (const set of [...words.map((one) => [one]), ...sets]) {
            const expected = those((each) => set.every((one) => has(each, [one])));
            const said = set.map(({ form }) => form).join(' ');
            for (const order of searchOrders) {
              const { hits, total } = await search.query(asked({ words: said, limit, order }));
              expect([hits.map(({ id }) => id).sort(), total], said).toEqual([expected, expected.length]);
            }
          }
          const there = documents
            .flatMap(({ text: said }) => [said.slice(0, 3), said.slice(-2)])
            .map((said) => said.map(([each]) => each));
          for (const phrase of [...made, ...there].filter(({ length }) => length > 1)) {
            const said = phrase.map(({ form }) => form).join(' ');
            const { hits } = await search.query(asked({ phrases: [said], limit }));
            expect(hits.map(({ id }) => id).sort(), said).toEqual(those((each) => has(each, phrase)));
          }
        } finally {
          await search.close();
          rmSync(uri, { recursive: true, force: true });
        }
      },
    ),
    { numRuns: 15 },
  );
}, 180_000);
