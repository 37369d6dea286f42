/**
 * A second deployment in the same account: its data stack is deployed, destroyed and deployed again, and
 * adopts what it left.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  CreateBackupCommand,
  DeleteTableCommand,
  DescribeExportCommand,
  DescribeImportCommand,
  DescribeTableCommand,
  ExportTableToPointInTimeCommand,
  ImportTableCommand,
  RestoreTableFromBackupCommand,
  UpdateContinuousBackupsCommand,
  UpdateTableCommand,
} from '@aws-sdk/client-dynamodb';
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { GetQueueUrlCommand } from '@aws-sdk/client-sqs';
import { App } from 'aws-cdk-lib';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { functionNames } from '../../functions/functions.ts';
import type { Bundles } from '../../infra/bundles.ts';
import { addStacks } from '../../infra/stacks.ts';
import { dynamoClient, sqsClient } from '../../runtime/aws/clients.ts';
import { DynamoTable } from '../../runtime/aws/table.ts';
import { account, cdk, region } from './cdk.ts';
import { ask, endpoint, outputs, s3 } from './deployed.ts';

const folder = mkdtempSync(join(tmpdir(), 'dateline-redeploy-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const stack = 'sport-data';
const bucket = (what: string) => `sport-${what}-${account}-${region}`;
const table = new DynamoTable(dynamoClient(), 'sport-records');
const row = { pk: 'APIKEY', sk: 'kept' };
const sqs = sqsClient();

/** The data stack has no bundles. */
function synthesise(): void {
  const code = join(folder, 'code');
  mkdirSync(code);
  writeFileSync(join(code, 'index.mjs'), 'export const handler = undefined;\n');
  const empty = { folder: code, hash: 'none' };
  const bundles: Bundles = {
    functions: Object.fromEntries(functionNames.map((name) => [name, empty])) as Bundles['functions'],
    lanceDb: empty,
  };
  const context = { name: 'sport', bootstrapVersionRule: false, searchWaits: false };
  const synthesised = new App({ outdir: join(folder, 'app'), context });
  addStacks(synthesised, bundles, { account, region });
  synthesised.synth();
}

const app = ['--app', join(folder, 'app')];
const deploy = (...more: string[]) =>
  cdk(endpoint, 'deploy', stack, '--exclusively', ...app, '--require-approval=never', ...more);
const destroy = () => cdk(endpoint, 'destroy', stack, '--exclusively', '--force', ...app);
const adopting = '--import-existing-resources';
/** Exports and imports go on in the background. */
const patience = { timeout: 120_000, interval: 100 };

async function objectIn(what: string): Promise<string | undefined> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket(what), Key: 'kept' }));
  return Body?.transformToString();
}

beforeAll(synthesise);

describe('a second deployment in one account', () => {
  it('is deployed beside the first', async () => {
    expect(await deploy(adopting)).toBe(true);
    expect(outputs['dateline-data']?.TableName).toBe('dateline-records');
    for (const what of ['inbox', 'archive'])
      await s3.send(new PutObjectCommand({ Bucket: bucket(what), Key: 'kept', Body: what }));
    await table.put(row);
  });

  it('is not destroyed as long as it is protected', async () => {
    expect(await destroy()).toBe(false);
    expect(await objectIn('inbox')).toBe('inbox');
  });

  it('leaves its data, and no queue, when it is destroyed', async () => {
    const unprotect = { StackName: stack, EnableTerminationProtection: 'false' };
    await ask('cloudformation', '/', { Action: 'UpdateTerminationProtection', ...unprotect });
    expect(await destroy()).toBe(true);
    expect(await objectIn('archive')).toBe('archive');
    await expect(sqs.send(new GetQueueUrlCommand({ QueueName: 'sport-uploads' }))).rejects.toThrow();
  });

  it('is deployed again and adopts the data', async () => {
    expect(await deploy(adopting)).toBe(true);
    for (const what of ['inbox', 'archive']) expect(await objectIn(what)).toBe(what);
    expect(await table.get(row)).toEqual(row);
    await sqs.send(new GetQueueUrlCommand({ QueueName: 'sport-uploads' }));
    expect(await cdk(endpoint, 'diff', stack, '--exclusively', ...app, '--fail', '--method=template')).toBe(
      true,
    );
  });

  it('has its table restored from a backup under the name that the stack knows', async () => {
    const client = dynamoClient();
    const TableName = 'sport-records';
    const { BackupDetails } = await client.send(new CreateBackupCommand({ TableName, BackupName: 'monday' }));
    await table.put({ pk: 'APIKEY', sk: 'later' });
    await client.send(new UpdateTableCommand({ TableName, DeletionProtectionEnabled: false }));
    await client.send(new DeleteTableCommand({ TableName }));
    const { BackupArn } = BackupDetails ?? {};
    await client.send(new RestoreTableFromBackupCommand({ TargetTableName: TableName, BackupArn }));
    expect(await table.get(row)).toEqual(row);
    expect(await table.get({ pk: 'APIKEY', sk: 'later' })).toBeUndefined();
    const index = await table.query({ index: 'list', pk: 'none' });
    expect(index.items).toEqual([]);
  });

  it('adopts a table that was made from an export, as docs/deploy.md has it', async () => {
    const client = dynamoClient();
    const TableName = 'sport-records';
    const Bucket = 'sport-elsewhere';
    await s3.send(new CreateBucketCommand({ Bucket }));
    const { Table } = await client.send(new DescribeTableCommand({ TableName }));
    const PointInTimeRecoverySpecification = { PointInTimeRecoveryEnabled: true };
    await client.send(new UpdateContinuousBackupsCommand({ TableName, PointInTimeRecoverySpecification }));
    const to = { TableArn: Table?.TableArn, S3Bucket: Bucket, S3Prefix: 'table' };
    const { ExportDescription } = await client.send(new ExportTableToPointInTimeCommand(to));
    await vi.waitFor(async () => {
      const { ExportArn } = ExportDescription ?? {};
      const found = await client.send(new DescribeExportCommand({ ExportArn }));
      expect(found.ExportDescription?.ExportStatus).toBe('COMPLETED');
    }, patience);
    const { Contents = [] } = await s3.send(
      new ListObjectsV2Command({ Bucket, Prefix: 'table/AWSDynamoDB/' }),
    );

    const unprotect = { StackName: stack, EnableTerminationProtection: 'false' };
    await ask('cloudformation', '/', { Action: 'UpdateTerminationProtection', ...unprotect });
    expect(await destroy()).toBe(true);
    await client.send(new DeleteTableCommand({ TableName }));
    const described = /```json\n([^`]*)```/.exec(readFileSync('docs/deploy.md', 'utf8'))?.[1] ?? '';
    const { ImportTableDescription } = await client.send(
      new ImportTableCommand({
        TableCreationParameters: { ...JSON.parse(described), TableName },
        InputFormat: 'DYNAMODB_JSON',
        InputCompressionType: 'GZIP',
        S3BucketSource: { S3Bucket: Bucket, S3KeyPrefix: dirname(Contents[0]?.Key ?? '') },
      }),
    );
    await vi.waitFor(async () => {
      const { ImportArn } = ImportTableDescription ?? {};
      const found = await client.send(new DescribeImportCommand({ ImportArn }));
      expect(found.ImportTableDescription?.ImportStatus).toBe('COMPLETED');
    }, patience);

    expect(await deploy(adopting)).toBe(true);
    expect(await table.get(row)).toEqual(row);
    expect((await table.query({ index: 'source', pk: 'none' })).items).toEqual([]);
    const template = JSON.parse(readFileSync(join(folder, 'app', `${stack}.template.json`), 'utf8'));
    const deployed = Object.values(
      template.Resources as Record<string, { Type: string; Properties: object }>,
    );
    const { TableName: _, ...parameters } = JSON.parse(described);
    expect(deployed.find(({ Type }) => Type === 'AWS::DynamoDB::Table')?.Properties).toMatchObject(
      parameters,
    );
  });
});
