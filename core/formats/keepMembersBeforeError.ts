/** Containers that break off in the middle: what came before is whole, and is kept. */
import { BadInput, type Member, type RefusedMember } from './format.ts';
import { LimitExceeded } from './limits.ts';

/**
 * The members up to where reading them meets `BadInput`; what follows is refused as one part, `rest`. Where nothing came before, it is the
 * container that is refused.
 *
 * @throws BadInput, and whatever else reading throws
 */
export async function* keepMembersBeforeError(
  members: AsyncIterable<Member | RefusedMember>,
): AsyncGenerator<Member | RefusedMember> {
  let count = 0;
  try {
    for await (const member of members) {
      yield member;
      count++;
    }
  } catch (error) {
    if (!(error instanceof BadInput) || error instanceof LimitExceeded || count === 0) throw error;
    const { refusal } = error;
    yield {
      part: 'rest',
      refusal: { ...refusal, evidence: `${refusal.evidence}; the ${count} items before it are kept` },
    };
  }
}
