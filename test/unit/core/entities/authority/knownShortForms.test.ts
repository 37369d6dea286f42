import { describe, expect, it } from 'vitest';
import type { Mention } from '../../../../../core/entities/annotation.ts';
import { separateKnownNames } from '../../../../../core/entities/authority/knownShortForms.ts';
import { defaultAuthority } from '../../../../../runtime/authority.ts';

const authority = defaultAuthority();

/** "Barclays", which a document has beside the longer name. */
const shortForm = (surface: string, name: string, type: Mention['type'] = 'organization'): Mention => ({
  ...{ start: 0, end: surface.length, surface, type, entity: `${type}/longer`, name, confidence: 1 },
  ...{ link: { reason: 'short form', of: name }, extractor: 'test' },
});

describe('a short form that the authority has as a name', () => {
  it.each([shortForm('Barclays', 'Barclays Capital'), shortForm('Celtic', 'Celtic Park', 'place')])(
    'is a name of its own: $surface',
    (one) => {
      const id = `organization/${one.surface.toLowerCase()}`;
      expect(separateKnownNames([one], authority)).toMatchObject([
        { type: 'organization', entity: id, name: one.surface, link: { reason: 'same name' } },
      ]);
    },
  );

  it.each([
    ['a longer name that the authority has too', shortForm('Rangers', 'Queens Park Rangers')],
    ['a name that it has not', shortForm('Norvane', 'Norvane Shipping')],
    ['a place of this name', shortForm('Liverpool', 'Liverpool Street', 'place')],
    ['another reason', { ...shortForm('Barclays', 'Barclays Capital'), link: { reason: 'variant' } }],
  ])('but not with %s', (_, one) => {
    expect(separateKnownNames([one], authority)).toEqual([one]);
  });
});
