/** The stacks of Dateline and how they hang together. Tests call it with bundles of their own. */
import { type App, DefaultStackSynthesizer, Tags } from 'aws-cdk-lib';
import { ApiStack } from './apiStack.ts';
import type { Bundles } from './bundles.ts';
import { DataStack } from './dataStack.ts';
import { PipelineStack } from './pipelineStack.ts';

/**
 * Adds the data, pipeline and API stacks. Context, all optional:
 * - `name` (default `dateline`): what the stacks' names begin with, so that two of them fit into one account;
 * - `bootstrapVersionRule` (`false` leaves it out): the check of the bootstrap's version, which moto cannot do.
 */
export function addStacks(
  app: App,
  bundles: Bundles,
): { data: DataStack; pipeline: PipelineStack; api: ApiStack } {
  const name = String(app.node.tryGetContext('name') ?? 'dateline');
  const generateBootstrapVersionRule = String(app.node.tryGetContext('bootstrapVersionRule')) !== 'false';
  const common = () => ({ synthesizer: new DefaultStackSynthesizer({ generateBootstrapVersionRule }) });

  const data = new DataStack(app, `${name}-data`, {
    ...common(),
    name,
    description:
      'Dateline: the inbox, the archive, the records and the queues. Everything in it is retained.',
  });
  const pipeline = new PipelineStack(app, `${name}-pipeline`, {
    ...common(),
    data,
    bundles,
    description: 'Dateline: the functions that make records of what lies in the inbox.',
  });
  const api = new ApiStack(app, `${name}-api`, {
    ...common(),
    data,
    bundles,
    description: 'Dateline: the HTTP API over the records.',
  });
  Tags.of(app).add('app', name);
  return { data, pipeline, api };
}
