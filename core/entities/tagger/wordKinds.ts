/** What kind of word a word is by the lists in `../data`, as a bit set: a hint for the tagger, which learns what each is worth. */
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

/** Of words as they are written in a name. */
const written = [
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
/** Of words in lower case, whatever they are written in. */
const lowered = [offices, officeParts, speaking, placeBefore];

export function wordKinds(text: string, lower: string): number {
  let kinds = 0;
  written.forEach((list, i) => {
    if (list.has(text)) kinds |= 1 << i;
  });
  lowered.forEach((list, i) => {
    if (list.has(lower)) kinds |= 1 << (written.length + i);
  });
  return kinds;
}
