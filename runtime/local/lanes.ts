/**
 * Two lanes for the messages of one machine, so that the messages of a small file do not wait behind those of
 * a large one. A message is bulk if its object is large, if it was sent together with many others, if it was
 * sent while a bulk message was handled, or if its work turned out to take long. AWS needs no lanes: it
 * handles many batches at once.
 */
import { AsyncLocalStorage } from 'node:async_hooks';

export const lanes = ['prompt', 'bulk'] as const;
export type Lane = (typeof lanes)[number];

/** More messages than this in one call are bulk. */
const maxPromptMessages = 20;

/** In bytes: texts and pages are smaller, most collections larger. */
const maxPromptObject = 512 * 1024;

const current = new AsyncLocalStorage<Lane>();

/** Runs work whose messages go to a lane, except that those sent together with many others are bulk. */
export function inLane<T>(lane: Lane, work: () => T): T {
  return current.run(lane, work);
}

/** Whether what runs now is the work of a message in the prompt lane. */
export function isPromptWork(): boolean {
  return current.getStore() === 'prompt';
}

/** The lane for this many messages that the current work sends together. */
export function laneOf(messages: number): Lane {
  return messages > maxPromptMessages ? 'bulk' : (current.getStore() ?? 'prompt');
}

/** The lane of an object's notification. */
export function laneOfObject({ size }: { size: number }): Lane {
  return size > maxPromptObject ? 'bulk' : 'prompt';
}
