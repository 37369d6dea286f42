/** Stations of whose names the tagger has the first words: "BBC Two", "Velmar News Online". */

import { wordSet } from '../../text/wordSet.ts';
import type { TaggedName } from '../tagger/tagger.ts';
import { type Token, wordAt } from '../token.ts';
import { mayBeOfName } from './capitalWords.ts';

/** Broadcasters that are called by their first letters; "the NATO Six" are no station. */
const broadcasters = wordSet`
  BBC ITV RTE RTÉ ABC CBS NBC CNN CNBC MSNBC PBS NPR CBC SBS TVNZ RNZ SABC NRK SVT YLE RÚV ARD ZDF ORF SRF
  NOS RAI RTL TVE RTP NHK KBS MBC
`;
const media = wordSet`Radio TV Television`;
const numbers = wordSet`One Two Three Four Five Six`;
/** "The BBC Two years later": what is counted, not which station it is. */
const times = wordSet`
  second seconds minute minutes hour hours day days night nights morning mornings afternoon afternoons evening
  evenings week weeks weekend weekends fortnight fortnights month months season seasons year years decade
  decades century centuries time times
`;
/** "The Velmar TV Two are free": persons are counted. */
const plurals = wordSet`are were have`;

/** Where the station's name ends: behind "BBC Two", "[BBC] Radio Five Live", "[BBC News] Online". */
export function stationEnd({ passage: { tokens, titleCase }, from, to, type }: TaggedName): number {
  if (type !== 'organization' || titleCase) return to;
  if (tokens.slice(from, to).some(({ kind }) => kind === 'symbol')) return to;
  const last = wordAt(tokens, to - 1);
  const isBroadcaster = broadcasters.has(last);
  if (isNextWord(tokens, to, 'Online'))
    return (isBroadcaster || last === 'News') && !isMoreOfName(tokens[to + 1]) ? to + 1 : to;
  const at = isBroadcaster && isNextWord(tokens, to, 'Radio') ? to + 1 : to;
  return isBroadcaster || media.has(last) ? numberEnd(tokens, at, at > to) : to;
}

/** Where the number at the token ends. A figure behind "[BBC Radio]" is joined without this. */
function numberEnd(tokens: readonly Token[], at: number, isRadio: boolean): number {
  const before = isRadio ? at - 1 : at;
  const number = tokens[at];
  if (!number?.adjacent || number.opensSentence) return before;
  const isLive = /^(?:5|Five)$/.test(number.text) && isNextWord(tokens, at + 1, 'Live');
  if (!numbers.has(number.text) && !isLive && !(isRadio && /^\d$/.test(number.text))) return before;
  const end = isLive ? at + 2 : at + 1;
  const behind = wordAt(tokens, end);
  if (times.has(behind) || plurals.has(behind)) return before;
  // "The ABC Six Nations" is no station.
  return isLive || wordAt(tokens, at - 1) === 'Radio' || !isMoreOfName(tokens[end]) ? end : before;
}

const isMoreOfName = (token: Token | undefined): boolean =>
  mayBeOfName(token) && token.adjacent && !token.opensSentence;

const isNextWord = (tokens: readonly Token[], at: number, word: string): boolean =>
  tokens[at]?.text === word && tokens[at]?.adjacent === true && !tokens[at]?.opensSentence;
