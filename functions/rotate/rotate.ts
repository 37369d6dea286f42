/**
 * Rotates the secret that signs cursors. Secrets Manager calls this function once for each of four steps, and
 * again if a step failed.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_lambda-functions.html
 */
import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import type { RotatedSecret } from '../../core/ports/cursorSecret.ts';

const rotationStep = z.object({
  Step: z.enum(['createSecret', 'setSecret', 'testSecret', 'finishSecret']),
  /** The version that will become current. */
  ClientRequestToken: z.string().min(1),
});

/**
 * Every step may be repeated.
 *
 * @param event what Secrets Manager sends
 * @throws ZodError if the event is not a rotation step
 */
export async function rotate(secret: RotatedSecret, event: unknown): Promise<void> {
  const { Step: step, ClientRequestToken: version } = rotationStep.parse(event);
  if (step === 'createSecret') await secret.propose(version, randomBytes(48).toString('base64url'));
  if (step === 'finishSecret') await secret.promote(version);
  // The other two steps update and test the service that uses a secret. This one's users read it themselves.
}
