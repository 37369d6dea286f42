/** Decisions on who is who, in words and as requests. */
import type { DecisionItem, Operations } from '../../../clients/typescript/client.ts';
import { countOf, typeWords } from '../parts/words.ts';

export type Request = Operations['postDecisions']['parameters'];
export type Action = Request['action'];

/** What a decision does, in words that follow "Decide". */
export const actionWords: Record<Exclude<Action, 'undo'>, { title: string; means: string }> = {
  merge: { title: 'It is the same as…', means: 'In every document it counts as the other one.' },
  split: { title: 'In these documents it is another…', means: 'Only the chosen documents change.' },
  rename: { title: 'Show another name', means: 'It is found under both names.' },
  retype: { title: 'It is of another type', means: 'The old address leads to the new one.' },
  hide: { title: 'Hide it', means: 'No list, count or search has it any more.' },
  pin: { title: 'This is someone else', means: 'In this document only.' },
};

/**
 * One sentence: `person/anthony-blair is person/tony-blair`.
 *
 * @param undone the decision that this one undoes, if it is known
 */
export function decisionInWords(decision: DecisionItem, undone?: DecisionItem): string {
  const { action, entity = '', into = '', name, type, documents = [], surface, document, to } = decision;
  switch (action) {
    case 'merge':
      return `${entity} is ${into}`;
    case 'split':
      return `${entity} is ${into} in ${countOf(documents.length, 'document')}`;
    case 'rename':
      return `${entity} is shown as “${name}”`;
    case 'retype':
      return `${entity} is ${type === undefined ? 'of another type' : `of the type ${typeWords[type].one}`}`;
    case 'hide':
      return `${entity} is hidden`;
    case 'pin':
      return `${surface === undefined ? entity : `“${surface}”`} is ${to} in document ${document}`;
    case 'undo':
      return undone === undefined
        ? `decision ${decision.decision} is undone`
        : `undone: ${decisionInWords(undone)}`;
  }
}

/** Who decided, and why. */
export const noteInWords = ({ author, action, reason }: Pick<DecisionItem, 'author' | 'action' | 'reason'>) =>
  `${author} decided (${action}): ${reason}`;

/** How far it has reached the documents that were there before it. */
export function reachInWords({ applied, undoneBy, action }: DecisionItem): string {
  if (undoneBy !== undefined) return 'undone';
  const { documents, done, left = 0 } = applied;
  const changed = countOf(documents, 'document');
  if (left > 0) return `${changed} changed, ${left} could not be; they are tried again`;
  if (done !== undefined) return action === 'undo' ? 'done' : `done: ${changed} changed`;
  return `on its way: ${changed} changed so far`;
}
