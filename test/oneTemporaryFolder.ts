import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * One folder for all temporary files of a run, which goes with it: libraries such as CDK leave theirs behind,
 * and so does a test that is stopped.
 */
export default function setup(): () => void {
  const folder = mkdtempSync(path.join(tmpdir(), 'dateline-tests-'));
  chmodSync(folder, 0o1777); // some tests write there as another user
  process.env.TMPDIR = folder;
  // A process that a stopped test left may still write there.
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
