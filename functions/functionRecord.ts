/** What a function is: its size, its ports, its bundle and its permissions. */
import type { NeededPorts } from '../core/protocol/ports.ts';
import type { Permission } from './permission.ts';

interface FunctionBase {
  timeoutSeconds: number;
  memoryMB: number;
  /** The ports that it gets, and no others. */
  needs: NeededPorts;
  /** It signs cursors, rotates their secret or looks after that: its environment names the secret. */
  cursorSecret?: boolean;
  /** It begins or writes exports: its environment names their queue, and the one of its dead letters. */
  exportQueue?: boolean;
  /** It parses objects of the inbox: the child process's bundle is deployed beside its own. */
  parses?: boolean;
  /**
   * What it sends may lead back to it (docs/adr/0038-links-are-part-of-the-document.md). Lambda must not stop
   * such messages ("recursive loop detection").
   */
  loops?: boolean;
  /** What it spends counts against the budget of the day, which its environment names. */
  spends?: boolean;
  /** A rule of EventBridge invokes it. */
  schedule?: { everySeconds: number };
  /**
   * Its invocations are asynchronous: how often Lambda tries again, and how long an event may wait. What they
   * failed with is kept in the queue of failed invocations.
   */
  asynchronous?: { retries: number; mostSeconds?: number };
  /** It writes metrics: its environment names the deployment. */
  metrics?: boolean;
  /** It reads the dead-letter queues: its environment names them. */
  deadLetters?: boolean;
  /** It compares models: its environment names the tagger that the deployment chose. */
  tagger?: boolean;
  /** It annotates: the tagger's weights are deployed beside its bundle. */
  taggerWeights?: boolean;
  /** It looks names up: the shipped authority is deployed beside its bundle, to be read when needed. */
  authority?: boolean;
  /** It serves the console: the page's files are deployed beside its bundle, to be read when needed. */
  console?: boolean;
  /** Most bytes that it may load at start, minified: every cold start pays for them. */
  bundleBytes: number;
  /**
   * The calls that its code makes, on the objects, rows and queues where it makes them.
   * Lambda itself reads a consumer's queue and writes the log; the stacks grant those two. The first includes
   * `ChangeMessageVisibility`, with which a consumer postpones messages.
   */
  permissions: readonly Permission[];
}

/** LanceDB's native build is for x86-64, the architecture of the build machine. */
export type FunctionRecord = FunctionBase &
  ({ architecture: 'arm64'; lanceDb?: false } | { architecture: 'x86_64'; lanceDb: true });
