/** `dateline search`: finds documents by words, names and filters, as `GET /v1/search` does. */
import type { DocumentItem } from '../../api/documents/documentItem.ts';
import { defineCommand } from '../command.ts';
import { documentLines, indent } from './documentLines.ts';
import { type ListPage, limitOption, printEnd, readList } from './lists.ts';

type Found = DocumentItem & { snippets: { text: string }[] };
type FoundPage = ListPage<Found> & { total: number; totalIsBound?: true };

export const search = defineCommand({
  name: 'search',
  summary: 'finds documents by words, names and filters, with the passages that were found',
  examples: [
    "search 'storm harbour'",
    'search \'"interest rates" -inflation language:en\' --order newest --limit 5',
    "search 'entity:person/antony-blinken from:2021-05-01' --json",
    "search --limit 5 -- '-cricket cup'",
  ],
  operands: { query: { summary: 'in the search language of docs/api.md, in quotes of the shell' } },
  options: {
    order: { value: 'ORDER', summary: '"relevance" (the default) or "newest"' },
    collapse: { value: 'reprints', summary: 'show a story once, as it was printed first' },
    limit: limitOption,
  },
  async run({ ask }, { operands: { query }, options }, output) {
    const found = await readList<FoundPage>(
      await ask(),
      { path: '/v1/search', query: { q: query, ...options }, names: { q: 'the query' } },
      output,
    );
    for (const { snippets, ...document } of found.items) {
      for (const line of documentLines(document)) output.print(line);
      const places = snippets.filter(({ text }) => text !== document.title);
      for (const { text } of places) output.print(`${indent}… ${text.replaceAll(/\s+/g, ' ')} …`);
      output.print('');
    }
    const { total, totalIsBound } = found;
    output.print(total === 0 ? 'Nothing was found.' : `Found${totalIsBound ? ' at most' : ''}: ${total}.`);
    printEnd(found, output);
    return { status: 0, result: found };
  },
});
