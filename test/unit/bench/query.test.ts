import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Corpus, corpusIn } from '../../../bench/query/corpus.ts';
import { Desk } from '../../../bench/query/desk.ts';
import { questions, Subjects } from '../../../bench/query/questions.ts';
import { Random } from '../../../core/random.ts';

const folder = mkdtempSync(join(tmpdir(), 'dateline-questions-'));
const asked: { corpus: Corpus; desk: Desk; subjects: Subjects }[] = [];
const silent = { info: () => {}, warn: () => {}, error: () => {} };

beforeAll(async () => {
  for (const documents of [100, 400]) {
    mkdirSync(join(folder, String(documents)));
    const corpus = await corpusIn(join(folder, String(documents)), documents, 1);
    asked.push({ corpus, desk: new Desk(corpus, silent), subjects: new Subjects(corpus, new Random(1)) });
  }
}, 120_000);

afterAll(async () => {
  for (const { corpus } of asked) await corpus.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('each question of bench:query', () => {
  it.each(questions)(
    '$name is answered, and reads no more than it may',
    async ({ ask, most: [calls, units, objects] }) => {
      for (const { desk, subjects } of asked) {
        for (let n = 0; n < 5; n++) {
          await desk.ask(ask(subjects));
          const read = desk.taken();
          expect(read.calls).toBeLessThanOrEqual(calls);
          expect(read.units).toBeLessThanOrEqual(units);
          expect(read.objects).toBeLessThanOrEqual(objects);
        }
      }
    },
  );
});
