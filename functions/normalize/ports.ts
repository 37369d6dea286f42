/** The ports that normalize uses. */
import type { Ports } from '../../core/protocol/ports.ts';

export type NormalizePorts = Pick<
  Ports,
  'inbox' | 'read' | 'archive' | 'table' | 'clock' | 'log' | 'metrics' | 'thresholds' | 'codeVersions'
> & {
  queues: Pick<Ports['queues'], 'normalized'>;
};
