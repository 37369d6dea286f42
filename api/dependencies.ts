/** What the API's routes depend on. Route files import this file; it imports none of them. */
import type { Context } from 'hono';
import type { Log } from '../core/ports/log.ts';
import type { CreateUploadTarget } from '../core/ports/uploads.ts';
import type { Ports } from '../core/protocol/ports.ts';
import type { ReadAuthority } from '../core/queries/authority.ts';
import type { VersionReader } from './documents/versionReader.ts';
import type { ExportQuery } from './exports/exportQuery.ts';
import type { Admission } from './http/admission.ts';
import type { CursorKeys } from './http/cursorKeys.ts';
import type { RouteFacts } from './http/routeFacts.ts';

/** What every route needs. */
export interface ApiDependencies {
  log: Log;
  /** Decides which requests are let in. */
  admit: Admission;
  /** The origin of this API's own URLs, `https://news.example`. It never comes from the `Host` header. */
  origin: (c: Context) => string;
}

/** What routes over news need, with the search table and without. */
interface NewsDependencies extends ApiDependencies, Pick<Ports, 'table' | 'archive' | 'clock'> {
  /** Gives the authority as it is now. */
  authority: ReadAuthority;
  /** The keys that sign cursors. */
  cursorKeys: CursorKeys;
}

/** What the routes in `routes/` need. */
export interface RecordsDependencies
  extends NewsDependencies,
    Pick<Ports, 'inbox' | 'queues' | 'codeVersions'> {
  /** Reads the versions of documents, and remembers them. */
  versions: VersionReader;
  /** Measures the work left to do, at once. `starting`: the sweep at the start has not queued all of it. */
  health: () => Promise<QueueDepths & { starting?: boolean }>;
  /** For how many seconds after its timestamp a change may still be on its way into the table. */
  changesSettleSeconds: number;
  /** Creates a place to upload a file to. */
  placeUpload: CreateUploadTarget;
  /** Loads the search routes, which `/openapi.json` describes too. */
  searchRoutes: () => Promise<readonly { facts: RouteFacts }[]>;
}

/** What the routes in `searchRoutes/` need. */
export interface SearchDependencies extends NewsDependencies, Pick<Ports, 'search'> {
  /** How an export reaches the client. */
  deliver: ExportDelivery;
}

/** Answers a request for an export: with the file itself, or with the state of a job that writes it. */
export type ExportDelivery = (
  c: Context,
  query: ExportQuery,
  dependencies: SearchDependencies,
) => Response | Promise<Response>;

/** Messages in a queue: `pending` wait or are being handled, `dead` were given up on. */
interface QueueDepth {
  pending: number;
  dead: number;
}

/** The depths of all queues by name, and their sums. */
export interface QueueDepths extends QueueDepth {
  queues: Record<string, QueueDepth>;
}
