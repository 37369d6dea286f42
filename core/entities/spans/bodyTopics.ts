/** Bodies whose names go on with what they are for, of which the tagger has the beginning. */
import { wordSet } from '../../text/wordSet.ts';
import { organizationHeads } from '../data/organizations.ts';
import type { TaggedName } from '../tagger/tagger.ts';
import { isField } from './capitalWords.ts';

/** Last words of such bodies, before "for the" and before "on". */
const withPurpose = wordSet`
  Foundation Association Society Institute Centre Center Campaign Alliance Coalition Council Forum Fund Trust
`;
const withSubject = wordSet`Group Commission Committee Panel Forum Council Inquiry`;
/** A name of its own is surer. */
const doubtfulPart = 0.6;
/** In tokens. */
const longestTopic = 9;

/** "[Velmar Foundation] for the Care of Victims", "[Velmar Group] on Betting and Gaming". */
export function withTopic(name: TaggedName, next: readonly TaggedName[]): TaggedName {
  const { passage, from, to, type } = name;
  const { tokens, titleCase } = passage;
  const head = tokens[to - 1]?.text ?? '';
  const isFor = tokens[to]?.text === 'for' && tokens[to + 1]?.text === 'the' && withPurpose.has(head);
  const isOn = tokens[to]?.text === 'on' && withSubject.has(head);
  if (type !== 'organization' || titleCase || to - from < 2 || !(isFor || isOn)) return name;
  const start = isFor ? to + 2 : to + 1;
  let end = start;
  while (end < start + longestTopic) {
    const at = end > start && /^(?:of|and)$/.test(tokens[end]?.text ?? '') ? end + 1 : end;
    if (!isField(tokens[at])) break;
    end = at + 1;
  }
  const inside = next.filter((each) => each.passage === passage && each.from < end);
  const areParts = inside.every((each) => each.confidence < doubtfulPart && each.to <= end);
  return end > start && areParts ? { ...name, to: end } : name;
}

/** "Orsk Forum for the [Future]" of which the tagger has what it is for. */
export function withPurposeBefore(name: TaggedName, last: TaggedName | undefined): TaggedName {
  const { passage, from, to, type } = name;
  const { tokens, titleCase } = passage;
  const isFor = tokens[from - 1]?.text === 'the' && tokens[from - 2]?.text === 'for';
  const isWord = (type === 'organization' || type === 'other') && to - from === 1 && isField(tokens[from]);
  if (titleCase || !isFor || !isWord || !withPurpose.has(tokens[from - 3]?.text ?? '')) return name;
  let start = from - 3;
  while (isField(tokens[start - 1])) start--;
  const isFree = last?.passage !== passage || last.to <= start;
  return isFree ? { ...name, from: start, type: 'organization' } : name;
}

/** "[School for the Orskless] and the Velmarless", "[Commission for Orsk] and the Caribbean". */
export function withSecondTopic(name: TaggedName, [next]: readonly TaggedName[]): TaggedName {
  const { passage, from, to, type } = name;
  const { tokens, titleCase } = passage;
  const first = tokens.slice(from, to).findLastIndex(({ text }) => text === 'for') + 1;
  const isJoined = tokens[to]?.text === 'and' && tokens[to + 1]?.text === 'the';
  if (type !== 'organization' || titleCase || first < 2 || !isJoined) return name;
  const second = to + 2;
  const isNext = next?.passage === passage && next.from === second;
  if (tokens[from + first]?.text !== 'the')
    return isNext && next.type === 'place' ? { ...name, to: next.to } : name;
  const isOne = isField(tokens[second]) && !tokens[second + 1]?.capital && first + 2 === to - from;
  return isOne && !isNext && !organizationHeads.has(tokens[second]?.text ?? '')
    ? { ...name, to: second + 1 }
    : name;
}
