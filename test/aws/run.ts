/**
 * `npm run test:aws`: deploys the real app to moto with the CDK's own command line, then runs the tests of
 * the vitest project `aws` against it. The deployment counts as one test, and so does that nothing is left to
 * deploy after it. The last line on standard output is
 * `N passed, N failed`; everything else goes to standard error. vitest gets the other arguments:
 * `npm run test:aws -- pipeline` runs one file.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countTests, type TestCounts } from '../counts.ts';
import { account, bin, cdk, region, run } from './cdk.ts';
import { findOrInstallMoto, type Moto, startMoto } from './moto.ts';

/** The synthesised app, kept between runs, so that LanceDB's 161 MB are copied once. */
const assembly = join('dist', 'cdk.moto');

async function deploy({ endpoint }: Moto, outputs: string): Promise<boolean> {
  const ours = (...args: string[]) => cdk(endpoint, ...args);
  return (
    (await ours(
      ...['synth', '--quiet', '--output', assembly, '--context', 'bootstrapVersionRule=false'],
      // The tests look for what was merged once the queues are empty.
      ...['--context', 'searchWaits=false'],
    )) &&
    (await ours('bootstrap', `aws://${account}/${region}`, '--app', assembly)) &&
    (await ours(
      ...['deploy', '--all', '--app', assembly, '--method=direct', '--require-approval=never'],
      ...['--outputs-file', outputs],
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
    const nothingLeft = await cdk(moto.endpoint, 'diff', '--app', assembly, '--fail', '--method=template');
    const { passed, failed } = await test(moto, files);
    return { passed: passed + 1 + Number(nothingLeft), failed: failed + Number(!nothingLeft) };
  } finally {
    await stop();
  }
}

const { passed, failed } = await main();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
