import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceExistsException,
  ResourceNotFoundException,
  SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  cursorSecretFromEnvironment,
  readCursorSecrets,
  readLastRotation,
  rotatedSecret,
} from '../../../../runtime/aws/cursorSecret.ts';
import { EnvironmentFault } from '../../../../runtime/aws/environment.ts';

const arn = 'arn:aws:secretsmanager:eu-north-1:123456789012:secret:CursorSecret-a1b2c3';
const client = mockClient(SecretsManagerClient);
const placed = { client: new SecretsManagerClient({ region: 'eu-north-1' }), arn };
beforeEach(() => client.reset());

const fault = { message: 'no', $metadata: {} };

describe('reading the secret', () => {
  it('returns the current version and the previous one', async () => {
    client
      .on(GetSecretValueCommand, { SecretId: arn, VersionStage: 'AWSCURRENT' })
      .resolves({ SecretString: 'new' });
    client
      .on(GetSecretValueCommand, { SecretId: arn, VersionStage: 'AWSPREVIOUS' })
      .resolves({ SecretString: 'old' });
    expect((await readCursorSecrets(placed)()).map(String)).toEqual(['new', 'old']);
  });

  it('returns one version before the first rotation, and fails without any or on another error', async () => {
    client.on(GetSecretValueCommand).rejects(new ResourceNotFoundException(fault));
    await expect(readCursorSecrets(placed)()).rejects.toThrow(ResourceNotFoundException);
    client
      .on(GetSecretValueCommand, { SecretId: arn, VersionStage: 'AWSCURRENT' })
      .resolves({ SecretString: 'new' });
    expect(await readCursorSecrets(placed)()).toHaveLength(1);
    client
      .on(GetSecretValueCommand, { SecretId: arn, VersionStage: 'AWSPREVIOUS' })
      .rejects(new Error('throttled'));
    await expect(readCursorSecrets(placed)()).rejects.toThrow('throttled');
  });
});

describe('rotating the secret', () => {
  it('stores a pending version, and keeps an existing one', async () => {
    client.on(PutSecretValueCommand).resolvesOnce({}).rejects(new ResourceExistsException(fault));
    await rotatedSecret(placed).propose('v2', 'value');
    await rotatedSecret(placed).propose('v2', 'another');
    const put = {
      SecretId: arn,
      ClientRequestToken: 'v2',
      SecretString: 'value',
      VersionStages: ['AWSPENDING'],
    };
    expect(client.commandCalls(PutSecretValueCommand)[0]?.args[0].input).toEqual(put);
    client.on(PutSecretValueCommand).rejects(new Error('throttled'));
    await expect(rotatedSecret(placed).propose('v3', 'value')).rejects.toThrow('throttled');
  });

  it('moves the label of the current version only once', async () => {
    client
      .on(DescribeSecretCommand)
      .resolves({ VersionIdsToStages: { v1: ['AWSCURRENT'], v2: ['AWSPENDING'] } });
    await rotatedSecret(placed).promote('v2');
    client
      .on(DescribeSecretCommand)
      .resolves({ VersionIdsToStages: { v1: ['AWSPREVIOUS'], v2: ['AWSCURRENT', 'AWSPENDING'] } });
    await rotatedSecret(placed).promote('v2');
    expect(client.commandCalls(UpdateSecretVersionStageCommand).map(({ args }) => args[0].input)).toEqual([
      { SecretId: arn, VersionStage: 'AWSCURRENT', MoveToVersionId: 'v2', RemoveFromVersionId: 'v1' },
    ]);
  });
});

describe('when the secret was rotated', () => {
  it('is what Secrets Manager says, or when it was made', async () => {
    const CreatedDate = new Date(1000);
    client.on(DescribeSecretCommand).resolves({ CreatedDate });
    expect(await readLastRotation(placed)()).toBe(1000);
    client.on(DescribeSecretCommand).resolves({ CreatedDate, LastRotatedDate: new Date(2000) });
    expect(await readLastRotation(placed)()).toBe(2000);
  });
});

describe('the ARN of the secret', () => {
  it.each([undefined, '', 'a secret by mistake, of more than 32 letters'])(
    'is validated, and an error does not contain the value: %j',
    (value) => {
      const place = () => cursorSecretFromEnvironment({ DATELINE_CURSOR_SECRET_ARN: value });
      expect(place).toThrow(EnvironmentFault);
      expect(place).not.toThrow(/mistake/);
    },
  );
});
