/** `dateline document`: shows a document and its text, as `GET /v1/documents/{id}` and its `/text` do. */
import type { DocumentDetail } from '../../api/documents/documentItem.ts';
import { documentIdPattern } from '../../core/document/documentIdentity.ts';
import { defineCommand } from '../command.ts';
import { UsageError } from '../usageError.ts';
import { statusLine } from './documentLines.ts';

export const document = defineCommand({
  name: 'document',
  summary: 'shows a document: where it is from, who and what it names, and its text',
  examples: ['document 58f851578a96b20a507801008344792d'],
  operands: { id: { summary: 'the id that the other commands list', parse: parseId } },
  options: {},
  async run({ ask }, { operands: { id } }, { print }) {
    const api = await ask();
    const detail = await api<DocumentDetail>(`/v1/documents/${id}`);
    const { text } = await api<{ text: string }>(`/v1/documents/${id}/text`);
    for (const line of factLines(detail)) print(line);
    print('');
    for (const line of text.split('\n')) print(line);
    return { status: 0, result: { ...detail, text } };
  },
});

/** @throws UsageError */
function parseId(text: string): string {
  if (!documentIdPattern.test(text))
    throw new UsageError(`"${text}" is not the id of a document: 32 digits and letters from a to f.`);
  return text;
}

function factLines(document: DocumentDetail): string[] {
  const { published, source, language, heldBack, byline, url, key, entities } = document;
  const names = entities.map(({ id, name }) => `${name} (${id})`);
  return [
    `${published?.value ?? 'undated'}, ${source}, ${language}`,
    ...(heldBack === undefined ? [] : [statusLine(heldBack)]),
    ...(byline === undefined ? [] : [byline]),
    ...(url === undefined ? [] : [url]),
    `File: ${key}`,
    ...(names.length === 0 ? [] : [`Names: ${names.join(', ')}`]),
  ];
}
