/** GET /v1/documents/{id}/text */
import * as z from 'zod';
import { textOf } from '../../core/document/record.ts';
import { readPayload } from '../../core/records/archive.ts';
import { offsetOutsidePairs } from '../../core/text/slices.ts';
import type { RecordsDependencies } from '../dependencies.ts';
import { readDocumentFromPath } from '../documents/documentFromPath.ts';
import { parameterProblem } from '../http/problem.ts';
import { jsonMediaType, jsonResponse } from '../http/response.ts';
import { route } from '../http/route.ts';

const documentText = z.object({ text: z.string() });

const offsetParameter = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number)
  .optional()
  .describe('an offset into the text, in UTF-16 units')
  .meta({ type: 'integer', minimum: 0, maximum: 999_999_999 });

export const documentTextRoute = route(
  {
    path: '/v1/documents/:id/text',
    summary: 'The text of a document, into which all offsets point, or a piece of it.',
    parameters: { start: offsetParameter, end: offsetParameter },
    responses: { [jsonMediaType]: documentText },
  },
  async (c, { start = 0, end = Number.POSITIVE_INFINITY }, { table, archive }: RecordsDependencies) => {
    if (end < start)
      throw parameterProblem('end', 'The piece ends before it begins.', {
        got: String(end),
        allowed: `nothing before ${start}`,
      });
    const { archived } = await readDocumentFromPath(c, table, ({ applied }) =>
      readPayload(archive, applied.basis.payload),
    );
    const text = textOf(archived);
    const [from, to] = [start, end].map((offset) => offsetOutsidePairs(text, offset));
    return jsonResponse(c, documentText, { text: text.slice(from, to) });
  },
);
