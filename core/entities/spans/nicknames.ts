/**
 * Nicknames in quotation marks between a given name and a surname: `Gareth "Gaz" Quelle`, "Dara 'the Ice'
 * Quelle". The tagger reads the names without them; a mention's text still has them.
 */

import { givenNames } from '../data/people.ts';
import { calendar } from '../data/words.ts';
import { type Token, wordAt } from '../token.ts';
import { mayBeOfName } from './capitalWords.ts';

const closingSigns: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["'", "'"],
  ['“', '”'],
  ['‘', '’'],
  ['«', '»'],
]);
const quoted = / (["'“‘«])([^"'“”‘’«»]{1,60})(["'”’»]) /u;
/** In tokens. */
const longestNickname = 3;
const nicknameWord = /^(?:[Tt]he|\p{Lu}[\p{L}\p{M}-]*|\p{Lu}\.)$/u;
const surname = /^\p{Lu}[\p{L}\p{M}'’-]*\p{Ll}/u;

/**
 * The tokens of a passage without nicknames and their quotation marks. Linear.
 * @param titleCase most words have capitals. In such a headline a quoted verb looks like a nickname (`Quelle
 * "Regrets" Orsk Deal`), so only listed given names have one there.
 */
export function withoutNicknames(tokens: Token[], titleCase: boolean): Token[] {
  const isHeadline = titleCase && tokens.at(-1)?.text !== '.';
  let kept: Token[] | undefined;
  for (let i = 0; i < tokens.length; i++) {
    const mayHave = !isHeadline || givenNames.has(wordAt(tokens, i - 1));
    const length = mayHave ? nicknameLength(tokens, i) : 0;
    if (length > 0) kept ??= tokens.slice(0, i);
    if (length === 0) {
      kept?.push(tokens[i] as Token);
      continue;
    }
    const behind = tokens[i + length] as Token;
    kept?.push({ ...behind, adjacent: true, opensSentence: false });
    i += length;
  }
  return kept ?? tokens;
}

/** The nickname in the text of a mention: Gaz in `Gareth "Gaz" Quelle`. */
export function nicknameIn(surface: string): string | undefined {
  const [, sign = '', nickname = '', closing] = quoted.exec(surface) ?? [];
  return closingSigns.get(sign) === closing && nickname !== '' ? nickname : undefined;
}

/** How many tokens the nickname at token `at` has, with its marks; 0 if there is none. */
function nicknameLength(tokens: readonly Token[], at: number): number {
  const [given, sign] = [tokens[at - 1], tokens[at]];
  const closing = closingSigns.get(sign?.text ?? '');
  if (closing === undefined || !isGivenName(given) || !isSpaced(given, sign)) return 0;
  for (let end = at + 1; end <= at + 1 + longestNickname; end++) {
    const token = tokens[end];
    if (token?.text === closing) return end > at + 1 && isSurname(tokens[end + 1], token) ? end + 1 - at : 0;
    if (!nicknameWord.test(token?.text ?? '')) return 0;
  }
  return 0;
}

const isGivenName = (token: Token | undefined): token is Token =>
  mayBeOfName(token) && surname.test(token.text);

function isSurname(token: Token | undefined, mark: Token): boolean {
  return isSpaced(mark, token) && surname.test(token?.text ?? '') && !calendar.has(token?.text ?? '');
}

const isSpaced = (before: Token, token: Token | undefined): boolean => token?.start === before.end + 1;
