/** Headlines in title case or in capitals: only what the lists know, or what the rest of the document has told to be a name. */
import { type Candidate, keep, knownJudgement } from './candidate.ts';
import { judgeByWords } from './classify.ts';
import { givenNames } from './data/people.ts';
import { ordinary, speaking } from './data/words.ts';
import { knownAt } from './gazetteer.ts';
import type { Passage, Token } from './token.ts';

/** Adds to what was found in the rest of the document. */
export function recogniseTitled(passages: Iterable<Passage>, found: Candidate[]): void {
  const told = new Map<string, Candidate[]>();
  for (const candidate of found) {
    if (candidate.weak) continue;
    const forms = candidate.type === 'person' ? [candidate.words, candidate.words.slice(-1)] : [candidate.words];
    for (const words of forms) {
      const first = words[0]?.toUpperCase() ?? '';
      const there = told.get(first) ?? [];
      if (there.length < 20) there.push({ ...candidate, words });
      told.set(first, there);
    }
  }
  for (const list of told.values()) list.sort((a, b) => b.words.length - a.words.length);
  for (const { tokens, titled } of passages) {
    if (!titled) continue;
    for (let i = 0; i < tokens.length; ) {
      const same = told.get(tokens[i]?.text.toUpperCase() ?? '')?.find(({ words }) => isAt(tokens, i, words));
      const known = knownAt(tokens, i);
      if (same !== undefined && same.words.length >= (known?.length ?? 0))
        i = keep(tokens, i, i + same.words.length, same, found, same.known);
      else if (known !== undefined) i = keep(tokens, i, i + known.length, knownJudgement(known.known), found, known.known);
      else i = titledPerson(tokens, i, found);
    }
  }
}

function isAt(tokens: readonly Token[], at: number, words: readonly string[]): boolean {
  return words.every((word, i) => {
    const token = tokens[at + i];
    return token?.capital === true && (i === 0 || token.joined) && token.text.toUpperCase() === word.toUpperCase();
  });
}

/** A given name and one word after it. */
function titledPerson(tokens: readonly Token[], at: number, found: Candidate[]): number {
  const [token, next] = [tokens[at], tokens[at + 1]];
  const person = token?.capital && givenNames.has(token.text) && next?.capital && next.joined && !ordinary.has(next.text.toLowerCase());
  if (!person || judgeByWords([token.text, next.text]) || speaking.has(next.text.toLowerCase())) return at + 1;
  return keep(tokens, at, at + 2, { type: 'person', confidence: 0.5, rule: 'given name' }, found);
}
