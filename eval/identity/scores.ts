/**
 * Scores who is meant by names that a person decided one by one (`bbc.jsonl`). A name is right if it agrees
 * with a decided one but for middle names and initials.
 */

/** A name in a document, and who is meant by it. */
export interface DecidedName {
  doc: string;
  start: number;
  end: number;
  surface: string;
  /** As an encyclopedia would title it. */
  gold: string;
  goldType: string;
  /** The fullest forms of the name in the document and in the rest of the archive. */
  inDoc: string | null;
  inArchive: string | null;
  /** Whether the person who decided was certain; others are not scored. */
  sure: boolean;
}

/** What the records say about the name; null if it is no mention, or open. */
export type FoundEntity = { id: string; name: string; type: string } | null;

export interface Share {
  /** 0 to 1, rounded to three places; null of nothing. */
  share: number | null;
  of: number;
}

export interface IdentityScores {
  /** Names whose type is right. A work, a product and the like must be none of the four types. */
  type: Share;
  /** Surnames alone that were put to a fuller name: those put to the right one. */
  merged: Share;
  /** Surnames alone whose bearer is named in full in the archive: those put to it. */
  mergeable: Share;
  /** Surnames alone of no person, or of one who is named nowhere else: those not put to somebody else. */
  left: Share;
}

const namedTypes = new Set(['person', 'place', 'organization', 'group']);

/** @param found in the order of `decided` */
export function identityScores(
  decided: readonly DecidedName[],
  found: readonly FoundEntity[],
): IdentityScores {
  const [type, merged, mergeable, left] = [new Tally(), new Tally(), new Tally(), new Tally()];
  decided.forEach((gold, i) => {
    if (!gold.sure) return;
    const entity = found[i] ?? null;
    if (namedTypes.has(gold.goldType)) {
      if (entity !== null) type.count(entity.type === gold.goldType);
    } else type.count(entity === null || !namedTypes.has(entity.type));
    if (wordsOf(gold.surface).length !== 1) return;
    const isMerged = entity !== null && entity.type === 'person' && isFullName(entity.name);
    const isRight = isMerged && meansSame(gold, entity.name);
    if (isMerged) merged.count(gold.goldType === 'person' && isRight);
    if (gold.goldType !== 'person') left.count(!isMerged);
    else if ([gold.inDoc, gold.inArchive].some((name) => wordsOf(name).length > 1)) mergeable.count(isRight);
    else left.count(!isMerged || isRight);
  });
  return { type: type.share, merged: merged.share, mergeable: mergeable.share, left: left.share };
}

class Tally {
  #right = 0;
  #of = 0;

  count(right: boolean): void {
    this.#of++;
    if (right) this.#right++;
  }

  get share(): Share {
    const share = this.#of === 0 ? null : Math.round((1000 * this.#right) / this.#of) / 1000;
    return { share, of: this.#of };
  }
}

/** The folded words of a name without what an encyclopedia adds in parentheses. */
function wordsOf(name: string | null): string[] {
  const plain = (name ?? '')
    .replace(/\([^)]*\)/g, ' ')
    .normalize('NFD')
    .replace(/\p{M}/gu, '');
  return plain.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

const longWords = (name: string | null) => wordsOf(name).filter((word) => word.length > 1);
const isFullName = (name: string) => longWords(name).length > 1;

function meansSame({ gold, inDoc, inArchive }: DecidedName, name: string): boolean {
  return [gold, inDoc, inArchive].some((each) => each !== null && isSameName(each, name));
}

/** Whether two names agree but for middle names and initials; a given name may be its initial. */
function isSameName(a: string, b: string): boolean {
  if (longWords(a).join(' ') === longWords(b).join(' ')) return true;
  const [x, y] = [wordsOf(a), wordsOf(b)];
  if (x.length < 2 || y.length < 2 || x.at(-1) !== y.at(-1)) return false;
  const [first = '', other = ''] = [x[0], y[0]];
  return first === other || isInitialOf(first, other) || isInitialOf(other, first);
}

const isInitialOf = (initial: string, name: string) => initial.length === 1 && name.startsWith(initial);
