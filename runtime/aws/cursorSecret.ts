/** The secret that signs cursors, in Secrets Manager: two of its versions are read by the API, and new ones are made by `rotate`. */
import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceExistsException,
  ResourceNotFoundException,
  type SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import type { ReadCursorSecrets, RotatedSecret } from '../../core/ports/cursorSecret.ts';
import { type Environment, secretsClient } from './clients.ts';
import { checkEnvironment } from './environment.ts';
import { cursorSecretVariable } from './variables.ts';

export interface PlacedSecret {
  client: SecretsManagerClient;
  /** Of the secret. */
  arn: string;
}

const secretArn = z
  .string('is not set')
  .regex(/^arn:[\w-]+:secretsmanager:[\w-]+:\d{12}:secret:\S+$/, 'is no ARN of a secret');

/** @throws EnvironmentFault */
export function cursorSecretFromEnvironment(environment: Environment = process.env): PlacedSecret {
  const { [cursorSecretVariable]: arn = '' } = checkEnvironment(
    { [cursorSecretVariable]: secretArn },
    environment,
  );
  return { client: secretsClient(), arn };
}

const current = 'AWSCURRENT';
const previous = 'AWSPREVIOUS';
const pending = 'AWSPENDING';

/** The current version and, once it was rotated, the one before it. */
export function readCursorSecrets({ client, arn }: PlacedSecret): ReadCursorSecrets {
  const valueAt = async (VersionStage: string) => {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: arn, VersionStage }));
    return Buffer.from(SecretString ?? '');
  };
  return async () => {
    const [newest, older] = await Promise.all([valueAt(current), valueAt(previous).catch(absent)]);
    return older === undefined ? [newest] : [newest, older];
  };
}

function absent(error: unknown): undefined {
  if (!(error instanceof ResourceNotFoundException)) throw error;
}

/** `rotate` may not read any value: that a version is there already it learns by being refused. */
export function rotatedSecret({ client, arn }: PlacedSecret): RotatedSecret {
  return {
    async propose(version, value) {
      const put = {
        SecretId: arn,
        ClientRequestToken: version,
        SecretString: value,
        VersionStages: [pending],
      };
      try {
        await client.send(new PutSecretValueCommand(put));
      } catch (error) {
        if (!(error instanceof ResourceExistsException)) throw error;
      }
    },
    async promote(version) {
      const { VersionIdsToStages: versions = {} } = await client.send(
        new DescribeSecretCommand({ SecretId: arn }),
      );
      const [now] = Object.entries(versions).find(([, stages]) => stages.includes(current)) ?? [];
      if (now === version) return;
      const move = {
        SecretId: arn,
        VersionStage: current,
        MoveToVersionId: version,
        RemoveFromVersionId: now,
      };
      await client.send(new UpdateSecretVersionStageCommand(move));
    },
  };
}
