/**
 * What a test runs in a process of its own in place of Lambda: imports a function's bundle, with nothing in its environment but what was
 * deployed, and hands it each event that comes.
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
