/** Routes of the gateway that only some deployments have: for pages in a browser, and for IAM's policies. */
import { Duration } from 'aws-cdk-lib';
import {
  CorsHttpMethod,
  type HttpApi,
  type HttpApiProps,
  HttpMethod,
  HttpNoneAuthorizer,
  type HttpRoute,
} from 'aws-cdk-lib/aws-apigatewayv2';
import type { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { consolePaths } from '../api/console/serveConsole.ts';
import { crossOriginRules } from '../api/http/crossOrigin.ts';
import { openApiPath } from '../api/http/routeFacts.ts';
import { recordsRoutes } from '../api/routes/routes.ts';
import type { Configuration } from './configuration.ts';

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
export function addConsoleRoutes(
  api: HttpApi,
  integration: HttpLambdaIntegration,
  { auth }: Configuration,
): HttpRoute[] {
  if (auth === 'iam') return [];
  return consolePaths.flatMap((path) =>
    api.addRoutes({
      path,
      methods: [HttpMethod.GET],
      integration,
      authorizer: new HttpNoneAuthorizer(),
    }),
  );
}

/** A preflight request has no key, and the catch-all route would ask for one. */
export function addPreflightRoute(api: HttpApi, integration: HttpLambdaIntegration): void {
  api.addRoutes({
    path: '/{proxy+}',
    methods: [HttpMethod.OPTIONS],
    integration,
    authorizer: new HttpNoneAuthorizer(),
  });
}

/**
 * IAM's policies name methods and paths. One catch-all route would have one name for all of them, so that who
 * may read could also redrive.
 */
export function addRoutesForPolicies(api: HttpApi, integration: HttpLambdaIntegration): void {
  for (const { facts } of recordsRoutes)
    if (facts.scope !== 'open')
      api.addRoutes({
        path: openApiPath(facts),
        methods: [facts.method === 'POST' ? HttpMethod.POST : HttpMethod.GET],
        integration,
      });
}
