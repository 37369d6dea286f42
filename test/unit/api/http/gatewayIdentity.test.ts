import { describe, expect, it } from 'vitest';
import type { Admission } from '../../../../api/http/admission.ts';
import { admitSigned, admitWithToken } from '../../../../api/http/gatewayIdentity.ts';
import { Newsroom } from '../newsroom.ts';

/** The status of a request as API Gateway hands it over, with what it knows of the caller. */
async function status(admit: Admission, authorizer: unknown, path = '/v1/documents', method = 'GET') {
  const room = new Newsroom(admit);
  const requestContext = { authorizer, http: { path: decodeURI(path) } };
  const response = await room.app.request(path, { method }, { requestContext });
  return response.status;
}

const token = (claims: Record<string, unknown>) => ({ jwt: { claims } });

describe('admitSigned', () => {
  it('lets in whom the gateway has identified, and nobody else', async () => {
    expect(await status(admitSigned, { iam: { userArn: 'arn:aws:iam::123456789012:user/desk' } })).toBe(200);
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
    const signedBy = { iam: { userArn: 'arn:aws:iam::123456789012:user/desk' } };
    expect(await status(admitSigned, signedBy, path)).toBe(404);
    expect(await status(admitSigned, signedBy, '/v1/quarantine')).toBe(200);
  });

  it('knows a path that the gateway has decoded', async () => {
    const path = "/v1/entities/person/%D0%B4%D0%BC%D0%B8%D1%82%D1%80%D0%B8%D0%B9%20o'b+c,d&e=/documents";
    const signedBy = { iam: { userArn: 'arn:aws:iam::123456789012:user/desk' } };
    const room = new Newsroom(admitSigned);
    for (const sent of [path, decodeURI(path)]) {
      const requestContext = { authorizer: signedBy, http: { path: sent } };
      const response = await room.app.request(path, {}, { requestContext });
      expect(((await response.json()) as { detail: string }).detail).toContain('No document mentions');
    }
  });

  it('serves no path that is decoded once more than IAM was asked about', async () => {
    const signedBy = { iam: { userArn: 'arn:aws:iam::123456789012:user/desk' } };
    const path = '/v1/qu%61rantine';
    const requestContext = { authorizer: signedBy, http: { path } };
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
    const redrive = ['/v1/quarantine/redrive', 'POST'] as const;
    expect(await status(admitWithToken, token({ scope: 'read' }), ...redrive)).toBe(403);
    expect(await status(admitWithToken, token({ scope: 'operate' }), ...redrive)).not.toBe(403);
  });

  it('refuses a request without a token with a 401', async () => {
    for (const authorizer of [undefined, {}, { jwt: {} }])
      expect(await status(admitWithToken, authorizer)).toBe(401);
  });
});
