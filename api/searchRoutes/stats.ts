/** GET /v1/stats */
import * as z from 'zod';
import type { SearchDeps } from '../deps.ts';
import { partialSchema } from '../http/page.ts';
import { jsonMediaType, jsonResponse } from '../http/response.ts';
import { route } from '../http/route.ts';

const documentCount = z.object({ name: z.string(), documents: z.number().int() });

const statsSchema = z.object({
  documents: z.number().int(),
  /** How many of them have no day of publication. */
  undated: z.number().int(),
  /** The first and the last day of publication. */
  first: z.string().optional(),
  last: z.string().optional(),
  /** The 100 sources with most documents, and how many sources there are. */
  sources: z.array(documentCount),
  sourcesTotal: z.number().int(),
  languages: z.array(documentCount),
  partial: partialSchema,
});

const maxShown = 100;
/** Search rows read for sources, languages and days. */
const maxRows = 1_000_000;

export const statsRoute = route(
  {
    path: '/v1/stats',
    summary: 'How many documents there are, by source, language and day.',
    parameters: {},
    responses: { [jsonMediaType]: statsSchema },
  },
  async (c, _params, { search }: SearchDeps) => {
    const { documents, rows } = await search.facets(maxRows);
    const days = rows.map(({ published }) => published).filter((day) => day !== '');
    const sources = countDocuments(rows.map(({ source }) => source));
    const languages = countDocuments(rows.map(({ language }) => language));
    const message = `Sources, languages and days come from ${rows.length} of ${documents} documents.`;
    return jsonResponse(c, statsSchema, {
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
      sources: sources.slice(0, maxShown),
      sourcesTotal: sources.length,
      languages: languages.slice(0, maxShown),
      partial: rows.length < documents ? { read: rows.length, message } : undefined,
    });
  },
);

/** The most frequent first, then by name. */
function countDocuments(names: readonly string[]): z.infer<typeof documentCount>[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts]
    .map(([name, documents]) => ({ name, documents }))
    .sort((a, b) => b.documents - a.documents || (a.name < b.name ? -1 : 1));
}
