import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { compileCache } from './cli/launch/compileCache.mjs';
import './cli/launch/node24.mjs';

if (process.exitCode) process.exit();

// One project per kind of test (docs/testing.md). `aws` needs the servers that `npm run test:aws` starts.
// What prepares a test, and what it waits for, may take long: on a busy machine everything does.
const project = (name: string, testTimeout: number, options: object = {}) => ({
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    testTimeout,
    hookTimeout: testTimeout,
    expect: { poll: { timeout: testTimeout / 3 } },
    ...options,
  },
});

export default defineConfig({
  test: {
    // One more than there are cores: many tests wait for a process, a service or an SDK's next attempt.
    maxWorkers: availableParallelism() + 1,
    // For the processes that the tests start.
    env: { NODE_COMPILE_CACHE: compileCache },
    globalSetup: ['test/oneTemporaryFolder.ts'],
    projects: [
      // Its files share their modules: loading them anew for each takes as long as their tests. So no file
      // replaces a module (`vi.mock`) or leaves a changed global behind.
      project('unit', 180_000, { isolate: false }),
      project('contract', 180_000),
      // Too long for `npm test`; `npm run test:long` and CI run them.
      project('long', 600_000),
      project('pipeline', 300_000),
      project('hostile', 900_000),
      project('fuzz', 300_000),
      project('simulation', 1_200_000),
      // Virtual time; `npm run cloud` runs its scenarios in full.
      project('cloud', 300_000),
      // Its files read the same templates: loading CDK takes longer than all their tests.
      project('infra', 120_000, {
        isolate: false,
        fileParallelism: false,
        // After those that run side by side: Vitest wants it said.
        sequence: { groupOrder: 1 },
      }),
      // Needs a Chromium; `npm run test:browser` says how to install one. Its files share one Dateline.
      project('browser', 120_000, {
        fileParallelism: false,
        sequence: { groupOrder: 2 },
        globalSetup: ['test/browser/setup.ts'],
      }),
      project('aws', 600_000),
    ],
  },
});
