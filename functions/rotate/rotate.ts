/**
 * How Secrets Manager has the secret rotated that signs cursors: it calls this function four times, a step each, and again where one failed.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_lambda-functions.html
 */
import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import type { RotatedSecret } from '../../core/ports/cursorSecret.ts';

export const rotationStep = z.object({
  Step: z.enum(['createSecret', 'setSecret', 'testSecret', 'finishSecret']),
  /** The version that is to become current. */
  ClientRequestToken: z.string().min(1),
});

/** Any step may be done again. @param event what Secrets Manager sends @throws ZodError for what is no step */
export async function rotate(secret: RotatedSecret, event: unknown): Promise<void> {
  const { Step: step, ClientRequestToken: version } = rotationStep.parse(event);
  if (step === 'createSecret') await secret.propose(version, randomBytes(48).toString('base64url'));
  if (step === 'finishSecret') await secret.promote(version);
  // The other two are for secrets that somebody else has to be told of. This one is query's and search's alone, who read it themselves.
}
