/**
 * The stages by the name of their function, for those who run all of them: one machine, a rebuild, the
 * simulation. On Lambda each stage has a handler of its own.
 */
import type { Ports } from '../core/protocol/ports.ts';
import type { Stage } from '../core/protocol/stage.ts';
import type { ConsumerName } from '../core/protocol/topology.ts';
import { extractStage } from './extract/extract.ts';
import { indexStage } from './index/indexStage.ts';
import { normalizeStage } from './normalize/normalize.ts';
import { storeStage } from './store/store.ts';

export const stages: Record<ConsumerName, (ports: Ports) => Stage> = {
  normalize: normalizeStage,
  extract: extractStage,
  store: storeStage,
  index: indexStage,
};
