/** Who sent a decision: anybody may write any author. */
import { describe, expect, it } from 'vitest';
import { type Admission, admitEveryone, admitWithKey } from '../../../../api/http/admission.ts';
import { admitSigned, admitWithToken } from '../../../../api/http/gatewayIdentity.ts';
import { parseLine, toLine } from '../../../../core/decisions/jsonLines.ts';
import { createApiKey } from '../../../../core/records/apiKey.ts';
import { readDecisionsAfter } from '../../../../core/records/decisions/decisionLog.ts';
import { keys } from '../../../../core/records/keys.ts';
import { Newsroom } from '../newsroom.ts';

const now = Date.parse('2021-05-03T09:00:30Z');
const decision = { action: 'hide', entity: 'place/lerwick', author: 'The chief', reason: 'No place.' };

/** An archive with one place, and its API. */
async function openRoom(admit: Admission): Promise<Newsroom> {
  const room = new Newsroom(admit);
  await room.add({ key: 'a.txt', title: 'Ferry leaves Lerwick', names: { place: ['Lerwick'] } });
  return room;
}

/** Decides, as the list and the log have it then. @param authorizer what API Gateway knows of the caller */
async function decide(room: Newsroom, headers: Record<string, string>, authorizer?: unknown) {
  const path = '/v1/decisions';
  const gatewayOf = (method: string) => ({
    requestContext: { authorizer, http: { path }, routeKey: `${method} ${path}` },
  });
  const made = await room.app.request(
    path,
    {
      ...{ method: 'POST', body: JSON.stringify(decision) },
      headers: { 'content-type': 'application/json', ...headers },
    },
    gatewayOf('POST'),
  );
  expect(made.status).toBe(200);
  const list = await room.app.request(path, { headers }, gatewayOf('GET'));
  const [item] = ((await list.json()) as { items: { author: string; caller?: string }[] }).items;
  const [logged] = await readDecisionsAfter(room.table, 0);
  expect(item).toMatchObject({ author: 'The chief' });
  expect(logged?.caller).toBe(item?.caller);
  return { caller: item?.caller, logged };
}

describe('a decision', () => {
  it('keeps the id of the API key that sent it, also as a line of an export', async () => {
    const room: Newsroom = await openRoom((c, scope) =>
      admitWithKey({ table: room.table, clock: () => now })(c, scope),
    );
    const { key, made } = await createApiKey(room.table, { name: 'desk', scopes: ['admin'], rate: 600 }, now);
    const { caller, logged } = await decide(room, { authorization: `Bearer ${key}` });
    expect(caller).toBe(`key:${made.id}`);
    expect(logged && parseLine(toLine(logged))).toMatchObject({ attribution: { caller } });
  });

  it('keeps whom API Gateway knew', async () => {
    const arn = 'arn:aws:iam::123456789012:user/desk';
    expect((await decide(await openRoom(admitSigned), {}, { iam: { userArn: arn } })).caller).toBe(
      `iam:${arn}`,
    );
    const token = (sub: unknown) => ({ jwt: { claims: { scope: 'admin', sub } } });
    expect((await decide(await openRoom(admitWithToken), {}, token('u-7'))).caller).toBe('token:u-7');
    expect((await decide(await openRoom(admitWithToken), {}, token(7))).caller).toBeUndefined();
  });

  it('can be read again, whatever an issuer of tokens writes into a name', async () => {
    const sub = `${'x'.repeat(249)}😀\u0000${'y'.repeat(1000)}`;
    const { caller } = await decide(
      await openRoom(admitWithToken),
      {},
      {
        jwt: { claims: { scope: 'admin', sub } },
      },
    );
    expect(caller).toBe(`token:${'x'.repeat(249)}`);
  });

  it('names nobody on a server without keys', async () => {
    const { caller, logged } = await decide(await openRoom(admitEveryone), {});
    expect([caller, logged && 'caller' in logged]).toEqual([undefined, false]);
  });
});

it('says who hid an entity that no list has any more, and why', async () => {
  const room = await openRoom(admitEveryone);
  const { logged } = await decide(room, {});
  const { items } = await room.table.query({ pk: keys.entity('place/lerwick').pk });
  for (const { pk, sk } of items) await room.table.put({ pk, sk, token: 2, gone: true });
  for (const part of ['', '/documents'])
    expect(await room.problem(`/v1/entities/place/lerwick${part}`)).toMatchObject({
      httpStatus: 404,
      detail: `The chief hid this entity (decision ${logged?.id}): No place.`,
    });
  // The address of a feed may be seen by others.
  const { detail } = await room.problem('/v1/entities/place/lerwick/feed.json');
  expect(detail).toBe('No document mentions an entity with this id.');
});

it('a decision with a wrong value says which, and what it got', async () => {
  const room = await openRoom(admitEveryone);
  const wrong = { ...decision, action: 'split', into: 'place/lerwick-isle', documents: 'zz' };
  const request = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(wrong),
  };
  expect(await room.problem('/v1/decisions', request)).toMatchObject({
    httpStatus: 400,
    type: 'urn:problem-type:dateline:parameter',
    parameter: 'documents',
    got: 'zz',
  });
});
