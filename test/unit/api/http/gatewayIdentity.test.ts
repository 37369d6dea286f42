import { describe, expect, it } from 'vitest';
import type { Admission } from '../../../../api/http/admission.ts';
import { admitSigned, admitWithToken } from '../../../../api/http/gatewayIdentity.ts';
import { Newsroom } from '../newsroom.ts';

/** The status of a request as API Gateway hands it over, with its caller and the gateway's own route. */
async function status(
  admit: Admission,
  authorizer: unknown,
  path = '/v1/documents',
  { method = 'GET', route = path } = {},
) {
  const room = new Newsroom(admit);
  const requestContext = { authorizer, http: { path: decodeURI(path) }, routeKey: `${method} ${route}` };
  const response = await room.app.request(path, { method }, { requestContext });
  return response.status;
}

const signedBy = { iam: { userArn: 'arn:aws:iam::123456789012:user/desk' } };
const token = (claims: Record<string, unknown>) => ({ jwt: { claims } });

describe('admitSigned', () => {
  it('lets in whom the gateway has identified, and nobody else', async () => {
    expect(await status(admitSigned, signedBy)).toBe(200);
    for (const authorizer of [undefined, {}, { iam: {} }, { iam: { userArn: '' } }, token({ scope: 'read' })])
      expect(await status(admitSigned, authorizer)).toBe(401);
  });

  it.each([
    '/v1/entities/../quarantine',
    '/v1/entities/%2e%2e/quarantine',
    '/v1/entities/x/..\\..\\quarantine',
    '/v1/quaran\ttine',
    '/v1/quarantine#',
  ])('serves no path about which the gateway has not asked IAM: %j', async (path) => {
    const route = '/v1/quarantine';
    expect(await status(admitSigned, signedBy, path, { route })).toBe(404);
    expect(await status(admitSigned, signedBy, route)).toBe(200);
  });

  // For `/v1/quarantine%3Fx` and `/v1/documents/x%3F/trace`, of which it hands over what is before the `?`.
  it.each([
    ['/v1/quarantine', '$default'],
    ['/v1/documents/x', 'GET /v1/documents/{id}/trace'],
    ['/v1/quarantine', undefined],
  ])('does not serve %j where the gateway took another route: %j', async (path, routeKey) => {
    const requestContext = { authorizer: signedBy, http: { path }, routeKey };
    const { app } = new Newsroom(admitSigned);
    const { detail } = (await (await app.request(path, {}, { requestContext })).json()) as { detail: string };
    expect(detail).toBe('No route serves this path as it was sent.');
  });

  it('knows a path that the gateway has decoded', async () => {
    const path = "/v1/entities/person/%D0%B4%D0%BC%D0%B8%D1%82%D1%80%D0%B8%D0%B9%20o'b+c,d&e=/documents";
    const room = new Newsroom(admitSigned);
    for (const sent of [path, decodeURI(path)]) {
      const routeKey = 'GET /v1/entities/{type}/{slug}/documents';
      const requestContext = { authorizer: signedBy, http: { path: sent }, routeKey };
      const response = await room.app.request(path, {}, { requestContext });
      expect(((await response.json()) as { detail: string }).detail).toContain('No document mentions');
    }
  });

  it('serves no path that is decoded once more than IAM was asked about', async () => {
    const path = '/v1/qu%61rantine';
    const requestContext = { authorizer: signedBy, http: { path }, routeKey: 'GET /v1/quarantine' };
    expect((await new Newsroom(admitSigned).app.request(path, {}, { requestContext })).status).toBe(404);
  });

  it('serves the description to everyone', async () => {
    expect(await status(admitSigned, undefined, '/openapi.json')).toBe(200);
    expect(await status(admitWithToken, undefined, '/openapi.json')).toBe(200);
  });
});

describe('admitWithToken', () => {
  it.each([{ scope: 'openid read' }, { scp: '[profile read]' }, { scp: ['read'] }, { scope: 'admin' }])(
    'lets in %j',
    async (claims) => {
      expect(await status(admitWithToken, token(claims))).toBe(200);
    },
  );

  it.each([{}, { scope: 'reader' }, { scope: 'upload operate' }, { scope: 7 }])(
    'refuses %j with a 403, because the scope is missing',
    async (claims) => {
      expect(await status(admitWithToken, token(claims))).toBe(403);
    },
  );

  it('asks for the scope of the route', async () => {
    const redrive = ['/v1/quarantine/redrive', { method: 'POST' }] as const;
    expect(await status(admitWithToken, token({ scope: 'read' }), ...redrive)).toBe(403);
    expect(await status(admitWithToken, token({ scope: 'operate' }), ...redrive)).not.toBe(403);
  });

  it('refuses a request without a token with a 401', async () => {
    for (const authorizer of [undefined, {}, { jwt: {} }])
      expect(await status(admitWithToken, authorizer)).toBe(401);
  });
});
