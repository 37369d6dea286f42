/** GET /v1/documents/{id} */
import type { RecordsDependencies } from '../dependencies.ts';
import { readDocumentFromPath } from '../documents/documentFromPath.ts';
import { documentDetail, toDocumentDetail } from '../documents/documentItem.ts';
import { readArchivedDocument } from '../exports/exportedDocument.ts';
import { jsonLdMediaType, newsArticle, toNewsArticle } from '../exports/newsArticle.ts';
import { ninjs, ninjsMediaType, toNinjs } from '../exports/ninjs.ts';
import { toPublishedDocument } from '../exports/publishedDocument.ts';
import { negotiate } from '../http/negotiate.ts';
import { jsonMediaType, jsonResponse } from '../http/response.ts';
import { route } from '../http/route.ts';

export const documentRoute = route(
  {
    path: '/v1/documents/:id',
    summary: 'Everything known about a document except its text.',
    parameters: {},
    responses: { [jsonMediaType]: documentDetail, [ninjsMediaType]: ninjs, [jsonLdMediaType]: newsArticle },
  },
  async (c, _params, { table, archive, origin }: RecordsDependencies) => {
    const type = negotiate(c.req.header('accept'), [jsonMediaType, ninjsMediaType, jsonLdMediaType]);
    const { document, archived } = await readDocumentFromPath(c, table, (found) =>
      readArchivedDocument({ table, archive }, found),
    );
    const options = { type, vary: 'accept' };
    const published = () => toPublishedDocument(origin(c), document, archived);
    if (type === ninjsMediaType) return jsonResponse(c, ninjs, toNinjs(published()), options);
    if (type === jsonLdMediaType) return jsonResponse(c, newsArticle, toNewsArticle(published()), options);
    const detail = toDocumentDetail(document, archived.content, archived.annotation);
    return jsonResponse(c, documentDetail, detail, options);
  },
);
