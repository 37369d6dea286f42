/** Which short names have a row of their own beside the postings, and that no place of a name is lost. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Annotation } from '../../../../core/entities/annotation.ts';
import { askedNames, isShortName } from '../../../../core/identity/askedNames.ts';
import type { Links } from '../../../../core/identity/links.ts';
import { isShortId } from '../../../../core/identity/shortNames.ts';
import { omitUndefined } from '../../../../core/omitUndefined.ts';
import type { Item } from '../../../../core/ports/table.ts';
import { ownPostings, placesIn } from '../../../../core/queries/shortNamePlaces.ts';
import { shortName } from '../../../../core/records/shortName.ts';
import type { Identity } from '../../../../functions/store/decidedRows.ts';
import { postingRows } from '../../../../functions/store/documentRows.ts';
import { withUnputNames } from '../../../../functions/store/findLinks.ts';
import { shortNameRows } from '../../../../functions/store/shortNameRows.ts';
import { bearers, decided, entities, ids, links, names } from './okoyes.ts';
import { content } from './talks.ts';

const surname = 'person/okoye';
const doc = 'doc';

function sourceOf(some: Annotation['entities']) {
  const annotation = { entities: some, mentions: [] } as unknown as Annotation;
  return { source: { key: 'a.txt', part: '' }, content, annotation };
}

/**
 * The links that `store` has: null, where nobody is meant, for ids that say that they are short; for all in
 * which decisions change names.
 */
function linksOf(some: Annotation['entities'], to: Links, isDecided: boolean): Links | undefined {
  const short = some.filter(isShortName).map(({ id }) => [id, to[id] ?? null] as const);
  if (short.length === 0) return undefined;
  const links = Object.fromEntries(short.filter(([id, bearer]) => bearer !== null || isShortId(id)));
  return isDecided ? withUnputNames(links, some) : links;
}

/** What readers find of the places of a name in one document. */
function placesOf(id: string, source: ReturnType<typeof sourceOf>, identity: Identity) {
  const row = shortNameRows(doc, source, identity).get(id)?.row;
  const own = postingRows(doc, source, identity).get(id);
  const rows = own === undefined ? [] : [{ pk: id, sk: 'DAY#', token: 1, ...own } as unknown as Item];
  return placesIn(row === undefined ? [] : [row], ownPostings(rows)).map((place) => shortName.parse(place));
}

describe('where a short name stands', () => {
  it('is said once for each document, and as the document alone says it', () => {
    fc.assert(
      fc.property(entities, fc.option(decided, { nil: undefined, freq: 2 }), links, (some, moves, to) => {
        const source = sourceOf(some);
        const identity = {
          decided: moves && { entities: moves.entities },
          ...omitUndefined({ links: linksOf(some, to, moves !== undefined) }),
        };
        const alone = postingRows(doc, source);
        for (const { id } of askedNames(some)) {
          const bearer = identity.links?.[id] ?? null;
          const facts = shortName.parse(alone.get(id));
          expect(placesOf(id, source, identity)).toEqual([
            { ...facts, ...(bearer !== null && { to: bearer }) },
          ]);
        }
      }),
    );
  });

  it('is said by the posting alone where a surname is put to nobody', () => {
    const some = [{ id: surname, type: 'person', name: 'Okoye', mentions: 1 } as const];
    const rows = (identity: Identity) => [...shortNameRows(doc, sourceOf(some), identity).keys()];
    expect(rows({ links: { [surname]: null } })).toEqual([]);
    expect(rows({ links: { [surname]: bearers[0] as string } })).toEqual([surname]);
    const hidden = { entities: { [surname]: { to: null, hidden: surname, by: ['d'] } } };
    expect(rows({ links: { [surname]: null }, decided: hidden })).toEqual([surname]);
    for (const id of ['person/a-okoye', 'person/e-okoye']) {
      const initial = [{ id, type: 'person', name: 'Okoye', mentions: 1 } as const];
      expect([...shortNameRows(doc, sourceOf(initial), { links: { [id]: null } }).keys()]).toEqual([id]);
    }
    expect(ids).toContain(surname);
    expect(names[surname]).toBe('Okoye');
  });
});
