/** What a view asks the API, and where the answer stands: on its way, slow, here, or failed. */
import { useEffect, useReducer, useRef } from 'preact/hooks';
import type { Client } from '../../../clients/typescript/client.ts';
import { apiKey, askForKey, client } from './client.ts';
import { type Fault, faultOf } from './faults.ts';

/** After this many milliseconds an answer is called slow. */
const slowMilliseconds = 3_000;

export interface Answer<T> {
  /** The last answer; while another is on its way it is that to the question before. */
  value: T | undefined;
  state: 'loading' | 'slow' | 'ready' | 'failed';
  fault: Fault | undefined;
  /** Asks again. */
  retry: () => void;
}

interface Held<T> {
  question: string;
  value: T | undefined;
  state: Answer<T>['state'];
  fault: Fault | undefined;
}

/**
 * Asks, and asks again when the question changes, after a change of the key, and when the network returns.
 *
 * @param question says what is asked; `undefined` asks nothing
 * @param options `keep`: shows the answer before until the next one is here
 */
export function useAnswer<T>(
  question: string | undefined,
  ask: (client: Client) => Promise<T>,
  { keep = false }: { keep?: boolean } = {},
): Answer<T> {
  const [round, retry] = useReducer((count: number, _: undefined) => count + 1, 0);
  const [, render] = useReducer((count: number, _: undefined) => count + 1, 0);
  const held = useRef<Held<T>>({ question: '', value: undefined, state: 'loading', fault: undefined });
  const key = apiKey.value;
  if (question !== undefined && held.current.question !== question)
    held.current = {
      question,
      value: keep ? held.current.value : undefined,
      state: 'loading',
      fault: undefined,
    };

  // The question stands for what `ask` reads.
  useEffect(() => {
    if (question === undefined) return;
    let current = true;
    const set = (change: Partial<Held<T>>) => {
      if (!current) return;
      held.current = { ...held.current, ...change };
      render(undefined);
    };
    if (held.current.state !== 'loading') set({ state: 'loading', fault: undefined });
    const timer = setTimeout(() => set({ state: 'slow' }), slowMilliseconds);
    ask(client.peek())
      .then(
        (value) => set({ value, state: 'ready', fault: undefined }),
        (error) => {
          const fault = faultOf(error, navigator.onLine);
          if (current && fault.kind === 'key') askForKey();
          set({ state: 'failed', fault });
        },
      )
      .finally(() => clearTimeout(timer));
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [question, key, round]);

  useEffect(() => {
    const whenBack = () => {
      if (held.current.state === 'failed' && held.current.fault?.kind === 'offline') retry(undefined);
    };
    window.addEventListener('online', whenBack);
    return () => window.removeEventListener('online', whenBack);
  }, []);

  const { value, state, fault } = held.current;
  return { value, state, fault, retry: () => retry(undefined) };
}
