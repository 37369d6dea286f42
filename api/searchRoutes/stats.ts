/** GET /v1/stats */
import * as z from 'zod';
import { byDocuments } from '../../core/search/facetCounts.ts';
import type { SearchDependencies } from '../dependencies.ts';
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
});

const maxShown = 100;

export const statsRoute = route(
  {
    path: '/v1/stats',
    summary: 'How many documents there are, by source, language and day.',
    parameters: {},
    responses: { [jsonMediaType]: statsSchema },
  },
  async (c, _params, { search }: SearchDependencies) => {
    const { documents, days, ...counted } = await search.census();
    const [sources, languages] = [counted.sources, counted.languages].map(mostFrequent);
    const dated = [...days.keys()].filter((day) => day !== '').sort();
    return jsonResponse(c, statsSchema, {
      documents,
      undated: days.get('') ?? 0,
      first: dated[0],
      last: dated.at(-1),
      sources: sources?.slice(0, maxShown) ?? [],
      sourcesTotal: counted.sources.size,
      languages: languages?.slice(0, maxShown) ?? [],
    });
  },
);

/** The most frequent first, then by name. */
function mostFrequent(numbers: ReadonlyMap<string, number>): z.infer<typeof documentCount>[] {
  return [...numbers].map(([name, documents]) => ({ name, documents })).sort(byDocuments);
}
