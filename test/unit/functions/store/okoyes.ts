/** Random documents with the names of a family, what links and decisions may make of them. */
import * as fc from 'fast-check';
import type { AnnotatedEntity } from '../../../../core/entities/annotation.ts';
import { isShortName } from '../../../../core/identity/askedNames.ts';
import type { DecidedNames } from '../../../../core/identity/decisions/identify.ts';
import type { Links } from '../../../../core/identity/links.ts';
import { isShortId } from '../../../../core/identity/shortNames.ts';

export const names = {
  'person/amara-okoye': 'Amara Okoye',
  'person/kemi-okoye': 'Kemi Okoye',
  'person/okoye': 'Okoye',
  'person/a-okoye': 'A Okoye',
  'person/amara-okoyen': 'Amara Okoyen',
  'organization/harbour-board': 'Harbour Board',
};
export const ids = Object.keys(names) as (keyof typeof names)[];
export const bearers = ['person/amara-okoye', 'person/kemi-okoye'];

const entity = (id: keyof typeof names): fc.Arbitrary<AnnotatedEntity> =>
  fc.record(
    {
      id: fc.constant(id),
      type: fc.constant(id.startsWith('person/') ? ('person' as const) : ('organization' as const)),
      name: fc.constant(names[id]),
      mentions: fc.integer({ min: 1, max: 3 }),
      also: fc.constant([`${names[id]} of Lagos`]),
      role: fc.constantFrom('law' as const, 'politics' as const),
    },
    { requiredKeys: ['id', 'type', 'name', 'mentions'] },
  );
/** Some of them, as a document has them. */
export const entities = fc
  .shuffledSubarray(ids, { minLength: 1 })
  .chain((some) => fc.tuple(...some.map((id) => entity(id))));
/** Some of the names are others by decisions. */
export const decided: fc.Arbitrary<DecidedNames> = fc
  .dictionary(fc.constantFrom(...ids), fc.constantFrom(...ids, ...bearers), { maxKeys: 3 })
  .map((moves) => ({
    entities: Object.fromEntries(Object.entries(moves).map(([from, to]) => [from, { to, by: ['d'] }])),
  }));
/** Whom links may put the short ones to. */
export const links = fc.record(
  Object.fromEntries(
    ids
      .filter((id) => isShortName({ id, name: names[id] }))
      .map((id) => [id, isShortId(id) ? fc.constantFrom(null, ...bearers) : fc.constantFrom(...bearers)]),
  ),
  { requiredKeys: [] },
) as fc.Arbitrary<Links>;
