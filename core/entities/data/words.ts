/** Vocabularies for recognising names and dates. */
import { monthNames, weekdayNames } from '../../dates/calendar.ts';
import { wordList, wordSet } from '../../text/wordSet.ts';

/** In lower case. After these words a lone capitalised word is usually a place. */
export const placeBefore = wordSet`
  in at from near to around outside across throughout via northern southern eastern western central downtown
  into toward towards
`;

/** After a lone capitalised word, these verbs show that it is a person who speaks or acts. */
export const speaking = wordSet`
  said says told tells added adds wrote writes spoke speaks argued insisted asked replied explained warned
  admitted claimed believes thinks hopes scored resigned died smiled joked recalled married tweeted
`;

/** Names of holidays that persons have too, as surnames: Tariq Ramadan. */
export const holidays = wordList`
  Easter Christmas Ramadan Eid Hanukkah Diwali Passover Ascension Pentecost Halloween Thanksgiving
`;
/** Languages that are no peoples. Mandarin is as often short for a hotel, and Braille a person. */
export const languages = wordSet`
  Hindi Urdu Farsi Cantonese Swahili Sanskrit Yiddish Hebrew Arabic Pashto Dari Pidgin Esperanto
`;
/** Weekdays, months and holidays: dates, not names. */
export const calendar = new Set([...monthNames, ...weekdayNames, ...holidays]);

/** In lower case, before a noun: they say which one is meant, or whose. */
export const determiners = wordSet`the a an this that these those my your his her its our their no`;

/** Words that form an adjective with a name: "London-based", "Spanish-speaking". */
export const compoundSuffixes: readonly string[] = wordList`
  based born listed led backed owned run style made wide held funded trained educated speaking occupied
  controlled related bound like only built brokered language
`;

/** Words with a capital only because they open a sentence: `In "Titanic" Kate Quelle plays`. */
export const openers = wordSet`
  A An The In On At To Of By As Is For From With Into After Before Since Until Under Over About Like Than
  Then And But Or Nor So Yet If When While Where Why How What Who Which That This These Those There Here He
  She It They We You I His Her Its Their Our My Your Was Were Are Be Not No All Both Each Every Some Many
  Most More Only Also Even Just Now Once Still Called Named Titled Dubbed Entitled Meanwhile However
  Yesterday Today Tomorrow Earlier Later Recently Separately Elsewhere Last Next Although Because Though
  Besides Instead Otherwise
`;
