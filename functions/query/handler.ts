/** query as a Lambda function behind the HTTP API. */
import { handle, type LambdaEvent } from 'hono/aws-lambda';
import { assembleApi, mount } from '../../api/app.ts';
import { admitWithKey } from '../../api/http/admission.ts';
import { cursorKeys as keysOf } from '../../api/http/cursorKeys.ts';
import { depthOf } from '../../api/routes/health.ts';
import { recordsRoutes } from '../../api/routes/routes.ts';
import type { ObjectReader } from '../../core/formats/format.ts';
import { s3Client } from '../../runtime/aws/clients.ts';
import { cursorSecretFromEnvironment, readCursorSecrets } from '../../runtime/aws/cursorSecret.ts';
import { portsFromEnvironment } from '../../runtime/aws/environment.ts';
import { inRequest } from '../../runtime/aws/log.ts';
import { presignedUploads } from '../../runtime/aws/uploads.ts';
import { variables } from '../../runtime/aws/variables.ts';
import { functions } from '../functions.ts';

/** Clocks of two machines differ by less than this. */
const clockSkewSeconds = 5;

const ports = portsFromEnvironment(functions.query.needs);
const cursorKeys = keysOf(readCursorSecrets(cursorSecretFromEnvironment()), ports.clock);
/** A change takes its time from the clock just before it is written, by a store that may then take all the time it has. */
const changesSettleSeconds = functions.store.timeoutSeconds + clockSkewSeconds;
/** Versions are asked for seldom: the parsers are loaded when they are. */
let reader: Promise<ObjectReader> | undefined;
const read: ObjectReader = async (object) => {
  reader ??= import('../../runtime/isolated/reader.ts').then(({ isolatedReader }) => isolatedReader().read);
  return (await reader)(object);
};
/** Asked for by `/openapi.json` alone: loaded when it is. */
const searchRoutes = async () => (await import('../../api/searchRoutes/routes.ts')).searchRoutes;
const placeUpload = presignedUploads(s3Client(), process.env[variables.inbox] ?? '', ports.clock);
const answer = handle(
  assembleApi(
    ports.log,
    mount(recordsRoutes, {
      ...ports,
      read,
      placeUpload,
      admit: admitWithKey(ports),
      cursorKeys,
      searchRoutes,
      changesSettleSeconds,
      health: () => depthOf(ports.queues),
    }),
  ),
);

export const handler = inRequest((event: LambdaEvent) => answer(event));
