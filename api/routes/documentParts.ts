/** GET /v1/documents/{id}/text and /v1/documents/{id}/mentions */
import * as z from 'zod';
import { textOf } from '../../core/document/record.ts';
import { mention } from '../../core/entities/annotation.ts';
import { readAnnotation, readPayload } from '../../core/records/archive.ts';
import type { RecordsDeps } from '../deps.ts';
import { answer, json } from '../http/answer.ts';
import { listOf, pageOf, pageParameters } from '../http/page.ts';
import { parameterProblem } from '../http/problem.ts';
import { route } from '../http/route.ts';
import { readNamed } from '../namedDocument.ts';

const documentTextAnswer = z.object({ text: z.string() });
export const mentionList = listOf(mention);

/** How many mentions were shown, and of which payload by which model. */
const mentionPosition = z.tuple([z.number().int().positive(), z.string(), z.string()]);

export const documentText = route(
  {
    path: '/v1/documents/:id/text',
    summary: 'The text of a document, into which all offsets point.',
    parameters: {},
    answers: { [json]: documentTextAnswer },
  },
  async (c, _asked, { table, archive }: RecordsDeps) => {
    const { read } = await readNamed(c, table, ({ applied }) => readPayload(archive, applied.basis.payload));
    return answer(c, documentTextAnswer, { text: textOf(read) });
  },
);

export const documentMentions = route(
  {
    path: '/v1/documents/:id/mentions',
    summary: 'Every mention of an entity or date in a document, with offsets, model and reason.',
    parameters: pageParameters,
    answers: { [json]: mentionList },
  },
  async (c, asked, { table, archive, cursorKeys }: RecordsDeps) => {
    const { after, next } = await pageOf(c, cursorKeys, asked, mentionPosition);
    const { document, read } = await readNamed(c, table, ({ applied }) =>
      readAnnotation(archive, applied.basis),
    );
    const { payload, model } = document.applied.basis;
    const [shown, ...basis] = after ?? [0, payload, model];
    if (basis[0] !== payload || basis[1] !== model) {
      throw parameterProblem(
        'cursor',
        'The document has changed since the page before; begin again without a cursor.',
      );
    }
    const end = shown + asked.limit;
    const more = end < read.mentions.length;
    return answer(c, mentionList, {
      items: read.mentions.slice(shown, end),
      next: next(more ? [end, payload, model] : undefined),
    });
  },
);
