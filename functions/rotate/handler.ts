/** The Lambda handler of rotate. Only Secrets Manager invokes it. */
import { cursorSecretFromEnvironment, rotatedSecret } from '../../runtime/aws/cursorSecret.ts';
import { withRequestId } from '../../runtime/aws/log.ts';
import { rotate } from './rotate.ts';

const secret = rotatedSecret(cursorSecretFromEnvironment());

export const handler = withRequestId((event: unknown) => rotate(secret, event));
