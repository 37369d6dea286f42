import { expect, test } from 'vitest';
import type { EntityType } from '../../../../../core/entities/annotation.ts';
import type { Candidate } from '../../../../../core/entities/candidate.ts';
import { resolve } from '../../../../../core/entities/resolve/resolve.ts';

/**
 * The entities of the names, which the text has in this order.
 * @param types of all of them, or of each
 */
function resolved(
  text: string,
  names: readonly string[],
  types: EntityType | readonly EntityType[] = 'organization',
) {
  let from = 0;
  const candidates = names.map((name, i): Candidate => {
    const start = text.indexOf(name, from);
    from = start + name.length;
    const type = typeof types === 'string' ? types : (types[i] ?? 'organization');
    return { start, end: from, words: name.split(' '), type, confidence: 0.7, after: ['', ''] };
  });
  return resolve(text, candidates, new Map()).map(({ entity }) => entity);
}

test('a trust of the health service is one with "NHS" and without', () => {
  const names = ['Velmar Hospital Trust', 'Velmar Hospital NHS Trust'];
  const id = 'organization/velmar-hospital-nhs-trust';
  expect(resolved('The Velmar Hospital Trust met. The Velmar Hospital NHS Trust agreed.', names)).toEqual([
    id,
    id,
  ]);
});

test('an acronym with "&" is one of partners', () => {
  const names = ['Velmar & Orsk', 'V&O'];
  expect(resolved('They asked Velmar & Orsk. V&O agreed.', names)[1]).toBe('organization/velmar-orsk');
});

test('a theatre without the word is the theatre', () => {
  const names = ['Velmar Theatre', 'Velmar'];
  expect(resolved('The Velmar Theatre burnt. He sang at Velmar.', names, 'place')[1]).toBe(
    'place/velmar-theatre',
  );
});

test.each([
  ['place', 'place/velmar-bay'],
  ['organization', 'organization/velmar-council'],
] as const)('of several, what is short for one of its type is that one: %s', (type, entity) => {
  const names = ['Velmar Bay', 'Velmar Council', 'Velmar'];
  const types = ['place', 'organization', type] as const;
  expect(resolved('In Velmar Bay the Velmar Council met. Velmar is small.', names, types)[2]).toBe(entity);
});

test.each(['University', 'House', 'Bank', 'League'])(
  'what a body is of is short for it: %s of Velmar',
  (kind) => {
    const full = `${kind} of Velmar`;
    expect(resolved(`The ${full} met. Velmar did not.`, [full, 'Velmar'])[1]).toBe(
      `organization/${kind.toLowerCase()}-of-velmar`,
    );
  },
);

test.each([
  ['Fair Rivers Airways', 'FDR', 'fair-rivers-airways'],
  // One letter may be the same by chance: "Northwest Airlines (AMR)" is of AMR.
  ['Fair Rivers Airways', 'FDX', 'fdx'],
  ['Fair Rivers Airways', 'EBX', 'ebx'],
  // A body's name in its own language: "Chilean Copper Commission (Cochilco)".
  ['Fair Rivers Council', 'EBX', 'fair-rivers-council'],
  ['Fair Rivers Council', 'Ebxilco', 'fair-rivers-council'],
  // The tagger may have the end of a name alone: "Industrial and [Commercial Bank] (ICBC)".
  ['Rivers Council', 'XRC', 'xrc'],
])('what is in brackets behind %s may be its name: %s', (full, short, entity) => {
  expect(resolved(`the ${full} (${short})`, [full, short])[1]).toBe(`organization/${entity}`);
});
