/**
 * `npm run test:aws`: deploys the real app to moto with the CDK's own command line, then runs the tests of
 * the vitest project `aws` against it. The deployment counts as one test. The last line on standard output is
 * `N passed, N failed`; everything else goes to standard error. vitest gets the other arguments:
 * `npm run test:aws -- pipeline` runs one file.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countTests, type TestCounts } from '../counts.ts';
import { findOrInstallMoto, type Moto, startMoto } from './moto.ts';

const repository = join(import.meta.dirname, '..', '..');
const bin = (name: string): string => join(repository, 'node_modules', '.bin', name);
/** The account of moto. */
const account = '123456789012';
const region = 'us-east-1';
/** The synthesised app, kept between runs, so that LanceDB's 155 MB are copied once. */
const assembly = join('dist', 'cdk.moto');

async function run(command: string, args: string[], env: Record<string, string>): Promise<number> {
  const started = performance.now();
  const child = spawn(command, args, {
    cwd: repository,
    env: { ...withoutAws(process.env), ...env },
    stdio: ['ignore', process.stderr, process.stderr],
  });
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (exit) => resolve(exit ?? 1));
  });
  console.error(`${args.slice(0, 2).join(' ')}: ${((performance.now() - started) / 1000).toFixed(1)} s`);
  return code;
}

/** Removes the settings of a real AWS account. */
function withoutAws(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !/^(AWS_|CDK_)/.test(name)));
}

function fakeAccount(endpoint: string): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: 'deployer',
    AWS_SECRET_ACCESS_KEY: 'none',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    CDK_DISABLE_VERSION_CHECK: 'true',
    CDK_DEFAULT_ACCOUNT: account,
    CDK_DEFAULT_REGION: region,
  };
}

async function deploy({ endpoint }: Moto, outputs: string): Promise<boolean> {
  const env = fakeAccount(endpoint);
  const cdk = async (...args: string[]) =>
    (await run(bin('cdk'), [...args, '--no-notices', '--ci'], env)) === 0;
  return (
    (await cdk('synth', '--quiet', '--context', 'bootstrapVersionRule=false', '--output', assembly)) &&
    (await cdk('bootstrap', `aws://${account}/${region}`, '--app', assembly)) &&
    (await cdk(
      'deploy',
      '--all',
      '--app',
      assembly,
      '--method=direct',
      '--require-approval=never',
      '--outputs-file',
      outputs,
    ))
  );
}

async function test(
  { endpoint }: Moto,
  files: { outputs: string; calls: string; report: string },
): Promise<TestCounts> {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${files.report}`];
  // One file at a time: they share the queues of one deployment.
  const code = await run(
    bin('vitest'),
    ['run', '--project', 'aws', '--no-file-parallelism', ...reporters, ...process.argv.slice(2)],
    {
      DATELINE_TEST_ENDPOINT: endpoint,
      DATELINE_TEST_OUTPUTS: files.outputs,
      DATELINE_TEST_CALLS: files.calls,
    },
  );
  return countTests(await readFile(files.report, 'utf8').catch(() => ''), code);
}

async function main(): Promise<TestCounts> {
  try {
    findOrInstallMoto();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1 };
  }
  const folder = await mkdtemp(join(tmpdir(), 'dateline-aws-'));
  const files = {
    outputs: join(folder, 'outputs.json'),
    calls: join(folder, 'calls.jsonl'),
    report: join(folder, 'report.json'),
  };
  const moto = await startMoto(files.calls);
  const stop = async () => {
    await moto.stop();
    await rm(folder, { recursive: true, force: true });
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void stop().then(() => process.exit(1)));
  try {
    const deployed = await deploy(moto, files.outputs);
    console.error(
      `passed over by moto, asserted on the templates instead: ${[...moto.passedOver].sort().join(', ') || 'nothing'}`,
    );
    if (!deployed) return { passed: 0, failed: 1 };
    const { passed, failed } = await test(moto, files);
    return { passed: passed + 1, failed };
  } finally {
    await stop();
  }
}

const { passed, failed } = await main();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
