/** What shows that a name is a person's, whatever it was taken for: a title, an age, what only persons do. */
import { anyOf } from '../../text/anyOf.ts';
import { sharedTitles } from '../data/people.ts';
import type { TextSpan } from '../gazetteerNames.ts';
import { titleBefore } from '../titles.ts';

const ageBehind = /^, [1-9]\d?(?:,|\.| and | who | is | was )/;
/** What only one person does or suffers. */
const personalDeeds = anyOf`
  died, married, arrested, jailed, remanded, stabbed, kicked, volleyed, bowled, batted, wept, smiled,
  shrugged, himself, herself
`;
const deedBehind = new RegExp(
  String.raw`^ (?:(?:was|is|has|had|been|later) )*(?:${personalDeeds})(?!\p{L})`,
  'u',
);
/** "Orsk said he would", "Orsk told the court that she". */
const saidOfSelf = /^ (?:(?:said|says)|(?:told|tells)(?: the)? \p{Ll}{1,20})(?: that)? s?he(?!\p{L})/u;
/** In characters, behind a name. */
const behindLength = 60;

/** "Mr Goldman", "Judge Ford"; "Shell, 19, was"; "Velmar said she". */
export function isShownAsPerson(text: string, { start, end }: TextSpan): boolean {
  const titles = titleBefore(text, start).split(' ');
  const isTitled = titles.some((title) => title !== '' && !sharedTitles.has(title));
  const behind = text.slice(end, end + behindLength);
  return isTitled || [ageBehind, deedBehind, saidOfSelf].some((shows) => shows.test(behind));
}
