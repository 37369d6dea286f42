/** The API of one machine, with the console. On AWS, the functions `query` and `search` are that. */
import type { Hono } from 'hono';
import { assembleApi, mount } from '../api/app.ts';
import { serveConsole } from '../api/console/serveConsole.ts';
import { VersionReader } from '../api/documents/versionReader.ts';
import { admitEveryone, admitWithKey } from '../api/http/admission.ts';
import { recordsRoutes } from '../api/routes/routes.ts';
import { streamExport } from '../api/searchRoutes/exports.ts';
import { searchRoutes } from '../api/searchRoutes/routes.ts';
import { builtConsole } from '../console/build.ts';
import type { Log } from '../core/ports/log.ts';
import { authorityReader } from '../core/queries/authority.ts';
import { defaultAuthority } from '../runtime/authority.ts';
import type { IsolatedReader } from '../runtime/isolated/reader.ts';
import { accessLog } from './accessLog.ts';
import type { HomeFolder } from './homeFolder.ts';
import type { KeptMetrics } from './metrics/keptMetrics.ts';
import { type MetricsDependencies, metricsRoute } from './metrics/metricsRoute.ts';
import { isPrivate, originOf, type Reach } from './server.ts';
import { LocalUploads } from './uploadRoute.ts';

/** A change is written at once, by the process that read its time from the clock. */
const changesSettleSeconds = 2;

export interface LocalApiOptions extends Reach {
  log: Log;
  /** Whether the disk has room for uploads. */
  hasRoom: () => boolean;
  health: MetricsDependencies['health'];
  /** What the stages have counted. */
  metrics: KeptMetrics;
  /** Takes a line for each request of a server that others reach. */
  writeAccess: (line: string) => unknown;
  /** Reads versions for requests, and nothing else. */
  reader: IsolatedReader;
}

/** @returns the API, and what ends its parser */
export function localApi(
  { ports, cursorKeys }: Pick<HomeFolder, 'ports' | 'cursorKeys'>,
  { host, origin, log, hasRoom, health, metrics, writeAccess, reader }: LocalApiOptions,
): { app: Hono; close(): void } {
  const isOpen = !isPrivate({ host, origin });
  const shared = {
    table: ports.table,
    archive: ports.archive,
    clock: ports.clock,
    log,
    admit: isOpen ? admitWithKey(ports) : admitEveryone,
    origin: originOf(origin),
    cursorKeys,
  };
  const uploads = new LocalUploads({ inbox: ports.inbox, clock: ports.clock, hasRoom });
  const authority = authorityReader({ ...ports, read: reader.read }, defaultAuthority());
  const app = assembleApi(
    log,
    ...(isOpen ? [accessLog(ports.clock, writeAccess)] : []),
    serveConsole(builtConsole()),
    mount(searchRoutes, { ...shared, authority, search: ports.search, deliver: streamExport(ports.search) }),
    uploads.mounted,
    mount([metricsRoute], { ...shared, metrics, health }),
    mount(recordsRoutes, {
      ...shared,
      placeUpload: uploads.place,
      inbox: ports.inbox,
      versions: new VersionReader({ ...ports, read: reader.read }),
      authority,
      queues: ports.queues,
      ...(ports.codeVersions && { codeVersions: ports.codeVersions }),
      changesSettleSeconds,
      health,
      searchRoutes: async () => searchRoutes,
    }),
  );
  return { app, close: () => reader.close() };
}
