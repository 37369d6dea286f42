import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openQueryCorpus, type QueryCorpus } from '../../../bench/query/corpus.ts';
import { MeteredApi } from '../../../bench/query/meteredApi.ts';
import { questions, Subjects } from '../../../bench/query/questions.ts';
import { Random } from '../../../core/random.ts';
import { silentLog } from '../../silentLog.ts';

const folder = mkdtempSync(join(tmpdir(), 'dateline-questions-'));
const sizes: { corpus: QueryCorpus; api: MeteredApi; subjects: Subjects }[] = [];

beforeAll(async () => {
  for (const documents of [100, 400]) {
    mkdirSync(join(folder, String(documents)));
    const corpus = await openQueryCorpus(join(folder, String(documents)), documents, 1);
    sizes.push({
      corpus,
      api: new MeteredApi(corpus, silentLog),
      subjects: new Subjects(corpus, new Random(1)),
    });
  }
});

afterAll(async () => {
  for (const { corpus } of sizes) await corpus.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('every question of bench:query', () => {
  it.each(questions)(
    '$name succeeds within its read limits',
    async ({ path, readLimits: [calls, units, objects] }) => {
      for (const { api, subjects } of sizes) {
        for (let n = 0; n < 5; n++) {
          await api.request(path(subjects));
          const read = api.takeReads();
          expect(read.calls).toBeLessThanOrEqual(calls);
          expect(read.units).toBeLessThanOrEqual(units);
          expect(read.objects).toBeLessThanOrEqual(objects);
        }
      }
    },
  );
});
