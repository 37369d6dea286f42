/**
 * What of a version of Dateline works on records: its stages, its sweep and its API. `write.ts` bundles it,
 * so that a later version can be tested together with this one. It gets ports from outside.
 */
import { assembleApi, mount } from '../../api/app.ts';
import { VersionReader } from '../../api/documents/versionReader.ts';
import { admitEveryone } from '../../api/http/admission.ts';
import { cursorKey } from '../../api/http/cursorKeys.ts';
import { recordsRoutes } from '../../api/routes/routes.ts';
import { noExport } from '../../api/searchRoutes/exports.ts';
import { searchRoutes } from '../../api/searchRoutes/routes.ts';
import { emptyAuthority } from '../../core/entities/authority/authority.ts';
import { model } from '../../core/entities/tagger/taggers.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { authorityReader } from '../../core/queries/authority.ts';

export { runStages } from '../../functions/runStages.ts';
export { sweep } from '../../functions/sweep/sweep.ts';
export { model };

/** Asks the API over these ports; a path that begins with `/v1/`. */
export function apiOf(ports: Ports): (path: string) => Promise<Response> {
  const shared = {
    table: ports.table,
    archive: ports.archive,
    clock: ports.clock,
    log: ports.log,
    admit: admitEveryone,
    origin: () => 'http://localhost',
    cursorKeys: async () => [cursorKey(Buffer.from('a secret that only the tests know.'))] as const,
    authority: authorityReader(ports, emptyAuthority),
  };
  const none = async () => {
    throw new Error('nobody uploads here');
  };
  const app = assembleApi(
    ports.log,
    mount(searchRoutes, { ...shared, search: ports.search, deliver: noExport }),
    mount(recordsRoutes, {
      ...shared,
      inbox: ports.inbox,
      versions: new VersionReader(ports),
      queues: ports.queues,
      placeUpload: none,
      changesSettleSeconds: 0,
      health: async () => ({ pending: 0, dead: 0, queues: {} }),
      searchRoutes: async () => searchRoutes,
    }),
  );
  return async (path) => app.request(`http://localhost${path}`);
}
