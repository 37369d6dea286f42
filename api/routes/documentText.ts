/** GET /v1/documents/{id}/text */
import * as z from 'zod';
import { textOf } from '../../core/document/record.ts';
import { readPayload } from '../../core/records/archive.ts';
import type { RecordsDeps } from '../deps.ts';
import { readDocumentFromPath } from '../documents/documentFromPath.ts';
import { jsonMediaType, jsonResponse } from '../http/response.ts';
import { route } from '../http/route.ts';

const documentText = z.object({ text: z.string() });

export const documentTextRoute = route(
  {
    path: '/v1/documents/:id/text',
    summary: 'The text of a document, into which all offsets point.',
    parameters: {},
    responses: { [jsonMediaType]: documentText },
  },
  async (c, _params, { table, archive }: RecordsDeps) => {
    const { archived } = await readDocumentFromPath(c, table, ({ applied }) =>
      readPayload(archive, applied.basis.payload),
    );
    return jsonResponse(c, documentText, { text: textOf(archived) });
  },
);
