/** A function without its environment ends at once, and says in one line which variables it lacks. */
import { execFile } from 'node:child_process';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { functionNames } from '../../functions/functions.ts';
import { bundlesFolder } from '../../infra/bundles.ts';
import { deployedFunctions, endpoint } from './deployed.ts';

const functions = await deployedFunctions();

/** What Lambda would write into the log: the message of the error that ended the initialisation. */
function initialise(name: string, variables: Record<string, string>): Promise<string> {
  const file = join(bundlesFolder, name, 'index.mjs');
  const load = `import(${JSON.stringify(file)}).then(() => process.exit(), (error) => {
    console.log(String(error));
    process.exit();
  });`;
  const env = {
    PATH: process.env.PATH,
    AWS_REGION: 'us-east-1',
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: 'tester',
    AWS_SECRET_ACCESS_KEY: 'none',
    ...variables,
  };
  return new Promise((resolve) =>
    execFile(process.execPath, ['--eval', load], { env }, (_, stdout, stderr) => resolve(stdout + stderr)),
  );
}

describe.each(functionNames)('the function %s without its environment', (name) => {
  it('names what is missing in one line, until nothing is', async () => {
    const deployed = functions.get(name)?.Environment.Variables ?? {};
    const given: Record<string, string> = {};
    const native = deployed.NAPI_RS_NATIVE_LIBRARY_PATH;
    if (native !== undefined)
      given.NAPI_RS_NATIVE_LIBRARY_PATH = join(bundlesFolder, '..', 'layers', 'lancedb', basename(native));
    // A function checks the variables of one part of it after those of another: one line for each.
    for (let line = await initialise(name, given); line !== ''; line = await initialise(name, given)) {
      expect(line).toMatch(
        /^EnvironmentFault: The function's environment is invalid: DATELINE_.* is not set\.\n$/,
      );
      const missing = line.match(/DATELINE_\w+/g) ?? [];
      for (const variable of missing) {
        expect(Object.keys(deployed)).toContain(variable);
        expect(given[variable]).toBeUndefined();
        given[variable] = deployed[variable] ?? '';
      }
    }
  });
});
