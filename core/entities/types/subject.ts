/** What a document is about, as far as it decides what names mean: "England" is a team in a match report. */
import { gaming, music, soloSports, sports, teamSports } from '../data/nouns.ts';
import { soloSlugs, teamSlugs } from '../data/slugs.ts';
import type { Passage } from '../passages.ts';
import { type Token, wordAt } from '../token.ts';

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

type Field = 'teams' | 'solo' | 'sports' | 'gaming' | 'music';

/** One look-up a word, because every word of a document is looked up. */
const fields = new Map<string, Field>();
for (const [field, words] of [
  ['music', music],
  ['sports', sports],
  ['gaming', gaming],
  ['solo', soloSports],
  ['teams', teamSports],
] as const)
  for (const word of words) fields.set(word, field);

/** What the passages of a document are about. */
export function subjectOf(passages: readonly Passage[]): Subject {
  const counts: Record<Field, number> = { teams: 0, solo: 0, sports: 0, gaming: 0, music: 0 };
  let words = 0;
  let scores = 0;
  for (const { tokens } of passages) {
    for (let i = 0; i < tokens.length; i++) {
      const { kind, text, capital } = tokens[i] as Token;
      if (kind === 'symbol' && isScore(tokens, i)) scores++;
      if (kind !== 'word') continue;
      words++;
      const field = fields.get(capital ? text.toLowerCase() : text);
      if (field !== undefined) counts[field]++;
    }
  }
  const isOn = (count: number, per: number) => count >= minOccurrences && count * per >= words;
  const isGaming = counts.gaming >= minOccurrences && counts.gaming > counts.teams + counts.solo;
  const slug = slugOf(passages[0]?.tokens ?? []);
  const sportsWords = 2 * (counts.teams + counts.solo) + counts.sports;
  // Courts rule 5-4, too.
  const isSport = isOn(sportsWords + Math.min(scores, sportsWords), wordsPerSportsWord);
  const sport = slug !== undefined || (!isGaming && isSport);
  return {
    teams: slug === 'teams' || (slug !== 'solo' && sport && counts.teams > counts.solo),
    sport,
    music: isOn(counts.music, wordsPerOccurrence),
  };
}

/** The hyphen of "won 5-1". */
function isScore(tokens: readonly Token[], at: number): boolean {
  if (!/^[-–]$/.test(wordAt(tokens, at))) return false;
  return [at - 1, at + 1].every((i) => /^\d{1,2}$/.test(wordAt(tokens, i)));
}

/** "SOCCER - Velmar win", "Rugby: Velmar win": the sport that begins a headline. */
function slugOf(tokens: readonly Token[]): 'teams' | 'solo' | undefined {
  const at = tokens.findIndex(({ kind }) => kind === 'symbol');
  if (at < 1 || at > 2 || !/^[-–:]$/.test(wordAt(tokens, at))) return undefined;
  const fields = tokens.slice(0, at).map(({ text }) => text.toLowerCase());
  // "Boxing Day:" and "Football violence:" are not.
  const isWhole = at === 1 || /^(?:union|league)$/.test(fields[1] ?? '');
  if (tokens[at]?.text === ':' && !isWhole) return undefined;
  if (fields.some((word) => teamSlugs.includes(word))) return 'teams';
  return fields.some((word) => soloSlugs.includes(word)) ? 'solo' : undefined;
}
