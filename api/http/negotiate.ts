/** Content negotiation (RFC 9110, section 12.5.1). */
import { HttpProblem } from './problem.ts';

interface MediaRange {
  type: string;
  subtype: string;
  quality: number;
}

/** The offered media type that the client prefers. @throws HttpProblem 406 if it accepts none of them */
export function negotiate(accept: string | undefined, offered: readonly [string, ...string[]]): string {
  if (accept === undefined || accept.trim() === '') return offered[0];
  const ranges = accept.split(',').flatMap(parseRange);
  let best: { type: string; quality: number } | undefined;
  for (const type of offered) {
    const quality = qualityOf(type, ranges);
    if (quality > (best?.quality ?? 0)) best = { type, quality };
  }
  if (best === undefined)
    throw new HttpProblem(406, { detail: `The response is available as ${offered.join(' or ')}.` });
  return best.type;
}

function parseRange(text: string): MediaRange[] {
  const [name = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const [type, subtype] = name.split('/');
  if (!type || !subtype) return [];
  const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  const quality = weight === undefined ? 1 : Number(weight);
  return [{ type, subtype, quality: quality >= 0 && quality <= 1 ? quality : 1 }];
}

/** The most specific range decides: `application/json;q=0` excludes JSON even if a wildcard allows it. */
function qualityOf(offered: string, ranges: readonly MediaRange[]): number {
  const [type, subtype] = offered.split('/');
  const specificityOf = (range: MediaRange) => {
    if (range.type === type && range.subtype === subtype) return 3;
    if (range.type === type && range.subtype === '*') return 2;
    return range.type === '*' && range.subtype === '*' ? 1 : 0;
  };
  let best = { specificity: 0, quality: 0 };
  for (const range of ranges) {
    const specificity = specificityOf(range);
    if (specificity > best.specificity) best = { specificity, quality: range.quality };
  }
  return best.quality;
}
