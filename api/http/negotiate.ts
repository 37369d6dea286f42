/** Which of the offered media types a client wants most (RFC 9110, 12.5.1). */
import { HttpProblem } from './problem.ts';

interface Range {
  type: string;
  subtype: string;
  quality: number;
}

/** @throws HttpProblem 406 where it takes none of them */
export function negotiate(accept: string | undefined, offered: readonly [string, ...string[]]): string {
  if (accept === undefined || accept.trim() === '') return offered[0];
  const ranges = accept.split(',').flatMap(rangeOf);
  let best: { type: string; quality: number } | undefined;
  for (const type of offered) {
    const quality = qualityOf(type, ranges);
    if (quality > (best?.quality ?? 0)) best = { type, quality };
  }
  if (best === undefined)
    throw new HttpProblem(406, { detail: `This answer comes as ${offered.join(' or ')}.` });
  return best.type;
}

function rangeOf(text: string): Range[] {
  const [name = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const [type, subtype] = name.split('/');
  if (!type || !subtype) return [];
  const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  const quality = weight === undefined ? 1 : Number(weight);
  return [{ type, subtype, quality: quality >= 0 && quality <= 1 ? quality : 1 }];
}

/** The most specific range that fits decides: `application/json;q=0` excludes what `*` and a slash and `*` would let in. */
function qualityOf(offered: string, ranges: readonly Range[]): number {
  const [type, subtype] = offered.split('/');
  const specificity = (range: Range) => {
    if (range.type === type && range.subtype === subtype) return 3;
    if (range.type === type && range.subtype === '*') return 2;
    return range.type === '*' && range.subtype === '*' ? 1 : 0;
  };
  let best: { fits: number; quality: number } = { fits: 0, quality: 0 };
  for (const range of ranges) {
    const fits = specificity(range);
    if (fits > best.fits) best = { fits, quality: range.quality };
  }
  return best.quality;
}
