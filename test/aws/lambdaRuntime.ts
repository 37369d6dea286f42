/**
 * Stands in for Lambda in a child process: imports a function's bundle, with only the deployed environment,
 * and calls its handler with every event that it receives. Outcome 0 says that the bundle has started.
 */
export interface Invocation {
  id: number;
  event: unknown;
}

export interface Outcome {
  id: number;
  result?: unknown;
  error?: string;
}

const { handler } = (await import(process.argv[2] ?? '')) as {
  handler: (event: unknown, context: object) => Promise<unknown>;
};

process.send?.({ id: 0 } satisfies Outcome);
process.on('message', async ({ id, event }: Invocation) => {
  const outcome: Outcome = await handler(event, { awsRequestId: `test-${id}` }).then(
    (result) => ({ id, result }),
    (error: unknown) => ({
      id,
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    }),
  );
  process.send?.(outcome);
});
