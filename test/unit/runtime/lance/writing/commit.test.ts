import { expect, it } from 'vitest';
import { LostRace } from '../../../../../core/protocol/reconcile.ts';
import { retryCommit } from '../../../../../runtime/lance/writing/commit.ts';

const conflict = () => new Error('lance error: Retryable commit conflict for version 7');

/** Commits that conflict so many times; with the pauses between the attempts. */
async function commits(conflicts: number, error: () => Error = conflict) {
  const pauses: number[] = [];
  let attempts = 0;
  const commit = async () => {
    if (attempts++ < conflicts) throw error();
  };
  const sleep = async (milliseconds: number) => {
    pauses.push(milliseconds);
  };
  const outcome = await retryCommit(commit, { random: () => 0.5, sleep }).catch((thrown) => thrown);
  return { outcome, attempts, pauses };
}

it('repeats a commit that conflicts, after pauses that grow', async () => {
  expect(await commits(3)).toEqual({ outcome: undefined, attempts: 4, pauses: [50, 100, 200] });
});

it('gives up after six attempts, as a lost race: nothing counts against the message', async () => {
  const { outcome, attempts } = await commits(100);
  expect(outcome).toBeInstanceOf(LostRace);
  expect(attempts).toBe(6);
});

/** As LanceDB words it for a file of a version that another process has removed. */
const missing = () =>
  new Error(
    'lance error: LanceError(IO): Object at location /home/search/part.lance/_versions/18446744073709551608.manifest not found: No such file or directory (os error 2)',
  );

it('repeats what misses a file of an earlier version', async () => {
  expect(await commits(2, missing)).toEqual({ outcome: undefined, attempts: 3, pauses: [50, 100] });
});

it('says which file is lost if it is missing six times', async () => {
  const { outcome, attempts } = await commits(100, missing);
  expect([String(outcome), attempts]).toEqual([String(missing()), 6]);
});

it('does not repeat what fails otherwise', async () => {
  const { outcome, attempts } = await commits(1, () => new Error('No such bucket'));
  expect([String(outcome), attempts]).toEqual(['Error: No such bucket', 1]);
});
