/** rotate on Lambda: called by Secrets Manager alone. */
import { cursorSecretFromEnvironment, rotatedSecret } from '../../runtime/aws/cursorSecret.ts';
import { inRequest } from '../../runtime/aws/log.ts';
import { rotate } from './rotate.ts';

const secret = rotatedSecret(cursorSecretFromEnvironment());

export const handler = inRequest((event: unknown) => rotate(secret, event));
