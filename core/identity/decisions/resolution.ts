/**
 * What the log of decisions comes to: who is who, by entity and by document. A function of the log alone. A
 * decision that contradicts an earlier one is refused when it is made, so no document ever has a mixture of
 * two.
 */
import { type Conflict, conflict, findConflict } from './conflict.ts';
import { contentOf, type Decided, type Decision, entitiesOf } from './decision.ts';
import { Effects, type Outcome, surfaceOf } from './effects.ts';

/** Most decisions of an archive, with those undone: a process that stores documents has all in memory. */
const mostDecisions = 20_000;

/** Decisions in their order, and the answers to who is who after them. */
export class Resolution {
  readonly decisions: Decision[] = [];
  /** Decisions that contradict earlier ones: something else wrote the log. They do not count. */
  readonly ignored: Decision[] = [];
  readonly #byId = new Map<string, Decision>();
  /** The decisions that are undone, each with the undo. */
  readonly #undone = new Map<string, string>();
  /** By entity, the decisions that name it. */
  readonly #naming = new Map<string, Decision[]>();
  /** The decisions that count, by what they say. */
  readonly #saying = new Map<string, Decision>();
  readonly #effects = new Effects();

  /** @param log in the order in which the decisions were made */
  static of(log: readonly Decision[]): Resolution {
    const resolution = new Resolution();
    for (const { id, decided } of log.toReversed())
      if (decided.action === 'undo' && !resolution.#undone.has(id))
        resolution.#undone.set(decided.decision, id);
    for (const decision of log) resolution.#add(decision);
    return resolution;
  }

  get isEmpty(): boolean {
    return this.decisions.length === 0;
  }

  find(id: string): Decision | undefined {
    return this.#byId.get(id);
  }

  /** Whether a decision counts: it is not undone. */
  isActive(id: string): boolean {
    return this.#byId.has(id) && !this.#undone.has(id);
  }

  /** The undo of a decision, if it is undone. */
  undoneBy(id: string): string | undefined {
    return this.#undone.get(id);
  }

  /** What a decision is about: an undo is about what it undoes. */
  subjectOf(decided: Decided): Decided {
    if (decided.action !== 'undo') return decided;
    const undone = this.find(decided.decision);
    return undone === undefined ? decided : this.subjectOf(undone.decided);
  }

  /** Whether any decision names the entity, also one that is undone. */
  isNamed(entity: string): boolean {
    return this.#naming.has(entity);
  }

  /** The decisions that name the entity and count, in order. */
  about(entity: string): Decision[] {
    return (this.#naming.get(entity) ?? []).filter(({ id }) => this.isActive(id));
  }

  /** The decision that counts and says the same, if there is one. */
  sameAs(decided: Decided): Decision | undefined {
    return this.#saying.get(contentOf(decided));
  }

  /** These entities, and all that decisions, also undone ones, have made of them in any document. */
  reachedFrom(entities: readonly string[]): string[] {
    const reached = new Set(entities);
    for (const entity of reached)
      for (const { decided } of this.#naming.get(entity) ?? []) {
        const [from, to] = entitiesOf(decided);
        if (from === entity && to !== undefined) reached.add(to);
      }
    return [...reached];
  }

  /** The documents in which one of these entities is another one than elsewhere. */
  splittingDocuments(entities: readonly string[]): string[] {
    const splits = entities.flatMap((entity) => this.#effects.splitTo.get(entity) ?? []);
    return [...new Set(splits.map(({ doc }) => doc))];
  }

  /** Where the entity is, in documents without decisions of their own. */
  current(entity: string): Outcome {
    return this.#effects.follow(entity, undefined);
  }

  /**
   * What a name of a document ends as.
   *
   * @param id the entity as the document alone has it
   * @param guess where the model puts it, which counts if no decision is about the document's own name
   */
  outcome(doc: string, id: string, guess?: string | null): Outcome {
    const pins = this.#effects.pins.get(doc);
    const pin = pins?.get(id) ?? (guess ? pins?.get(guess) : undefined);
    if (pin !== undefined) return this.#effects.follow(pin.to, doc, [pin.by]);
    const isSplit = this.#effects.splits.get(doc)?.has(id);
    return this.#effects.follow(isSplit ? id : (guess ?? id), doc);
  }

  /** Each entity that is another one in this document than elsewhere, with those that are merged into it. */
  splitIn(doc: string): string[][] {
    return [...(this.#effects.splits.get(doc)?.keys() ?? [])].map((id) => this.#effects.leadingTo(id));
  }

  /** Whether decisions, without the pins of the document, lead there from an entity. It leads to itself. */
  leadsTo(doc: string, from: string, entity: string): boolean {
    return this.#effects.passes(from, doc, entity) !== undefined;
  }

  /** What the mentions of a document that are written like this end as, for each form that is pinned. */
  outcomesOfSurfaces(doc: string): Map<string, Outcome> {
    const outcomes = new Map<string, Outcome>();
    for (const [pinned, { to, by }] of this.#effects.pins.get(doc) ?? []) {
      const surface = surfaceOf(pinned);
      if (surface !== undefined) outcomes.set(surface, this.#effects.follow(to, doc, [by]));
    }
    return outcomes;
  }

  /**
   * Whether a posting may be as the decisions say. It does not say from which name of the document it was
   * made.
   *
   * @param entity the one that has the posting, shown or hidden
   * @param by the decisions that it was written under
   */
  agrees(entity: string, by: readonly string[], { doc, hidden }: { doc: string; hidden: boolean }): boolean {
    const { moves, names, hidden: hiding } = this.#effects;
    const rename = names.get(entity)?.by;
    return (
      !moves.has(entity) &&
      hiding.has(entity) === hidden &&
      by.every((id) => this.isActive(id)) &&
      (hidden || rename === undefined || by.includes(rename)) &&
      by.every((id) => this.#leadsOn(id, doc).every((each) => by.includes(each)))
    );
  }

  /** The decisions that go with this one in a document: an entity that gets another type keeps its name. */
  #leadsOn(id: string, doc: string): string[] {
    const decided = this.find(id)?.decided;
    if (decided === undefined || decided.action === 'undo') return [];
    return this.#effects.follow(decided.action === 'pin' ? decided.to : decided.entity, doc).by;
  }

  /**
   * The log with one more decision, or what stands against it. Takes this object over: use the new one only.
   */
  plus(decision: Decision): Resolution | Conflict {
    if (this.decisions.length >= mostDecisions)
      return conflict('decision.full', `An archive has at most ${mostDecisions} decisions.`);
    const { decided } = decision;
    if (decided.action === 'undo') return this.#plusUndo(decision, decided.decision);
    const found = findConflict(this.#effects, decided);
    if (found !== undefined) return found;
    this.#add(decision);
    return this;
  }

  #plusUndo(decision: Decision, id: string): Resolution | Conflict {
    if (!this.#byId.has(id)) return conflict('decision.unknown', `There is no decision ${id}.`);
    const before = this.#undone.get(id);
    if (before !== undefined) return conflict('decision.contradiction', 'It is undone already.', before);
    const after = Resolution.of([...this.decisions, decision]);
    const against = after.ignored.find((each) => !this.ignored.some((known) => known.id === each.id));
    return against === undefined
      ? after
      : conflict('decision.contradiction', 'A later decision rests on it; undo that first.', against.id);
  }

  #add(decision: Decision): void {
    const { id, decided } = decision;
    this.decisions.push(decision);
    this.#byId.set(id, decision);
    for (const entity of new Set(entitiesOf(decided))) {
      const naming = this.#naming.get(entity) ?? [];
      naming.push(decision);
      this.#naming.set(entity, naming);
    }
    if (this.#undone.has(id)) return;
    if (decided.action !== 'undo') {
      if (findConflict(this.#effects, decided) !== undefined) {
        this.ignored.push(decision);
        return;
      }
      this.#effects.apply(decision);
    }
    this.#saying.set(contentOf(decided), decision);
  }
}
