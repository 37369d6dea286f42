/** Keeps the members of a container that breaks off in the middle. */
import { BadInput, refuse } from '../errors.ts';
import type { DocumentMember, RefusedMember } from './format.ts';
import { LimitExceeded } from './limits.ts';

/**
 * Yields the members up to the first `BadInput`, and refuses what follows as one part, `rest`. If no member
 * came before the error, the error refuses the container.
 *
 * @throws BadInput, and whatever else reading throws
 */
export async function* keepMembersBeforeError(
  members: AsyncIterable<DocumentMember | RefusedMember>,
): AsyncGenerator<DocumentMember | RefusedMember> {
  let count = 0;
  try {
    for await (const member of members) {
      yield member;
      count++;
    }
  } catch (error) {
    if (!(error instanceof BadInput) || error instanceof LimitExceeded || count === 0) throw error;
    const { code, evidence } = error.refusal;
    yield {
      part: 'rest',
      refusal: refuse(code, `after ${count} items, which are kept: ${evidence}`),
    };
  }
}
