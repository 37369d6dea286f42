/** `dateline entities`: finds entities by name, or ranks them, as `GET /v1/entities` does. */
import type { EntityListItem } from '../../api/searchRoutes/entities.ts';
import { defineCommand } from '../command.ts';
import { type ListPage, limitOption, printEnd, readList, typeOption } from './lists.ts';

export const entities = defineCommand({
  name: 'entities',
  summary: 'finds people, places and more by the beginning of a name, or lists those in most documents',
  examples: [
    'entities blinken',
    'entities lon --country GB --limit 5 --json',
    'entities --type person --from 2021-03-01 --to 2021-03-31 --order mentions',
    "entities --within 'storm -cricket' --type place",
    'entities --order rising',
  ],
  operands: {
    name: {
      summary: 'the beginning of a name, or of another form of it; without one, all are ranked',
      optional: true,
    },
  },
  options: {
    type: typeOption,
    country: { value: 'CODE', summary: 'only those of this country' },
    order: { value: 'ORDER', summary: 'rank by "documents" (the default), "mentions" or "rising"' },
    within: { value: 'QUERY', summary: 'rank those in the documents that this search finds' },
    source: { value: 'NAME', summary: 'rank those in the documents of this source' },
    from: { value: 'DAY', summary: 'rank those in documents published on this day or later' },
    to: { value: 'DAY', summary: 'rank those in documents published on this day or earlier' },
    collapse: { value: 'reprints', summary: 'count a story once, as it was printed first' },
    limit: limitOption,
  },
  async run({ ask }, { operands: { name }, options }, output) {
    const found = await readList<ListPage<EntityListItem>>(
      await ask(),
      { path: '/v1/entities', query: { q: name, ...options }, names: { q: 'the name' } },
      output,
    );
    const width = Math.max(0, ...found.items.map(({ id }) => id.length));
    for (const { id, name: shown, documents } of found.items)
      output.print(`${String(documents).padStart(8)}  ${id.padEnd(width)}  ${shown}`);
    if (found.items.length === 0) output.print('Nothing was found.');
    printEnd(found, output);
    return { status: 0, result: found };
  },
});
