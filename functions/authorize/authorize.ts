/**
 * authorize: tells API Gateway whether a request has a valid API key, before any other function is called.
 * The gateway itself refuses a request without the header, and remembers the answer for each header. The
 * functions of the API check the key again, with its scope and rate: a key that was revoked in the meantime
 * passes the gateway and goes no further.
 */
import type { APIGatewaySimpleAuthorizerWithContextResult } from 'aws-lambda';
import * as z from 'zod';
import { bearerToken } from '../../api/http/admission.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { findApiKey, isFeedKey } from '../../core/records/apiKey.ts';

/** What API Gateway sends, payload version 2.0: the value of the identity source, a header or a key. */
const authorizerEvent = z.object({ identitySource: z.array(z.string()) });

/** The access log shows the id. It is not secret. */
type Authorization = APIGatewaySimpleAuthorizerWithContextResult<{ keyId?: string }>;

/** @throws whatever the table throws: the gateway answers with a 500 and remembers nothing */
export async function authorize(
  { table, clock }: Pick<Ports, 'table' | 'clock'>,
  event: unknown,
): Promise<Authorization> {
  const [header] = authorizerEvent.parse(event).identitySource;
  const secret = bearerToken(header);
  const key = await findApiKey(table, secret ?? header ?? '', clock());
  // Without `Bearer` it stood in the address of a feed.
  return key === undefined || (secret === undefined && !isFeedKey(key))
    ? { isAuthorized: false, context: {} }
    : { isAuthorized: true, context: { keyId: key.id } };
}
