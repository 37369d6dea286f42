import { expect, it } from 'vitest';
import { candidateOf } from '../../../../core/entities/candidate.ts';
import { passagesOf } from '../../../../core/entities/passages.ts';

it.each([
  ['Warner Bros.', 'Warner Bros.'],
  ['NME/Radio', 'NME/Radio'],
  ['Seafarers’ Union', 'Seafarers’ Union'],
  ['Velmar & Orsk', 'Velmar & Orsk'],
  ['Department of Tilde,  Orsk and Quay', 'Department of Tilde, Orsk and Quay'],
])('%s has its signs where they were', (text, name) => {
  const [passage] = passagesOf(text);
  const tokens = passage?.tokens ?? [];
  expect(candidateOf(tokens, 0, tokens.length, 'organization', 0.5).words.join(' ')).toBe(name);
});
