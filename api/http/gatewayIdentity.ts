/**
 * Requests whose caller API Gateway has identified: by a signature of IAM, or by a token (JWT) of the
 * configured issuer. The gateway checks the signature, issuer, audience and time; what it found is in the
 * event, which no client can write.
 */
import type { Context } from 'hono';
import { routePath } from 'hono/route';
import * as z from 'zod';
import { permits, type Scope, scopes } from '../../core/records/apiKey.ts';
import { type Admission, insufficientScope, setCaller, unauthorized } from './admission.ts';
import { notFound } from './problem.ts';
import { openApiPath } from './routeFacts.ts';

const signed = z.object({ iam: z.object({ userArn: z.string().min(1) }) });
const withToken = z.object({ jwt: z.object({ claims: z.record(z.string(), z.unknown()) }) });

/**
 * IAM's policies say which methods and paths a caller may use, and the gateway has asked them: there is
 * nothing left to decide, if the path that is served here is the one that it asked about.
 */
export const admitSigned: Admission = async (c, scope) => {
  if (scope === 'open') return;
  const caller = signed.safeParse(authorizerOf(c));
  if (!caller.success) throw unauthorized('Every request must be signed for IAM (AWS Signature Version 4).');
  if (!isPathAsSent(c)) throw notFound('No route serves this path as it was sent.');
  setCaller(c, 'iam', caller.data.iam.userArn);
};

/** A token's scopes are those of API keys. */
export const admitWithToken: Admission = async (c, scope) => {
  if (scope === 'open') return;
  const token = withToken.safeParse(authorizerOf(c));
  if (!token.success)
    throw unauthorized('Every request needs a token, sent as `Authorization: Bearer <token>`.');
  const granted = scopesOf(token.data.jwt.claims);
  if (!permits(granted, scope)) throw insufficientScope('token', granted, scope);
  const { sub } = token.data.jwt.claims;
  if (typeof sub === 'string') setCaller(c, 'token', sub);
};

/**
 * The claim is `scope` in RFC 9068, and `scp` with some issuers. The gateway writes a list as
 * `[read upload]`.
 */
function scopesOf(claims: Record<string, unknown>): Scope[] {
  const words = [claims.scope, claims.scp]
    .flat()
    .flatMap((claim) => (typeof claim === 'string' ? claim.split(/[\s,[\]]+/) : []));
  return scopes.filter((scope) => words.includes(scope));
}

/**
 * A URL has no `..` and no backslash: `/v1/entities/../quarantine`, to the gateway the path of an entity, is
 * `/v1/quarantine` here. An HTTP API hands paths over percent-decoded, and they are decoded here once more:
 * `/v1/qu%2561rantine` would be `/v1/quarantine` too. And it cuts them at an encoded question mark: of
 * `/v1/quarantine%3Fx` it hands over `/v1/quarantine`, but took no route of that name. Each path has a route
 * of its own there (infra/apiRoutes.ts).
 */
function isPathAsSent(c: Context): boolean {
  const { http, routeKey } = requestContextOf(c);
  const [, route] = String(routeKey).split(' '); // `GET /v1/documents/{id}`
  const asSent = http?.path === c.req.path || http?.path === encodeURI(c.req.path);
  return asSent && route === openApiPath({ path: routePath(c) });
}

const authorizerOf = (c: Context): unknown => requestContextOf(c).authorizer;

/** What API Gateway says of the request. */
function requestContextOf(c: Context): {
  authorizer?: unknown;
  http?: { path?: unknown };
  routeKey?: unknown;
} {
  const { requestContext = {} } = (c.env ?? {}) as { requestContext?: object };
  return requestContext;
}
