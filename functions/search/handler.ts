/** search as a Lambda function behind the HTTP API. */
import { handle, type LambdaEvent } from 'hono/aws-lambda';
import { assembleApi, mount } from '../../api/app.ts';
import { admitWithKey } from '../../api/http/admission.ts';
import { cursorKeys as keysOf } from '../../api/http/cursorKeys.ts';
import { exportAsJob } from '../../api/searchRoutes/exports.ts';
import { searchRoutes } from '../../api/searchRoutes/routes.ts';
import { cursorSecretFromEnvironment, readCursorSecrets } from '../../runtime/aws/cursorSecret.ts';
import { portsFromEnvironment } from '../../runtime/aws/environment.ts';
import { exportFilesFromEnvironment, exportQueueFromEnvironment } from '../../runtime/aws/exports.ts';
import { inRequest } from '../../runtime/aws/log.ts';
import { needs } from '../../runtime/aws/needs.ts';
import { searchFromEnvironment } from '../../runtime/aws/searchTable.ts';

const { queues: _, ...ports } = portsFromEnvironment(needs.search);
const cursorKeys = keysOf(readCursorSecrets(cursorSecretFromEnvironment()), ports.clock);
const deliver = exportAsJob({ files: exportFilesFromEnvironment(), exports: exportQueueFromEnvironment() });
const answer = handle(
  assembleApi(
    ports.log,
    mount(searchRoutes, {
      ...ports,
      admit: admitWithKey(ports),
      cursorKeys,
      search: await searchFromEnvironment(),
      deliver,
    }),
  ),
);

export const handler = inRequest((event: LambdaEvent) => answer(event));
