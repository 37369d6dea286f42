/** Which ports each function is given: `infra/` sets their places in its environment, and its `handler.ts` makes them. No more than it uses. */
import { type FunctionName, queueNames } from '../../core/protocol/topology.ts';
import type { Needs } from './environment.ts';

export const needs = {
  normalize: { ports: ['inbox', 'archive', 'table'], queues: ['normalized'] },
  extract: { ports: ['archive', 'table'], queues: ['extracted'] },
  store: { ports: ['archive', 'table'], queues: ['touched'] },
  index: { ports: ['archive', 'table'], queues: ['touched'] },
  sweep: { ports: ['inbox', 'archive', 'table'], queues: queueNames },
  query: { ports: ['inbox', 'archive', 'table'], queues: queueNames, depths: true },
  search: { ports: ['archive', 'table'] },
  export: { ports: ['archive', 'table'] },
  rotate: { ports: [] },
} as const satisfies Record<FunctionName, Needs>;
