/** What tells one subject from another: its letters and digits, without case and accents. */
import { foldWord } from './writtenWords.ts';

/** '' for a subject of signs alone, which no query finds. */
export const subjectKey = (subject: string): string => foldWord(subject);

/** Each once. */
export const subjectKeysOf = (subjects: readonly string[]): string[] => [
  ...new Set(subjects.map(subjectKey).filter((key) => key !== '')),
];
