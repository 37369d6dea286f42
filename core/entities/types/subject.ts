/** What a document is about, as far as it decides what names mean: "England" is a team in a match report. */
import { music, soloSports, sports, teamSports } from '../data/nouns.ts';
import type { Passage } from '../token.ts';

export interface Subject {
  /** A report on a sport of teams. */
  teams: boolean;
  /** A report on any sport. */
  sport: boolean;
  music: boolean;
}

/** In a text on the subject, its words occur at least so often, and once per so many words. */
const minOccurrences = 3;
const wordsPerOccurrence = 90;
const wordsPerSportsWord = 36;

export function subjectOf(passages: Iterable<Passage>): Subject {
  const counts = { words: 0, teams: 0, solo: 0, sports: 0, music: 0 };
  for (const { tokens } of passages) {
    for (const { kind, text, capital } of tokens) {
      if (kind !== 'word') continue;
      counts.words++;
      const word = capital ? text.toLowerCase() : text;
      if (teamSports.has(word)) counts.teams++;
      else if (soloSports.has(word)) counts.solo++;
      else if (sports.has(word)) counts.sports++;
      else if (music.has(word)) counts.music++;
    }
  }
  const isOn = (count: number, per: number) => count >= minOccurrences && count * per >= counts.words;
  const sport = isOn(2 * (counts.teams + counts.solo) + counts.sports, wordsPerSportsWord);
  return {
    teams: sport && counts.teams > counts.solo,
    sport,
    music: isOn(counts.music, wordsPerOccurrence),
  };
}
