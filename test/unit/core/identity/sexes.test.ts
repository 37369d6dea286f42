/** Whose sex is another one than a title before a short name says. */
import { expect, it } from 'vitest';
import type { Sex } from '../../../../core/entities/data/sexes.ts';
import { personCode } from '../../../../core/identity/contextCodes.ts';
import { appearanceOf } from '../../../../core/identity/evidence.ts';
import { isOtherSex } from '../../../../core/identity/sexes.ts';
import { cabinet, posting, talks } from '../../functions/okoye.ts';

const titled = (sex?: Sex) =>
  appearanceOf(
    { ...posting('doc', 'Okoye', cabinet, talks, 'A title'), ...(sex && { sex }) },
    personCode('okoye'),
  );
const bearer = (given: string, ...sexes: (Sex | undefined)[]) => ({
  id: `person/${given}-okoye`,
  documents: sexes.map((sex) => titled(sex)),
});

it.each([
  // By the given name.
  ['female', bearer('peter', undefined), true],
  ['male', bearer('peter', undefined), false],
  ['male', bearer('maria', undefined), true],
  ['female', bearer('maria', undefined), false],
  // Nobody knows whether Kim is a woman or a man, unless titles say it.
  ['female', bearer('kim', undefined), false],
  ['female', bearer('kim', 'male', undefined, undefined), true],
  ['male', bearer('kim', 'female'), true],
  // What most titles say counts for more than the given name; of as many, the given name tells.
  ['female', bearer('peter', 'female', 'female', 'male'), false],
  ['male', bearer('peter', 'female', 'female', 'male'), true],
  ['female', bearer('peter', 'female', 'male'), true],
  [undefined, bearer('peter', 'male'), false],
] as const)('a title says %s: %o', (sex, theirs, isOther) => {
  expect(isOtherSex(titled(sex), theirs)).toBe(isOther);
});
