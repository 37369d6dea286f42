/** Runs the CDK's own command line against moto. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';

const repository = join(import.meta.dirname, '..', '..');
/** The account of moto. */
export const account = '123456789012';
export const region = 'us-east-1';

export const bin = (name: string): string => join(repository, 'node_modules', '.bin', name);

/** Runs a command in the repository, without the settings of a real AWS account. @returns its exit code */
export async function run(command: string, args: string[], env: Record<string, string>): Promise<number> {
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

/** @returns whether the command of `cdk` succeeded */
export async function cdk(endpoint: string, ...args: string[]): Promise<boolean> {
  return (await run(bin('cdk'), [...args, '--no-notices', '--ci'], fakeAccount(endpoint))) === 0;
}

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
