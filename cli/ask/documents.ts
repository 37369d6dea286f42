/** `dateline documents`: lists documents that pass filters, newest first, as `GET /v1/documents` does. */
import type { DocumentItem } from '../../api/documents/documentItem.ts';
import { defineCommand } from '../command.ts';
import { documentLines } from './documentLines.ts';
import { type ListPage, limitOption, printEnd, readList } from './lists.ts';

export const documents = defineCommand({
  name: 'documents',
  summary: 'lists documents that pass all filters, newest first',
  examples: ['documents --source wire --from 2026-03-01', 'documents --entity place/lerwick --json'],
  operands: {},
  options: {
    entity: { value: 'ID', summary: 'only those that name it; ids with commas between them: all of them' },
    source: { value: 'NAME', summary: 'only those of this source' },
    language: { value: 'TAG', summary: 'only those in this language' },
    country: { value: 'CODE', summary: 'only those that name a place there' },
    from: { value: 'DAY', summary: 'published on this day or later' },
    to: { value: 'DAY', summary: 'published on this day or earlier' },
    collapse: { value: 'reprints', summary: 'show a story once, as it was printed first' },
    limit: limitOption,
  },
  async run({ ask }, { options: { entity, from, to, ...filters } }, output) {
    const query = { ...filters, entity: entity?.split(','), published_from: from, published_to: to };
    const names = { published_from: '--from', published_to: '--to' };
    const found = await readList<ListPage<DocumentItem>>(
      await ask(),
      { path: '/v1/documents', query, names },
      output,
    );
    for (const line of found.items.flatMap(documentLines)) output.print(line);
    if (found.items.length === 0) output.print('Nothing was found.');
    printEnd(found, output);
    return { status: 0, result: found };
  },
});
