/** Words before a hyphen that begin agencies' headlines: "SOCCER-Velmar win", "Cricket-Orsk 211-4". */
import { wordList } from '../../text/wordSet.ts';

export const teamSlugs = wordList`
  soccer football rugby cricket basketball baseball hockey handball volleyball nba nfl nhl mlb
`;
export const soloSlugs = wordList`
  tennis golf athletics boxing cycling swimming skiing snooker darts badminton squash judo wrestling rowing
  sailing gymnastics skating fencing chess biathlon triathlon marathon weightlifting olympics doping racing
`;
/** Of kinds of stories, in capitals alone. */
const kindSlugs = wordList`
  BRIEF UPDATE RPT WRAPUP FEATURE ANALYSIS INTERVIEW FACTBOX TIMELINE EXCLUSIVE CORRECTED REFILE NEWSMAKER
  PREVIEW INSIGHT EXPLAINER FOCUS
`;

/** All of them as they are written. */
export const slugs: readonly string[] = [
  ...[...teamSlugs, ...soloSlugs].flatMap((word) => [
    word.toUpperCase(),
    `${word.charAt(0).toUpperCase()}${word.slice(1)}`,
  ]),
  ...kindSlugs,
];
