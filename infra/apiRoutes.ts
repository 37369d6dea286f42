/**
 * The routes of the gateway. Those of the search table lead to the function `search`, everything else to
 * `query`, which also answers unknown paths.
 */
import { Duration } from 'aws-cdk-lib';
import {
  CorsHttpMethod,
  type HttpApi,
  type HttpApiProps,
  HttpMethod,
  HttpNoneAuthorizer,
  type HttpRoute,
  type IHttpRouteAuthorizer,
} from 'aws-cdk-lib/aws-apigatewayv2';
import type { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { consolePaths } from '../api/console/serveConsole.ts';
import { crossOriginRules } from '../api/http/crossOrigin.ts';
import { openApiPath, type RouteFacts } from '../api/http/routeFacts.ts';
import { recordsRoutes } from '../api/routes/routes.ts';
import { searchRoutes } from '../api/searchRoutes/routes.ts';
import type { Configuration } from './configuration.ts';

/** Each has a route of its own: the default route leads elsewhere, and asks for the key of another place. */
const reading = [HttpMethod.GET, HttpMethod.HEAD];

const everyPath = '/{proxy+}';

/** What the settings of the stage call the route of preflight requests. */
export const preflightRouteKey = `OPTIONS ${everyPath}`;

/** What the routes of these paths are called there. */
export const routeKeysOf = (routes: readonly HttpRoute[]): string[] => [
  ...new Set(routes.flatMap(({ path = '' }) => reading.map((method) => `${method} ${path}`))),
];

/** Routes that ask nobody for a key. */
export interface RoutesWithoutKey {
  open: HttpRoute[];
  /** The files of the console. */
  ofConsole: HttpRoute[];
  /** Preflight requests; none if no page of another origin may ask. */
  preflight: HttpRoute[];
}

/**
 * Adds the routes that the gateway must know apart from others; the default integration takes the rest.
 *
 * @param feedAuthorizer reads the key in the address of a feed; absent if this deployment has no such keys
 */
export function addRoutes(
  api: HttpApi,
  { toQuery, toSearch }: Record<'toQuery' | 'toSearch', HttpLambdaIntegration>,
  configuration: Configuration,
  feedAuthorizer: IHttpRouteAuthorizer | undefined,
): RoutesWithoutKey {
  const addReading = (
    facts: RouteFacts,
    integration: HttpLambdaIntegration,
    authorizer?: IHttpRouteAuthorizer,
  ): HttpRoute[] =>
    api.addRoutes({
      path: openApiPath(facts),
      methods: reading,
      integration,
      ...(authorizer && { authorizer }),
    });
  for (const { facts } of searchRoutes)
    addReading(facts, toSearch, facts.scope === 'feed' ? feedAuthorizer : undefined);
  if (feedAuthorizer !== undefined)
    for (const { facts } of recordsRoutes)
      if (facts.scope === 'feed') addReading(facts, toQuery, feedAuthorizer);
  if (configuration.auth === 'iam') addRoutesForPolicies(api, toQuery);
  const open = recordsRoutes
    .filter(({ facts }) => facts.scope === 'open')
    .flatMap(({ facts }) => addReading(facts, toQuery, new HttpNoneAuthorizer()));
  return {
    open,
    ofConsole: addConsoleRoutes(api, toQuery, configuration),
    preflight: configuration.corsOrigins.length > 0 ? addPreflightRoute(api, toQuery) : [],
  };
}

/** The gateway itself writes the headers, also on what it refuses. */
export function corsPreflight({ corsOrigins }: Configuration): Pick<HttpApiProps, 'corsPreflight'> {
  const { methods, headers, exposed, maxAgeSeconds } = crossOriginRules;
  if (corsOrigins.length === 0) return {};
  return {
    corsPreflight: {
      allowOrigins: corsOrigins,
      allowMethods: methods.map((method) => CorsHttpMethod[method]),
      allowHeaders: [...headers],
      exposeHeaders: [...exposed],
      maxAge: Duration.seconds(maxAgeSeconds),
    },
  };
}

/**
 * The console has no data and needs no key; the page asks for one. With `iam` there is none, because a page
 * cannot sign requests.
 */
function addConsoleRoutes(
  api: HttpApi,
  integration: HttpLambdaIntegration,
  { auth }: Configuration,
): HttpRoute[] {
  if (auth === 'iam') return [];
  return consolePaths.flatMap((path) =>
    api.addRoutes({
      path,
      methods: reading,
      integration,
      authorizer: new HttpNoneAuthorizer(),
    }),
  );
}

/**
 * A preflight request has no key, and the catch-all route would ask for one. A route of its own must lead to
 * something, and to an HTTP API nothing is cheaper than a function.
 */
function addPreflightRoute(api: HttpApi, integration: HttpLambdaIntegration): HttpRoute[] {
  return api.addRoutes({
    path: everyPath,
    methods: [HttpMethod.OPTIONS],
    integration,
    authorizer: new HttpNoneAuthorizer(),
  });
}

/**
 * IAM's policies name methods and paths. One catch-all route would have one name for all of them, so that who
 * may read could also redrive.
 */
function addRoutesForPolicies(api: HttpApi, integration: HttpLambdaIntegration): void {
  for (const { facts } of recordsRoutes)
    if (facts.scope !== 'open')
      api.addRoutes({
        path: openApiPath(facts),
        methods: facts.method === 'POST' ? [HttpMethod.POST] : reading,
        integration,
      });
}
