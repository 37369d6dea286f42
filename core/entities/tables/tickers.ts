/** "Velmar Foods (NYSE: VLM)", "Velmar Foods <VLM.L>": what has a share on an exchange is a company. */
import { wordSet } from '../../text/wordSet.ts';
import type { Passage } from '../passages.ts';
import { foundName, NamesByToken, withFound } from '../spans/namesByToken.ts';
import type { TaggedName } from '../tagger/tagger.ts';
import { type Token, wordAt } from '../token.ts';

/** 0 to 1, set by hand. */
const confidence = 0.8;
/** In tokens, of a company that the tagger missed. */
const longest = 4;
const exchanges = wordSet`
  NYSE NASDAQ Nasdaq AMEX OTC OTCQB OTCQX LSE LON AIM TSX TSXV CSE ASX NZX HKG HKEX SEHK NSE BSE JSE SGX TSE
  TYO KRX KOSDAQ FRA ETR XETRA EPA AMS BIT BME SIX SWX OMX STO HEL OSE WSE BVMF
`;
const symbol = /^[A-Z]{1,6}\d{0,4}$/;
/** In tokens, with a bracket. */
const tickerLength = 4;
const closing = new Map([
  ['(', ')'],
  ['[', ']'],
  ['<', '>'],
]);

/** The names, in text order, with those companies and without their tickers. */
export function withTickers(passages: readonly Passage[], names: readonly TaggedName[]): TaggedName[] {
  const tickers = passages.flatMap(tickersIn);
  const tagged = new NamesByToken(names);
  const inside = new Set(tickers.flatMap((ticker) => tagged.overlapping(ticker)));
  const companies = tickers.flatMap((ticker) => companyBefore(ticker, tagged));
  return withFound(
    names.filter((name) => !inside.has(name)),
    companies,
  );
}

/** The brackets with what is in them. */
function tickersIn(passage: Passage): TaggedName[] {
  const { tokens } = passage;
  const found: TaggedName[] = [];
  for (const [at, { kind, text }] of tokens.entries()) {
    const close = kind === 'symbol' ? closing.get(text) : undefined;
    const to = at + tickerLength;
    if (close === undefined || tokens[to]?.text !== close || !tokens[at - 1]?.capital) continue;
    if (isTicker(tokens.slice(at + 1, to))) found.push(companyOf(passage, at, to + 1));
  }
  return found;
}

/** "NYSE: VLM", "VLM.L". */
function isTicker(inner: readonly Token[]): boolean {
  const [first = '', sign, last = ''] = inner.map(({ text }) => text);
  if (sign === ':') return exchanges.has(first) && symbol.test(last);
  return sign === '.' && /^[A-Z\d]{1,6}$/.test(first) && /^[A-Z]{1,3}$/.test(last);
}

const companyOf = (passage: Passage, from: number, to: number): TaggedName =>
  foundName({ passage, from, to }, 'organization', confidence);

/** What ends at the bracket: the tagger's name, or the words with capitals that it missed. */
function companyBefore({ passage, from: end }: TaggedName, tagged: NamesByToken): TaggedName[] {
  const { tokens } = passage;
  const [known] = tagged.overlapping(companyOf(passage, end - 1, end));
  if (known !== undefined) {
    const isSure = known.type === 'organization' && known.confidence >= confidence;
    return isSure || known.to !== end ? [] : [{ ...known, type: 'organization', confidence }];
  }
  let from = end - 1;
  const isFree = (at: number) => tagged.overlapping(companyOf(passage, at, at + 1)).length === 0;
  const goesOn = (at: number) =>
    tokens[at]?.capital === true ||
    (/^(?:&|of|n)$/.test(wordAt(tokens, at)) && tokens[at - 1]?.capital === true);
  while (from > end - longest && tokens[from]?.adjacent && goesOn(from - 1) && isFree(from - 1)) from--;
  return [companyOf(passage, from, end)];
}
