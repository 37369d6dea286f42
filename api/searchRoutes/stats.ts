/** GET /v1/stats */
import * as z from 'zod';
import type { SearchDeps } from '../deps.ts';
import { answer, json } from '../http/answer.ts';
import { partial } from '../http/page.ts';
import { route } from '../http/route.ts';

const counted = z.object({ name: z.string(), documents: z.number().int() });

export const statsAnswer = z.object({
  documents: z.number().int(),
  /** Of those, how many have no day of publication. */
  undated: z.number().int(),
  /** Days of publication. */
  first: z.string().optional(),
  last: z.string().optional(),
  /** Those with most documents first, 100 at most, and how many there are. */
  sources: z.array(counted),
  sourcesTotal: z.number().int(),
  languages: z.array(counted),
  partial,
});

const shown = 100;
/** Rows looked through for sources, languages and days. */
const rowsAtMost = 1_000_000;

export const stats = route(
  {
    path: '/v1/stats',
    summary: 'How many documents there are, of which sources, languages and days.',
    parameters: {},
    answers: { [json]: statsAnswer },
  },
  async (c, _asked, { search }: SearchDeps) => {
    const { documents, rows } = await search.facets(rowsAtMost);
    const days = rows.map(({ published }) => published).filter((day) => day !== '');
    const sources = count(rows.map(({ source }) => source));
    const message = `Sources, languages and days are those of ${rows.length} documents of ${documents}.`;
    return answer(c, statsAnswer, {
      documents,
      undated: rows.length - days.length,
      first: days.reduce<string | undefined>(
        (least, day) => (least === undefined || day < least ? day : least),
        undefined,
      ),
      last: days.reduce<string | undefined>(
        (most, day) => (most === undefined || day > most ? day : most),
        undefined,
      ),
      sources: sources.slice(0, shown),
      sourcesTotal: sources.length,
      languages: count(rows.map(({ language }) => language)).slice(0, shown),
      partial: rows.length < documents ? { read: rows.length, message } : undefined,
    });
  },
);

/** The most frequent first, then by name. */
function count(names: readonly string[]): z.infer<typeof counted>[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts]
    .map(([name, documents]) => ({ name, documents }))
    .sort((a, b) => b.documents - a.documents || (a.name < b.name ? -1 : 1));
}
