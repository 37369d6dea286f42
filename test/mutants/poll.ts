/** `expect.poll` without vitest: an assertion that is made again until it holds. */
import { expect } from 'vitest';

interface PollOptions {
  /** In milliseconds, as vitest's own. */
  timeout?: number;
  interval?: number;
}

type Assert = (...args: unknown[]) => unknown;

/** @returns every matcher of `expect`: it resolves once it passes, and throws its last failure in the end */
export function poll(
  read: () => unknown,
  { timeout = 1000, interval = 50 }: PollOptions = {},
): Record<string, Assert> {
  const matchers = (isNot: boolean): Record<string, Assert> =>
    new Proxy<Record<string, Assert>>(
      {},
      {
        get: (_, name: string) =>
          name === 'not'
            ? matchers(!isNot)
            : async (...args: unknown[]) => {
                for (let left = timeout; ; left -= interval) {
                  try {
                    const assertion = expect(await read());
                    const found = (isNot ? assertion.not : assertion) as unknown as Record<string, Assert>;
                    return await found[name]?.(...args);
                  } catch (error) {
                    if (left <= 0) throw error;
                    await new Promise((resolve) => setTimeout(resolve, interval));
                  }
                }
              },
      },
    );
  return matchers(false);
}
