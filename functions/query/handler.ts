/** The Lambda handler of query: the API routes that read records, and the console. */

import { readFile } from 'node:fs/promises';
import { handle, type LambdaEvent } from 'hono/aws-lambda';
import { assembleApi, mount } from '../../api/app.ts';
import { packedConsole, packedConsoleName } from '../../api/console/consoleFiles.ts';
import { serveConsole } from '../../api/console/serveConsole.ts';
import { VersionReader } from '../../api/documents/versionReader.ts';
import { answerOptions } from '../../api/http/crossOrigin.ts';
import { cachedCursorKeys } from '../../api/http/cursorKeys.ts';
import { redirectLargeAnswers } from '../../api/http/largeAnswers.ts';
import { readQueueDepths } from '../../api/routes/health.ts';
import { recordsRoutes } from '../../api/routes/routes.ts';
import type { ObjectReader } from '../../core/formats/format.ts';
import { clockSkewMilliseconds } from '../../core/protocol/topology.ts';
import { authorityReader } from '../../core/queries/authority.ts';
import { authorityFile, defaultAuthority } from '../../runtime/authority.ts';
import { budgetFromEnvironment } from '../../runtime/aws/budget.ts';
import { s3ClientForUploads } from '../../runtime/aws/clients.ts';
import { cursorSecretFromEnvironment, readCursorSecrets } from '../../runtime/aws/cursorSecret.ts';
import { authFromEnvironment, portsFromEnvironment } from '../../runtime/aws/environment.ts';
import { largeAnswersFromEnvironment } from '../../runtime/aws/largeAnswers.ts';
import { withRequestId } from '../../runtime/aws/log.ts';
import { bucketOrigin, presignedUploads } from '../../runtime/aws/uploads.ts';
import { variables } from '../../runtime/aws/variables.ts';
import { admissionBy } from '../admission.ts';
import { functions } from '../functions.ts';
import { gatewayOrigin } from '../gatewayOrigin.ts';

const ports = portsFromEnvironment(functions.query.needs);
const cursorKeys = cachedCursorKeys(readCursorSecrets(cursorSecretFromEnvironment()), ports.clock);
/**
 * A store reads the time of a change from its clock, and then may use its whole timeout to write it. Its
 * clock may be behind, and this one ahead.
 */
const changesSettleSeconds = functions.store.timeoutSeconds + (2 * clockSkewMilliseconds) / 1000;
/** The parsers. Few requests ask for a document's versions, so the first of them loads the parsers. */
let reader: Promise<ObjectReader> | undefined;
const read: ObjectReader = async (object) => {
  reader ??= import('../../runtime/isolated/reader.ts').then(({ isolatedReader }) => isolatedReader().read);
  return (await reader)(object);
};
/** Only `/openapi.json` describes these routes, so its first request loads them. */
const searchRoutes = async () => (await import('../../api/searchRoutes/routes.ts')).searchRoutes;
const inbox = process.env[variables.inbox] ?? '';
const placeUpload = presignedUploads(s3ClientForUploads(), inbox, ports.clock);
const readConsole = packedConsole(() => readFile(new URL(packedConsoleName, import.meta.url), 'utf8'));
const respond = handle(
  assembleApi(
    ports.log,
    answerOptions,
    serveConsole(readConsole, [bucketOrigin(inbox)]),
    redirectLargeAnswers(largeAnswersFromEnvironment()),
    mount(recordsRoutes, {
      ...ports,
      versions: new VersionReader({ ...ports, read }),
      authority: authorityReader(
        { ...ports, read },
        defaultAuthority(new URL(authorityFile, import.meta.url)),
      ),
      placeUpload,
      admit: admissionBy(authFromEnvironment(), ports),
      origin: gatewayOrigin,
      cursorKeys,
      searchRoutes,
      changesSettleSeconds,
      health: () => readQueueDepths(ports.queues),
    }),
  ),
);

/** What readers cost counts against the budget of the day, but nothing stops them. */
const budget = budgetFromEnvironment(ports, functions.query);

export const handler = withRequestId(budget.counted((event: LambdaEvent) => respond(event)));
