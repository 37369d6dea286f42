/**
 * Prefixes, elisions and endings that a language writes together with a name: "ex-England", "d'Emmanuel",
 * "Ukrainas". The mention leaves them out.
 */
import type { Candidate } from '../candidate.ts';
import { gazetteerEntry } from '../gazetteer.ts';
import type { Vocabulary } from '../vocabulary.ts';

const prefix = /^(?:[Ee]x|[Aa]nti|pro|pre|post|part|[Nn]on|neo|mid|pan|then|former)[-‐‑](?=\p{Lu})/u;
/** French, Italian, Catalan and Occitan. */
const eliding = /^(?:fr|it|ca|oc)\b/;
const elision = /^(?:[cdjlmnst]|qu|all|dall|dell|nell|sull|un|quest|sant)['’](?=\p{Lu})/iu;
/** A name that the document has so often is its own word. */
const repeated = 3;
/** Swedish, Danish and Norwegian form every genitive with a bare -s. */
const genitive = /^(?:sv|da|nb|nn|no)\b/;

/**
 * The candidate without prefixes, elided articles and prepositions, and genitive endings.
 * @param language a BCP 47 tag
 * @param vocabulary of the document; a genitive needs the word without its ending in it
 */
export function withoutAttachments(
  candidate: Candidate,
  language: string,
  vocabulary: Vocabulary,
): Candidate {
  const [first = ''] = candidate.words;
  const [before = ''] = prefixOf(candidate) ?? (eliding.test(language) ? elision.exec(first) : null) ?? [];
  const begun = before === '' ? candidate : withoutBeginning(candidate, before.length);
  const last = begun.words.at(-1) ?? '';
  if (begun.known !== undefined || !/\p{Ll}s$/u.test(last)) return begun;
  const isGenitive = genitive.test(language) && vocabulary.capital.has(last.slice(0, -1));
  return isGenitive || isMisplaced(begun, vocabulary) ? withoutEnding(begun, 1) : begun;
}

/** "Anti-Corruption Bureau": a body's prefix, unlike that of the "Anti-Labour Party", belongs to the name. */
function prefixOf({ type, words: [first = '', ...rest] }: Candidate): RegExpExecArray | null {
  const found = prefix.exec(first);
  const isOwn = type === 'organization' && rest.length > 0 && /^(?:Anti|Mid|Pan|Post|Neo)-/.test(first);
  if (found === null || !isOwn) return found;
  return gazetteerEntry([first.slice(found[0].length), ...rest].join(' ')) === undefined ? null : found;
}

/** "Robbies' opinion" for "Robbie's", where the document has Robbie again and again. */
function isMisplaced({ words, type, after }: Candidate, { capital }: Vocabulary): boolean {
  const [word = ''] = words;
  if (type !== 'person' || words.length > 1 || !/^['’]$/.test(after[0])) return false;
  const [own, without] = [capital.get(word) ?? 0, capital.get(word.slice(0, -1)) ?? 0];
  return own <= 1 && without >= repeated;
}

function withoutBeginning(candidate: Candidate, length: number): Candidate {
  const [first = '', ...rest] = candidate.words;
  return relisted({ ...candidate, start: candidate.start + length, words: [first.slice(length), ...rest] });
}

function withoutEnding(candidate: Candidate, length: number): Candidate {
  const words = [...candidate.words.slice(0, -1), (candidate.words.at(-1) ?? '').slice(0, -length)];
  return relisted({ ...candidate, end: candidate.end - length, words });
}

function relisted(candidate: Candidate): Candidate {
  const known = candidate.team ? undefined : gazetteerEntry(candidate.words.join(' '));
  return known === undefined || candidate.type === 'person'
    ? candidate
    : { ...candidate, known, type: known.type };
}
