/**
 * `npm run audit`: asks npm's registry for advisories about the packages that Dateline runs on. It exits with
 * 1 if one of them is high or critical. If the registry does not answer, it says so and exits with 0: an
 * advisory service that is down says nothing about the packages.
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { auditOutcome } from './auditOutcome.ts';

const { stdout } = spawnSync(
  'npm',
  ['audit', '--json', '--omit=dev', '--fetch-retries=1', '--fetch-timeout=20000'],
  {
    cwd: path.join(import.meta.dirname, '../..'),
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  },
);
const { severe, message } = auditOutcome(stdout);
console.log(message);
process.exitCode = severe ? 1 : 0;
