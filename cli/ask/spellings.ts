/** `dateline spellings`: names of the archive that may be one, to be merged or not. */
import type { Spelling } from '../../api/routes/entitySpellings.ts';
import type { EntityListItem } from '../../api/searchRoutes/entities.ts';
import { defineCommand, type Output } from '../command.ts';
import { ifThere } from './api.ts';
import type { Ask } from './ask.ts';
import { type ListPage, limitOption, readList, typeOption } from './lists.ts';

/** Two entities that may be one, the one in more documents first. */
interface Pair {
  entity: Spelling;
  other: Spelling;
}

export const spellings = defineCommand({
  name: 'spellings',
  summary: 'lists names that may be two spellings of one: Condoleeza and Condoleezza, Dave and David',
  examples: ['spellings', 'spellings --type person --limit 2000', 'spellings --from 2021-03-01 --json'],
  operands: {},
  options: {
    type: typeOption,
    from: { value: 'DAY', summary: 'those in documents published on this day or later' },
    to: { value: 'DAY', summary: 'those in documents published on this day or earlier' },
    limit: { ...limitOption, summary: `${limitOption.summary}: the entities whose names are compared` },
  },
  async run({ ask: open }, { options }, output) {
    const ask = await open();
    const ranked = await readList<ListPage<EntityListItem>>(
      ask,
      { path: '/v1/entities', query: options, names: {} },
      output,
    );
    const items = await findPairs(ask, ranked.items, output);
    const width = Math.max(0, ...items.map(({ entity }) => entity.id.length));
    const line = ({ id, documents }: Spelling, padded = 0) =>
      `${String(documents).padStart(8)}  ${id.padEnd(padded)}`;
    for (const { entity, other } of items) output.print(`${line(entity, width)}  ${line(other)}`);
    output.print(
      items.length === 0
        ? 'None of the names compared is spelled like another.'
        : 'Two that are one: dateline decide merge SECOND FIRST --author NAME --reason TEXT',
    );
    return { status: 0, result: { items } };
  },
});

/**
 * Each pair once, also if both are among the ranked. The one in more documents comes first, whatever was
 * ranked: of a day's names the misspelt one may be the only one. A name whose last document goes meanwhile
 * has no pair.
 */
async function findPairs(ask: Ask, ranked: readonly EntityListItem[], { progress }: Output): Promise<Pair[]> {
  const pairs = new Map<string, Pair>();
  for (const [i, item] of ranked.entries()) {
    const path = `/v1/entities/${encodeURI(item.id)}`;
    const alike = await ifThere(ask<{ items: Spelling[] }>(`${path}/spellings`));
    const keyOf = ({ id }: Spelling) => [item.id, id].sort().join(' ');
    const fresh = alike?.items.filter((other) => !pairs.has(keyOf(other))) ?? [];
    const entity = fresh.length === 0 ? undefined : await ifThere(ask<Spelling>(path));
    if (entity !== undefined) {
      const { id, name, type, documents } = entity;
      const whole = { id, name, type, documents };
      for (const other of fresh) {
        const isFirst = documents >= other.documents;
        pairs.set(keyOf(other), isFirst ? { entity: whole, other } : { entity: other, other: whole });
      }
    }
    progress(`${i + 1} of ${ranked.length} compared`);
  }
  return [...pairs.values()];
}
