/** The Lambda handler of search: the API routes that need the search table. */
import { handle, type LambdaEvent } from 'hono/aws-lambda';
import { assembleApi, mount } from '../../api/app.ts';
import { cachedCursorKeys } from '../../api/http/cursorKeys.ts';
import { redirectLargeAnswers } from '../../api/http/largeAnswers.ts';
import { exportAsJob } from '../../api/searchRoutes/exports.ts';
import { searchRoutes } from '../../api/searchRoutes/routes.ts';
import { searchWait } from '../../core/protocol/searchWait.ts';
import { recentRowsOf } from '../../core/queries/searchRows/recentRows.ts';
import { authorityFile, defaultAuthority } from '../../runtime/authority.ts';
import { budgetFromEnvironment } from '../../runtime/aws/budget.ts';
import { cursorSecretFromEnvironment, readCursorSecrets } from '../../runtime/aws/cursorSecret.ts';
import { authFromEnvironment, portsFromEnvironment } from '../../runtime/aws/environment.ts';
import { exportFilesFromEnvironment, exportQueueFromEnvironment } from '../../runtime/aws/exports.ts';
import { largeAnswersFromEnvironment } from '../../runtime/aws/largeAnswers.ts';
import { withRequestId } from '../../runtime/aws/log.ts';
import { searchFromEnvironment } from '../../runtime/aws/searchTable.ts';
import { admissionBy } from '../admission.ts';
import { functions } from '../functions.ts';
import { gatewayOrigin } from '../gatewayOrigin.ts';

const { queues: _, ...ports } = portsFromEnvironment(functions.search.needs);
const cursorKeys = cachedCursorKeys(readCursorSecrets(cursorSecretFromEnvironment()), ports.clock);
const deliver = exportAsJob({ files: exportFilesFromEnvironment(), exports: exportQueueFromEnvironment() });
/** The shipped list: this function has no parser to read a user's own files with. */
const authority = defaultAuthority(new URL(authorityFile, import.meta.url));
const respond = handle(
  assembleApi(
    ports.log,
    redirectLargeAnswers(largeAnswersFromEnvironment()),
    mount(searchRoutes, {
      ...ports,
      admit: admissionBy(authFromEnvironment(), ports),
      origin: gatewayOrigin,
      cursorKeys,
      search: await searchFromEnvironment(ports, { recentRows: recentRowsOf(ports, searchWait.aws) }),
      authority: async () => authority,
      deliver,
    }),
  ),
);

/** What readers cost counts against the budget of the day, but nothing stops them. */
const budget = budgetFromEnvironment(ports, functions.search);

export const handler = withRequestId(budget.counted((event: LambdaEvent) => respond(event)));
