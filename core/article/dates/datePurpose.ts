/** Knows by the elements around a date whether it may be the story's. */
import type { Element } from '../../markup/htmlTree.ts';
import { bitOf, purposesOf } from '../purposes.ts';

/** Parts of a page whose dates may belong to something else. */
const otherParts = (['related', 'side', 'advert', 'newsletter'] as const).map(bitOf);
/** Parts of a page whose dates always do; but near the headline, pictures may have a labelled one. */
const commentPart = bitOf('comment');
const picturePart = bitOf('picture');
const maxLevels = 6;

/** What the elements around a date are for. */
export function purposeOf(element: Element): {
  isPublicationDate: boolean;
  isElsewhere: boolean;
  isComment: boolean;
  isPicture: boolean;
} {
  let [isPublicationDate, isElsewhere, isComment, isPicture] = [false, false, false, false];
  let level = 0;
  for (
    let at: Element | undefined = element;
    at !== undefined && level < maxLevels;
    at = at.parent, level++
  ) {
    if (at.tag === 'article' || at.tag === 'main' || at.tag === 'body') break;
    if (at.tag === 'aside' || at.tag === 'nav') isElsewhere = true;
    const bits = purposesOf(at);
    if (otherParts.some((bit) => bits & bit)) isElsewhere = true;
    if (bits & commentPart) isComment = true;
    if (level < 3 && bits & picturePart) isPicture = true;
    if (level < 3 && bits & bitOf('about')) isPublicationDate = true;
  }
  return { isPublicationDate, isElsewhere, isComment, isPicture };
}
