/**
 * GET /openapi.json: OpenAPI 3.1, made from the declarations against which requests and responses are
 * checked.
 */
import type { RecordsDependencies } from '../dependencies.ts';
import { jsonMediaType, jsonResponse } from '../http/response.ts';
import { type Route, route } from '../http/route.ts';
import type { RouteFacts } from '../http/routeFacts.ts';
import { describeRoutes, type OpenApi, openApiSchema } from '../openApi/describe.ts';

/**
 * A route that describes these routes and itself. It makes the description once per process, at the first
 * request.
 */
export function openApiRoute(
  routes: (dependencies: RecordsDependencies) => Promise<readonly { facts: RouteFacts }[]>,
): Route<RecordsDependencies> {
  const facts = {
    path: '/openapi.json',
    scope: 'open' as const,
    summary: 'This description, as OpenAPI 3.1.',
    parameters: {},
    responses: { [jsonMediaType]: openApiSchema },
  };
  let described: Promise<OpenApi> | undefined;
  return route(facts, async (c, _params, dependencies: RecordsDependencies) => {
    described ??= routes(dependencies).then((all) =>
      describeRoutes([...all.map((each) => each.facts), facts]),
    );
    const servers = [{ url: dependencies.origin(c), description: 'Where this description comes from.' }];
    return jsonResponse(c, openApiSchema, { ...(await described), servers });
  });
}
