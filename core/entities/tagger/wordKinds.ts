/** The lists in `../data` that contain a word, as a bit set. The tagger learns what each list is worth. */
import {
  companySuffixes,
  eventHeads,
  notOrganizations,
  organizationFirsts,
  organizationHeads,
  organizationStarts,
} from '../data/organizations.ts';
import { addresses, familyFirst, givenNames, officeParts, offices, particles } from '../data/people.ts';
import { compass, placeHeads, placeStarts } from '../data/places.ts';
import { calendar, placeBefore, speaking } from '../data/words.ts';

/** Lists of words as names write them. */
const caseSensitive = [
  companySuffixes,
  organizationHeads,
  organizationStarts,
  organizationFirsts,
  notOrganizations,
  eventHeads,
  placeHeads,
  placeStarts,
  compass,
  addresses,
  givenNames,
  familyFirst,
  particles,
  calendar,
];
/** Lists of words in lower case, matched in any case. */
const caseInsensitive = [offices, officeParts, speaking, placeBefore];

/**
 * A bit per list that contains the word. The order of the lists is part of the trained model.
 * @param lower the word in lower case
 */
export function wordKinds(text: string, lower: string): number {
  let kinds = 0;
  caseSensitive.forEach((list, i) => {
    if (list.has(text)) kinds |= 1 << i;
  });
  caseInsensitive.forEach((list, i) => {
    if (list.has(lower)) kinds |= 1 << (caseSensitive.length + i);
  });
  return kinds;
}
