/** `dateline decide`: says who is who. The answer is at once; documents follow in the background. */
import { decide as addDecision, isConflict } from '../../core/decisions/decide.ts';
import { isFault, readDecided } from '../../core/decisions/readDecided.ts';
import { type Action, actions, attribution, type Decided } from '../../core/identity/decisions/decision.ts';
import { authorityReader } from '../../core/queries/authority.ts';
import { defaultAuthority } from '../../runtime/authority.ts';
import { defineCommand } from '../command.ts';
import { UsageError } from '../usageError.ts';
import { oneOf } from '../values.ts';

/** What the operands after the action are, and the options that an action takes besides. */
const forms: Record<Action, { operands: readonly string[]; options?: readonly string[] }> = {
  merge: { operands: ['entity', 'into'] },
  split: { operands: ['entity', 'into'], options: ['documents'] },
  rename: { operands: ['entity', 'name'] },
  retype: { operands: ['entity', 'type'] },
  hide: { operands: ['entity'] },
  pin: { operands: ['document', 'to'], options: ['entity', 'surface'] },
  undo: { operands: ['decision'] },
};

const parseAction = oneOf('action', actions);

export const decide = defineCommand({
  name: 'decide',
  summary: 'decides who is who: merge, split, rename, retype, hide, pin or undo',
  examples: [
    'decide merge person/anthony-blair person/tony-blair --author Desk --reason "One person."',
    'decide split person/ian-hart person/ian-hart-judge --documents ID,ID --author Desk --reason "A judge."',
    'decide pin ID person/cherie-blair --surface Blair --author Desk --reason "She is the speaker."',
    'decide undo 5a0f6c2b9d14 --author Desk --reason "Two people after all."',
  ],
  operands: {
    action: { summary: `one of ${actions.join(', ')}`, parse: parseAction },
    first: { summary: 'the entity; for pin the document, for undo the decision' },
    second: { summary: 'the other entity, the name or the type', optional: true },
  },
  options: {
    author: { value: 'NAME', summary: 'who decides (required)' },
    reason: { value: 'TEXT', summary: 'why (required)' },
    documents: { value: 'IDS', summary: 'of a split: documents, with commas between them' },
    entity: { value: 'ID', summary: 'of a pin: the entity that the document has now' },
    surface: { value: 'TEXT', summary: 'of a pin: how the mentions are written' },
  },
  async run({ ports }, { operands, options }, { print }) {
    const { author, reason } = readAttribution(options);
    const wanted = toDecided(operands, options);
    const authority = authorityReader(ports, defaultAuthority());
    const added = await addDecision({ ...ports, authority }, wanted, { author, reason });
    if (isConflict(added)) {
      print(`${added.message}${added.by === undefined ? '' : ` (decision ${added.by})`}`);
      return { status: 1, result: added };
    }
    const { decision, isNew } = added;
    print(isNew ? `Decision ${decision.id}.` : `That is decision ${decision.id} already.`);
    print('Documents follow in the background; "dateline decisions list" says how far.');
    const { decided: content, ...rest } = decision;
    return { status: 0, result: { ...rest, ...content, isNew } };
  },
});

function readAttribution({ author, reason }: { author?: string | undefined; reason?: string | undefined }) {
  const read = attribution.omit({ time: true }).safeParse({ author, reason });
  if (!read.success)
    throw new UsageError('Say who decides (--author, at most 100 letters) and why (--reason, at most 500).');
  return read.data;
}

/** @throws UsageError */
function toDecided(
  { action, first, second }: { action: Action; first: string; second?: string | undefined },
  options: Record<string, string | undefined>,
): Decided {
  const { operands, options: taken = [] } = forms[action];
  const given = [first, second].filter((each) => each !== undefined);
  if (given.length !== operands.length)
    throw new UsageError(`Write: dateline decide ${action} ${operands.join(' ').toUpperCase()}.`);
  const fields: Record<string, unknown> = { action };
  for (const [i, name] of operands.entries()) fields[name] = given[i];
  for (const name of ['documents', 'entity', 'surface']) {
    if (options[name] === undefined) continue;
    if (!taken.includes(name)) throw new UsageError(`"decide ${action}" takes no --${name}.`);
    fields[name] = name === 'documents' ? options[name].split(',').map((each) => each.trim()) : options[name];
  }
  const read = readDecided(fields);
  if (isFault(read)) throw new UsageError(read.message);
  return read;
}
