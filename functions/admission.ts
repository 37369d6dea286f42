/** Which requests the functions of the API let in, by who asks callers for their identity. */
import { type Admission, admitWithKey } from '../api/http/admission.ts';
import { admitSigned, admitWithToken } from '../api/http/gatewayIdentity.ts';
import type { Ports } from '../core/protocol/ports.ts';

/** @param auth `DATELINE_AUTH`: our own keys, or an identity that API Gateway has checked */
export function admissionBy(auth: 'key' | 'iam' | 'jwt', ports: Pick<Ports, 'table' | 'clock'>): Admission {
  return { key: () => admitWithKey(ports), iam: () => admitSigned, jwt: () => admitWithToken }[auth]();
}
