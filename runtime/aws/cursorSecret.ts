/**
 * The secret that signs cursors, in Secrets Manager. The API reads two of its versions; `rotate` makes new
 * ones.
 */
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
import type { ReadCursorSecrets, ReadLastRotation, RotatedSecret } from '../../core/ports/cursorSecret.ts';
import { type Environment, secretsClient } from './clients.ts';
import { readVariable } from './environment.ts';
import { cursorSecretVariable } from './variables.ts';

export interface SecretLocation {
  client: SecretsManagerClient;
  arn: string;
}

const secretArn = z
  .string('is not set')
  .regex(/^arn:[\w-]+:secretsmanager:[\w-]+:\d{12}:secret:\S+$/, 'is not the ARN of a secret');

/** @throws EnvironmentFault */
export function cursorSecretFromEnvironment(environment: Environment = process.env): SecretLocation {
  return { client: secretsClient(), arn: readVariable(cursorSecretVariable, secretArn, environment) };
}

const current = 'AWSCURRENT';
const previous = 'AWSPREVIOUS';
const pending = 'AWSPENDING';

/** Reads the current version and, after the first rotation, the previous one. */
export function readCursorSecrets({ client, arn }: SecretLocation): ReadCursorSecrets {
  const valueAt = async (VersionStage: string) => {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: arn, VersionStage }));
    return Buffer.from(SecretString ?? '');
  };
  return async () => {
    const [newest, older] = await Promise.all([
      valueAt(current),
      valueAt(previous).catch(undefinedIfNotFound),
    ]);
    return older === undefined ? [newest] : [newest, older];
  };
}

function undefinedIfNotFound(error: unknown): undefined {
  if (!(error instanceof ResourceNotFoundException)) throw error;
}

/** By what Secrets Manager says of the secret: its value is not read. */
export function readLastRotation({ client, arn }: SecretLocation): ReadLastRotation {
  return async () => {
    const { LastRotatedDate, CreatedDate } = await client.send(new DescribeSecretCommand({ SecretId: arn }));
    return (LastRotatedDate ?? CreatedDate)?.getTime() ?? 0;
  };
}

/** `rotate` may not read values: an error of Secrets Manager says that a version already exists. */
export function rotatedSecret({ client, arn }: SecretLocation): RotatedSecret {
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
      const [currentVersion] = Object.entries(versions).find(([, stages]) => stages.includes(current)) ?? [];
      if (currentVersion === version) return;
      const move = {
        SecretId: arn,
        VersionStage: current,
        MoveToVersionId: version,
        RemoveFromVersionId: currentVersion,
      };
      await client.send(new UpdateSecretVersionStageCommand(move));
    },
  };
}
