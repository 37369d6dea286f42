/**
 * The compact form of an authority: sorted lines of entries by id, of folded names with the ids that have
 * them, and of surnames with the ids of those who bear them. `fileAuthority` looks names up in it without
 * parsing anything else.
 */
import { particles } from '../data/people.ts';
import { surnamesOf } from '../personName.ts';
import { fold } from '../slug.ts';
import { type AuthorityEntry, entryLine } from './entry.ts';
import { compareLines } from './sortedLines.ts';

/** A name that more entries have tells nothing of the others. */
export const mostNamesakes = 50;

/** Ids by folded name: each one or, of namesakes, several. The single ids keep a large list small. */
type Ids = Map<string, string | string[]>;

/** The key of the line of a folded surname. No folded name has the sign. */
export const surnameKey = (surname: string): string => `~${surname}`;

/** "Virtanen" and "van der Bellen" of a full name, but not "Kalevi Virtanen", which may be another person. */
function isSurname(folded: string): boolean {
  const [first = '', ...others] = folded.split(' ');
  return others.length === 0 || particles.has(first);
}

/** Collects entries of different ids; of those that share a name, the more prominent come first. */
export class CompactFile {
  readonly #lines: string[] = [];
  readonly #names: Ids = new Map();
  readonly #aliases: Ids = new Map();
  readonly #surnames: Ids = new Map();

  #entries = 0;

  /** How many were added. */
  get entries(): number {
    return this.#entries;
  }

  add(entry: AuthorityEntry): void {
    this.#entries++;
    this.#lines.push(entryLine(entry));
    addName(this.#names, fold(entry.name), entry.id);
    for (const alias of entry.aliases) addName(this.#aliases, fold(alias), entry.id);
    if (entry.type !== 'person') return;
    const surnames = [entry.name, ...entry.aliases].flatMap(surnamesOf).filter(isSurname);
    for (const surname of new Set(surnames)) addName(this.#surnames, surname, entry.id);
  }

  /** The whole file; nothing can be added afterwards. */
  lines(): string[] {
    const lines = this.#lines;
    for (const [name, ids] of this.#names) lines.push(nameLine(name, ids, this.#aliases.get(name)));
    for (const [name, ids] of this.#aliases) if (!this.#names.has(name)) lines.push(nameLine(name, [], ids));
    for (const [surname, ids] of this.#surnames) lines.push(nameLine(surnameKey(surname), ids));
    return lines.sort(compareLines);
  }
}

/** The lines of a compact file. */
export function compactLines(entries: Iterable<AuthorityEntry>): string[] {
  const file = new CompactFile();
  for (const entry of entries) file.add(entry);
  return file.lines();
}

function addName(names: Ids, folded: string, id: string): void {
  if (folded === '') return;
  const ids = names.get(folded);
  if (ids === undefined) names.set(folded, id);
  else if (typeof ids === 'string') names.set(folded, [ids, id]);
  else if (ids.length < mostNamesakes) ids.push(id);
}

/** Those that have the name as their name come before those that have it as an alias. */
function nameLine(name: string, ids: string | string[], aliases: string | string[] = []): string {
  const all = [...new Set([ids, aliases].flat())].slice(0, mostNamesakes);
  return `${name}\t${all.join(' ')}`;
}
