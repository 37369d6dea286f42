/** What decisions say, by entity and by document: the pieces from which `resolution.ts` answers questions. */
import { type Decided, type Decision, documentsOf, retyped } from './decision.ts';

/** An entity is another one. `by`: the id of the decision, here and below. */
export interface Move {
  to: string;
  by: string;
  /** The type alone is another: the name that was decided stays. */
  retypes?: true;
}

export interface Pin {
  to: string;
  by: string;
}

/** What a name of a document ends as. */
export interface Outcome {
  /** The entity that is meant; null if it is hidden. */
  to: string | null;
  /** The same, also if it is hidden. */
  at: string;
  /** The name to show. */
  name?: string;
  /** The ids of the decisions that led there, in order. */
  by: string[];
}

/** Most decisions that one name passes through: each is noted with each mention that it changes. */
export const longestChain = 16;
/** Of a longer way, which only splits of one document can make, names take the first steps. */
const mostSteps = 4 * longestChain;

/** Tables of what decisions say, filled by one decision after the other. */
export class Effects {
  readonly moves = new Map<string, Move>();
  /** By entity, those that are moved to it. */
  readonly movedHere = new Map<string, Set<string>>();
  readonly hidden = new Map<string, string>();
  readonly names = new Map<string, { name: string; by: string }>();
  /** By document, what its entities are there. */
  readonly splits = new Map<string, Map<string, Move>>();
  /** By entity, where its splits lead. */
  readonly splitTo = new Map<string, { doc: string; to: string }[]>();
  /** By document, its pins by what is pinned (`pinned`). */
  readonly pins = new Map<string, Map<string, Pin>>();

  apply({ id: by, decided }: Decision): void {
    switch (decided.action) {
      case 'merge':
        this.#move(decided.entity, { to: decided.into, by });
        break;
      case 'retype':
        this.#move(decided.entity, { to: retyped(decided.entity, decided.type), by, retypes: true });
        break;
      case 'rename':
        this.names.set(decided.entity, { name: decided.name, by });
        break;
      case 'hide':
        this.hidden.set(decided.entity, by);
        break;
      case 'pin':
        within(this.pins, decided.document).set(pinned(decided), { to: decided.to, by });
        break;
      case 'split':
        for (const doc of documentsOf(decided)) this.#split(doc, decided.entity, { to: decided.into, by });
    }
  }

  /** What the entity is by one decision. @param doc a document; absent: one that has no splits */
  next(entity: string, doc: string | undefined): Move | undefined {
    return (doc === undefined ? undefined : this.splits.get(doc)?.get(entity)) ?? this.moves.get(entity);
  }

  /** @param first the decisions that led to `start` */
  follow(start: string, doc: string | undefined, first: readonly string[] = []): Outcome {
    const by = [...first];
    let at = start;
    let name = this.names.get(at);
    for (let next = this.next(at, doc); next !== undefined && by.length < mostSteps; ) {
      by.push(next.by);
      at = next.to;
      name = this.names.get(at) ?? (next.retypes ? name : undefined);
      next = this.next(at, doc);
    }
    const hidden = this.hidden.get(at);
    if (hidden !== undefined) return { to: null, at, by: [...by, hidden] };
    return name === undefined ? { to: at, at, by } : { to: at, at, name: name.name, by: [...by, name.by] };
  }

  /**
   * The decision by which the way from `start` comes to the entity; `undefined` if it does not. Every way
   * ends, because a decision that would close a circle does not count.
   */
  passes(start: string, doc: string | undefined, entity: string): { by?: string } | undefined {
    let by: string | undefined;
    for (let at: string | undefined = start; at !== undefined; ) {
      if (at === entity) return by === undefined ? {} : { by };
      const next = this.next(at, doc);
      by = next?.by;
      at = next?.to;
    }
    return undefined;
  }

  /** The entity, and those that are moved to it in every document. */
  leadingTo(entity: string): string[] {
    const found = new Set([entity]);
    for (const id of found) for (const moved of this.movedHere.get(id) ?? []) found.add(moved);
    return [...found];
  }

  #move(entity: string, move: Move): void {
    this.moves.set(entity, move);
    const others = this.movedHere.get(move.to) ?? new Set();
    this.movedHere.set(move.to, others.add(entity));
  }

  #split(doc: string, entity: string, move: Move): void {
    within(this.splits, doc).set(entity, move);
    const known = this.splitTo.get(entity) ?? [];
    known.push({ doc, to: move.to });
    this.splitTo.set(entity, known);
  }
}

const surfaceMark = '"';
const pinnedSurface = (surface: string): string => `${surfaceMark}${surface}`;
/** The name that a pin is about; `undefined` if it is about an entity. */
export const surfaceOf = (pinned: string): string | undefined =>
  pinned.startsWith(surfaceMark) ? pinned.slice(surfaceMark.length) : undefined;

/** What is pinned: an entity by its id, or mentions by a mark and how they are written. */
export const pinned = ({ entity, surface }: Extract<Decided, { action: 'pin' }>): string =>
  entity ?? pinnedSurface(surface ?? '');

function within<V>(maps: Map<string, Map<string, V>>, doc: string): Map<string, V> {
  const known = maps.get(doc) ?? new Map<string, V>();
  maps.set(doc, known);
  return known;
}
