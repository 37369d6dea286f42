/** `dateline entities`: finds people, places and organizations by name, as `GET /v1/entities` does. */
import type { EntityItem } from '../../api/routes/entities.ts';
import { defineCommand } from '../command.ts';
import { type ListPage, limitOption, printEnd, readList } from './lists.ts';

export const entities = defineCommand({
  name: 'entities',
  summary: 'finds people, places, organizations and more by the beginning of a name',
  examples: ['entities blinken', 'entities lon --country GB --limit 5 --json'],
  operands: { name: { summary: 'the beginning of a name, or of another form of it' } },
  options: {
    country: { value: 'CODE', summary: 'only those of this country' },
    limit: limitOption,
  },
  async run({ ask }, { operands: { name }, options }, output) {
    const query = { q: name, ...options };
    const found = await readList<EntityItem, ListPage<EntityItem>>(
      await ask(),
      '/v1/entities',
      query,
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
