/**
 * What the real normalize and store write, in the terms of the model (test/model/traces.ts): for each
 * message, the writes that concern one document of the key or one posting of the document. What index writes
 * is in `indexTraces.ts`.
 */
import type { Condition, Item } from '../../core/ports/table.ts';
import { findTallyEntities } from '../../core/protocol/messages.ts';
import type { TraceEvent } from '../model/traces.ts';
import type { Call } from './executions.ts';
import { IndexTraces } from './indexTraces.ts';
import { World } from './world.ts';

/**
 * An event of one document or posting, or of the whole message. `no posting` is a row in place of a posting:
 * people have hidden it, or a short name is put to somebody else. These traces of the model have no such
 * rows. The entity is counted too.
 */
interface Written {
  subject?: string;
  event: TraceEvent | 'no posting';
}

/**
 * Counted once if they come twice in succession: a redelivered key is acquired once more to count the
 * attempt, and a day that a document had and keeps is enqueued for both reasons.
 */
const repeats: ReadonlySet<TraceEvent> = new Set<TraceEvent>(['acquire', 'enqueue']);

export type TracedStage = 'normalize' | 'store' | 'index';

export class TracedWorld extends World {
  readonly #written = new Map<object, Map<string, Written[]>>();
  readonly #index = new IndexTraces();

  constructor(...args: ConstructorParameters<typeof World>) {
    super(...args);
    this.executions.onAnswer = (call, value) => this.#note(call, value);
    this.executions.onFailure = (call) => this.#index.fail(call);
  }

  /** The traces of one stage. */
  *traces(stage: TracedStage): Generator<string> {
    if (stage === 'index') return yield* this.#index.traces();
    for (const [execution, messages] of this.#written) {
      if ((execution as { name: string }).name !== stage) continue;
      for (const written of messages.values()) {
        const without = new Set(
          written.flatMap(({ subject, event }) => (event === 'no posting' ? subject : [])),
        );
        const subjects = new Set(
          written.flatMap(({ subject, event }) =>
            event === 'no posting' || (event === 'enqueue' && without.has(subject)) ? [] : (subject ?? []),
          ),
        );
        for (const subject of subjects.size > 0 ? subjects : [''])
          yield written
            .filter((each) => each.subject === undefined || each.subject === subject)
            .flatMap(({ event }) => (event === 'no posting' ? [] : event))
            .filter((event, i, events) => !repeats.has(event) || event !== events[i - 1])
            .join(', ');
      }
    }
  }

  #note(call: Call, value: unknown): void {
    const { execution, message, name, args } = call;
    if (execution.name === 'index') this.#index.note(call, value);
    if (execution.name === 'index' || message === undefined) return;
    const written = eventsOf(name, args, value);
    if (written.length === 0) return;
    const messages = this.#written.get(execution) ?? new Map<string, Written[]>();
    this.#written.set(execution, messages.set(message, [...(messages.get(message) ?? []), ...written]));
  }
}

function eventsOf(name: string, args: readonly unknown[], value: unknown): Written[] {
  if (name === 'table.put') return putEvents(args[0] as Item);
  if (name === 'table.update') return updateEvents(args, value === true);
  // Store sends its own message again if it lost a race.
  if (!name.endsWith('.send') || name === 'extracted.send') return [];
  return (args[0] as string[]).flatMap((body): Written[] => {
    if (name === 'uploads.send') return [{ event: 'again' }];
    const message = JSON.parse(body) as { hint: string; doc?: string; day?: string; waited?: number };
    if (message.hint === 'search/1')
      return [{ event: message.waited === undefined ? 'enqueue search' : 'enqueue waiting search' }];
    if (message.doc !== undefined) return [{ subject: message.doc, event: 'enqueue' }];
    return findTallyEntities(body).map((entity) => ({
      subject: `${entity} ${message.day}`,
      event: 'enqueue',
    }));
  });
}

function putEvents({ pk, sk, gone }: Item): Written[] {
  if (pk.startsWith('CHANGES#')) return [{ event: 'change' }];
  const [kind, first = '', ...rest] = sk.split('#');
  if (pk.startsWith('OBJ#') && kind === 'DOC')
    return [{ subject: [first, ...rest].join('#'), event: gone ? 'bury child' : 'child' }];
  if (kind === 'FROM') return [{ subject: pk.slice('DOC#'.length), event: gone ? 'bury source' : 'source' }];
  if (kind === 'DAY')
    return [{ subject: `${pk.slice('ENT#'.length)} ${first}`, event: gone ? 'bury posting' : 'posting' }];
  if (kind === 'HIDDEN' || kind === 'NAME')
    return [{ subject: `${pk.slice('ENT#'.length)} ${first}`, event: 'no posting' }];
  return [];
}

/**
 * A write of META that acquires or applies. Acquiring what has converged is both. A note of the place within
 * a large file is neither; the model has it apart (test/model/reconcile.ts).
 */
function updateEvents([key, set, condition]: readonly unknown[], done: boolean): Written[] {
  const { pk, sk } = key as Item;
  if (!done || sk !== 'META' || !/^(OBJ|DOC)#/.test(pk)) return [];
  const { token, settled } = set as { token?: number; settled?: number };
  if (token === undefined) return [];
  const acquires = (condition as Condition & { equals?: number }).equals !== token;
  if (!acquires) return [{ event: 'apply' }];
  const converged = settled === token && pk.startsWith('DOC#');
  return converged ? [{ event: 'acquire' }, { event: 'apply' }] : [{ event: 'acquire' }];
}
