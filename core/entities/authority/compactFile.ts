/**
 * The compact form of an authority: sorted lines of entries by id, and of folded names with the ids that have
 * them. `fileAuthority` looks names up in it without parsing anything else.
 */
import { fold } from '../slug.ts';
import { type AuthorityEntry, entryLine } from './entry.ts';
import { compareLines } from './sortedLines.ts';

/** A name that more entries have tells nothing of the others. */
export const mostNamesakes = 50;

/** Ids by folded name: each one or, of namesakes, several. The single ids keep a large list small. */
type Ids = Map<string, string | string[]>;

/** Collects entries of different ids; of those that share a name, the more prominent come first. */
export class CompactFile {
  readonly #lines: string[] = [];
  readonly #names: Ids = new Map();
  readonly #aliases: Ids = new Map();

  #entries = 0;

  /** How many were added. */
  get entries(): number {
    return this.#entries;
  }

  add(entry: AuthorityEntry): void {
    this.#entries++;
    this.#lines.push(entryLine(entry));
    addName(this.#names, entry.name, entry.id);
    for (const alias of entry.aliases) addName(this.#aliases, alias, entry.id);
  }

  /** The whole file; nothing can be added afterwards. */
  lines(): string[] {
    const lines = this.#lines;
    for (const [name, ids] of this.#names) lines.push(nameLine(name, ids, this.#aliases.get(name)));
    for (const [name, ids] of this.#aliases) if (!this.#names.has(name)) lines.push(nameLine(name, [], ids));
    return lines.sort(compareLines);
  }
}

/** The lines of a compact file. */
export function compactLines(entries: Iterable<AuthorityEntry>): string[] {
  const file = new CompactFile();
  for (const entry of entries) file.add(entry);
  return file.lines();
}

function addName(names: Ids, name: string, id: string): void {
  const folded = fold(name);
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
