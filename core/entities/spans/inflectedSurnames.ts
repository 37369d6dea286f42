/**
 * A surname that stands alone with an ending of another language ("Macronilta" in a translated text) looks
 * like nothing that the tagger knows. If the tagger doubts it, the line is read once more with its base form.
 */
import type { Candidate } from '../candidate.ts';
import { baseFormsOf } from '../inflection.ts';
import type { Passage } from '../passages.ts';
import { mayBeInflected } from '../repair.ts';
import { isDistinctive, minBaseLength } from '../repairEvidence.ts';
import type { NameTagger } from '../tagger/tagger.ts';

/** Bounds the work for a text with very many names that look inflected. */
const maxForms = 100;
/** A surer name stays as the tagger has it. Set by hand. */
const doubtful = 0.6;

interface Form {
  name: Candidate;
  /** Its line with the base form in place of the word. */
  inBase: Passage;
  /** The index of the word's token. */
  at: number;
}

/** The names; a doubtful one is a person if its base form is a surer one. */
export function withInflectedSurnames(
  text: string,
  passages: readonly Passage[],
  names: readonly Candidate[],
  tagger: NameTagger,
): readonly Candidate[] {
  const forms = formsIn(passages, names);
  if (forms.length === 0) return names;
  const lines = forms.map(({ inBase }) => inBase);
  const read = tagger.tag(text, lines);
  const persons = new Map<Candidate, Candidate>();
  for (const { name, inBase, at } of forms) {
    const base = read.find(({ passage, from, to }) => passage === inBase && from === at && to === at + 1);
    if (base?.type !== 'person' || base.confidence < name.confidence) continue;
    const { start, end, words, after } = name;
    const confidence = Math.min(base.confidence, doubtful);
    persons.set(name, { start, end, words, after, type: 'person', confidence });
  }
  return names.map((name) => persons.get(name) ?? name);
}

function formsIn(passages: readonly Passage[], names: readonly Candidate[]): Form[] {
  const forms: Form[] = [];
  const lines = passages[Symbol.iterator]();
  let line = lines.next().value;
  for (const name of names) {
    const base = isDoubtful(name) ? distinctBase(name.words[0] ?? '') : undefined;
    if (base === undefined) continue;
    while (line !== undefined && (line.tokens.at(-1)?.end ?? 0) < name.end) line = lines.next().value;
    const at = line?.tokens.findIndex(({ start }) => start === name.start) ?? -1;
    const token = line?.tokens[at];
    if (line === undefined || token === undefined || line.titleCase || token.opensSentence) continue;
    const tokens = line.tokens.with(at, { ...token, text: base });
    forms.push({ name, inBase: { ...line, tokens }, at });
    if (forms.length === maxForms) break;
  }
  return forms;
}

function isDoubtful({ words, known, confidence }: Candidate): boolean {
  return words.length === 1 && known === undefined && confidence < doubtful;
}

/** What the word is a form of, if its ending is unlikely by chance. */
function distinctBase(word: string): string | undefined {
  if (!mayBeInflected([word])) return undefined;
  return baseFormsOf(word).find(
    (form) => form.regular && isDistinctive(form) && form.base.length >= minBaseLength,
  )?.base;
}
