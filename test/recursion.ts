/**
 * Lambda's recursive loop detection: a message belongs to the chain of those that caused it, and Lambda gives
 * it up instead of invoking a function once more that the chain has invoked too often.
 */
import { functionNames, functionRecord } from '../functions/functions.ts';

/** How often each function was invoked for a message, by messages that one of its executions sent. */
export type Chain = ReadonlyMap<string, number>;

export const noChain: Chain = new Map();

/** Chains of functions that may not loop are to stay at half of it. */
export const mostInvocations = 16;

const looping = new Set<string>(functionNames.filter((name) => functionRecord(name).loops));

/**
 * The chain of what an execution of a function sends: the longest of its batch, since nobody says which of
 * the messages caused what.
 */
export function extendChain(chains: readonly Chain[], name: string): Chain {
  const longest = new Map<string, number>();
  for (const chain of chains)
    for (const [each, count] of chain) longest.set(each, Math.max(longest.get(each) ?? 0, count));
  return longest.set(name, (longest.get(name) ?? 0) + 1);
}

/** The most often that a chain has invoked one function that may not loop. */
export function countedInvocations(chain: Chain): number {
  return Math.max(0, ...[...chain].map(([name, count]) => (looping.has(name) ? 0 : count)));
}

/** Whether Lambda gives a message up instead of invoking the function for it. */
export function isStopped(chain: Chain, name: string): boolean {
  return !looping.has(name) && (chain.get(name) ?? 0) >= mostInvocations;
}
