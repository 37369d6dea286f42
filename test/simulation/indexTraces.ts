/**
 * What the real index writes about one day of an entity, in the terms of the model
 * (test/model/indexTraces.ts). An execution counts each entity once, whatever messages ask for it, so the
 * writes are told apart by entity instead of message.
 */
import { omitUndefined } from '../../core/omitUndefined.ts';
import type { Condition, Item } from '../../core/ports/table.ts';
import { isClosed } from '../../core/records/entity.ts';
import { monthPrefix } from '../../core/records/keys.ts';
import { type CountEvent, type CountWrite, type DayState, traceOf } from '../model/indexTraces.ts';
import type { Call } from './executions.ts';

/** An entity in one group of messages. */
class Counting {
  readonly written: CountWrite[] = [];
  readonly days = new Set<string>();
  failed = false;
  #read: Item | undefined;
  #token = 0;
  #moving: readonly string[] = [];
  #aliases: readonly string[] = [];

  /** @param late whether documents were to be stored again before the entity was counted */
  constructor(late: boolean) {
    if (late) this.written.push({ event: 'return' });
  }

  /** META is read. */
  read(row: Item | undefined): void {
    this.#read = row;
  }

  /** META is acquired, or applied. */
  meta(set: Item, condition: Condition | undefined): void {
    const { token, settled, unverified, aliases, days } = set;
    const before = this.#read;
    for (const each of [days, before?.days ?? {}])
      for (const day of Object.keys(each as object)) this.days.add(day);
    const after = { ...before, ...omitUndefined(set) } as Item;
    if (condition && 'equals' in condition && condition.equals === token) {
      this.written.push({ event: (day) => `apply: ${stateIn(after, day)}` });
      return;
    }
    this.#token = Number(token);
    this.#aliases = aliases as string[];
    const announced = (set.moving ?? []) as string[];
    for (const day of announced) this.days.add(day);
    this.#moving = announced;
    const isNews = unverified === true && this.#aliases.length > 0;
    const kind = (day: string) => {
      if (settled === token) return isNews ? 'converge unverified' : 'converge';
      return announced.includes(day) ? 'acquire moving' : 'acquire';
    };
    this.written.push({ event: (day) => `${kind(day)}: ${stateIn(before, day)} to ${stateIn(after, day)}` });
  }

  shard(day: string): void {
    this.days.add(day);
    this.written.push({ event: 'shard', day });
  }

  /** The row of a month: its fields are days. */
  month(set: Item, month: string, condition: Condition | undefined): void {
    const counted = Object.keys(set)
      .filter((field) => /^d\d\d$/.test(field))
      .map((field) => `${month}-${field.slice(1)}`);
    for (const day of counted) this.days.add(day);
    for (const day of this.days) {
      const event = counted.includes(day) ? 'month' : this.#moving.includes(day) ? 'touch' : undefined;
      if (event !== undefined && day.startsWith(month))
        this.written.push({ event: this.#fenced(event, set, condition), day });
    }
  }

  parts(set: Item, day: string, condition: Condition | undefined): void {
    this.days.add(day);
    this.written.push({ event: this.#fenced('parts', set, condition), day });
  }

  alias(item: Item, condition: Condition | undefined): void {
    const event = item.gone === true ? 'bury alias' : 'alias';
    const announced = item.gone === true || this.#aliases.includes(String(item.folded));
    this.written.push({ event: announced ? this.#fenced(event, item, condition) : `stray ${event}` });
  }

  /** Whether the row has META's token, and gives way to a newer one. */
  #fenced(event: CountEvent, { token }: Item, condition: Condition | undefined): CountEvent {
    const fence = condition && 'absentOrAtMost' in condition ? condition.absentOrAtMost : undefined;
    return token === this.#token && fence === token ? event : `stray ${event}`;
  }
}

/** The entities that one group of messages asks to count. */
class Group {
  readonly entities = new Map<string, Counting>();
  #returned = false;

  of(entity: string): Counting {
    const known = this.entities.get(entity) ?? new Counting(this.#returned);
    this.entities.set(entity, known);
    return known;
  }

  /** Documents are to be stored again. For which of the entities is unknown, but for none that failed. */
  return(): void {
    this.#returned = true;
    for (const { failed, written } of this.entities.values()) if (!failed) written.push({ event: 'return' });
  }
}

export class IndexTraces {
  /** By execution. One handles some messages alone, after the others. */
  readonly #groups = new Map<object, Map<string | undefined, Group>>();

  /** The traces of each day of each entity, whenever it was counted. */
  *traces(): Generator<string> {
    for (const groups of this.#groups.values())
      for (const { entities } of groups.values())
        for (const { days, written } of entities.values())
          for (const day of days) yield traceOf(day, written).join(', ');
  }

  /** @param value what it answered */
  note(call: Call, value: unknown): void {
    const { name, args } = call;
    if (name === 'extracted.send') this.#groupOf(call).return();
    const entity = entityOf(call);
    if (entity === undefined) return;
    const counting = this.#groupOf(call).of(entity);
    const [{ sk = '' }, set, condition] = args as [Partial<Item>, Item, Condition | undefined];
    const [kind = '', day = '', , above] = sk.split('#');
    if (name === 'table.get' && sk === 'META') counting.read(value as Item | undefined);
    // Of the rows that index puts, only aliases name the entity.
    if (name === 'table.put') counting.alias(args[0] as Item, args[1] as Condition | undefined);
    if (name !== 'table.update') return;
    if (sk === 'META' && value === true) counting.meta(set, condition);
    if (sk.startsWith(monthPrefix)) counting.month(set, day, condition);
    if (kind === 'SHARD' && above === '') counting.parts(set, day, condition);
    if (kind === 'SHARD' && above !== '' && value === true) counting.shard(day);
  }

  /** A call that threw: nothing that follows belongs to its entity. */
  fail(call: Call): void {
    const entity = call.execution.name === 'index' ? entityOf(call) : undefined;
    if (entity !== undefined) this.#groupOf(call).of(entity).failed = true;
  }

  /** All calls after the messages of a group were read count as made for the last of them (`consumer.ts`). */
  #groupOf({ execution, message }: Call): Group {
    const groups = this.#groups.get(execution) ?? new Map<string | undefined, Group>();
    this.#groups.set(execution, groups);
    const known = groups.get(message) ?? new Group();
    groups.set(message, known);
    return known;
  }
}

function stateIn(row: Item | undefined, day: string): DayState {
  const { closedThrough, days = {} }: Partial<Item> = row ?? {};
  const meta = closedThrough === undefined ? undefined : { closedThrough: String(closedThrough) };
  if (isClosed(meta, day)) return 'closed';
  return day in (days as object) ? 'open' : 'none';
}

/** The entity whose row a call is about. */
function entityOf({ name, args }: Call): string | undefined {
  if (!name.startsWith('table.')) return undefined;
  const { pk = '', sk = '' } = (args[0] ?? {}) as Partial<Item>;
  if (pk.startsWith('ENT#')) return pk.slice('ENT#'.length);
  return pk.startsWith('ALIAS#') ? sk.slice(sk.lastIndexOf('#') + 1) : undefined;
}
