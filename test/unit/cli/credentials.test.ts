/** `dateline --stack NAME` with temporary credentials, on a server that answers as an empty deployment. */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { queueNames } from '../../../core/protocol/topology.ts';
import { deadLetterQueueOutput, outputs, queueOutput } from '../../../runtime/aws/outputs.ts';

const command = join(import.meta.dirname, '../../../cli/main.ts');
const folder = mkdtempSync(join(tmpdir(), 'dateline-credentials-'));
/** The ids of the keys with which requests to a service were signed. */
const signedBy = new Map<string, Set<string>>();

const stack = {
  [outputs.inbox]: 'desk-inbox',
  [outputs.archive]: 'desk-archive',
  [outputs.table]: 'desk-records',
  [outputs.dailyBudget]: '50',
  [outputs.tagger]: 'fast',
  [outputs.writeUnits]: '4000',
  ...Object.fromEntries(
    queueNames
      .flatMap((queue) => [queueOutput(queue), deadLetterQueueOutput(queue)])
      .map((output) => [output, `https://sqs.eu-north-1.amazonaws.com/123456789012/${output}`]),
  ),
};
const members = Object.entries(stack).map(
  ([name, value]) => `<member><OutputKey>${name}</OutputKey><OutputValue>${value}</OutputValue></member>`,
);
const description =
  '<DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStacksResult>' +
  `<Stacks><member><StackName>desk-data</StackName><Outputs>${members.join('')}</Outputs></member></Stacks>` +
  '</DescribeStacksResult></DescribeStacksResponse>';
const noObjects =
  '<ListBucketResult><IsTruncated>false</IsTruncated><KeyCount>0</KeyCount></ListBucketResult>';

function answer(request: IncomingMessage, response: ServerResponse): void {
  const [, id = '', service = ''] =
    /Credential=([^/]+)\/\d+\/[^/]+\/([^/]+)\//.exec(request.headers.authorization ?? '') ?? [];
  signedBy.set(service, (signedBy.get(service) ?? new Set()).add(id));
  if (service === 'dynamodb')
    response.setHeader('content-type', 'application/x-amz-json-1.0').end('{"Items":[]}');
  else response.setHeader('content-type', 'text/xml').end(service === 's3' ? noObjects : description);
}

const server = createServer((request, response) => {
  request.resume().on('end', () => answer(request, response));
});

/** The profile's credentials come from a program: each time others, which are valid for a minute. */
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const program = join(folder, 'credentials.cjs');
  writeFileSync(
    program,
    `console.log(JSON.stringify({ Version: 1, AccessKeyId: 'AKIA' + process.pid, SecretAccessKey: 's', ` +
      `SessionToken: 't', Expiration: new Date(Date.now() + 60_000).toISOString() }));`,
  );
  for (const [file, profile] of [
    ['default', 'default'],
    ['named', 'profile desk'],
  ] as const)
    writeFileSync(
      join(folder, file),
      `[${profile}]\nregion = eu-north-1\ncredential_process = "${process.execPath}" "${program}"\n`,
    );
});

afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

beforeEach(() => signedBy.clear());

async function dateline(configuration: string, more: NodeJS.ProcessEnv = {}) {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(AWS|DATELINE)_/.test(name));
  const env = {
    ...Object.fromEntries(inherited),
    AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    AWS_CONFIG_FILE: join(folder, configuration),
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
    ...more,
  };
  return promisify(execFile)(process.execPath, [command, '--stack', 'desk', 'quarantine'], { env });
}

it('asks again for credentials that end, instead of keeping those of its first request', async () => {
  const { stdout } = await dateline('default');
  expect(stdout).toBe('Quarantine is empty.\n');
  const [first] = signedBy.get('cloudformation') ?? [];
  expect(first).toMatch(/^AKIA/);
  expect(signedBy.get('dynamodb')).not.toContain(first);
});

it('says nothing of credentials where AWS_PROFILE names them', async () => {
  const { stdout, stderr } = await dateline('named', { AWS_PROFILE: 'desk' });
  expect([stdout, stderr]).toEqual(['Quarantine is empty.\n', '']);
});
