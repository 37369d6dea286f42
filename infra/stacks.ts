/** The stacks of Dateline and how they depend on each other. Tests call this with bundles of their own. */
import { type App, DefaultStackSynthesizer, type IStackSynthesizer, Tags } from 'aws-cdk-lib';
import { omitUndefined } from '../core/omitUndefined.ts';
import { ApiStack } from './apiStack.ts';
import type { Bundles } from './bundles.ts';
import { readConfiguration } from './configuration.ts';
import { DataStack } from './dataStack.ts';
import { ObservabilityStack } from './observabilityStack.ts';
import { PipelineStack } from './pipelineStack.ts';

/**
 * Adds the data, pipeline, API and observability stacks, with the settings in the context of the app
 * (configuration.ts).
 *
 * @param place where the app is deployed, as the credentials say; without an account, names that contain one
 * are references, and CloudFormation adopts only resources whose names are in the template
 * @throws ConfigurationFault
 */
export function addStacks(
  app: App,
  bundles: Bundles,
  place: { account?: string | undefined; region?: string | undefined } = {},
): { data: DataStack; pipeline: PipelineStack; api: ApiStack; observability: ObservabilityStack } {
  const configuration = readConfiguration(app, place.region);
  const { name, region, bootstrapVersionRule } = configuration;
  const common = () => ({
    env: omitUndefined({ account: place.account, region: region ?? place.region }),
    // Also against the deletion of the API: its address would not come back.
    terminationProtection: true,
    // CDK's class and its own interface disagree under `exactOptionalPropertyTypes`.
    synthesizer: new DefaultStackSynthesizer({
      generateBootstrapVersionRule: bootstrapVersionRule,
    }) as IStackSynthesizer,
  });

  const data = new DataStack(app, `${name}-data`, {
    ...common(),
    configuration,
    description: 'Dateline: the inbox, the archive and the records, which outlive the stack, and the queues.',
  });
  const pipeline = new PipelineStack(app, `${name}-pipeline`, {
    ...common(),
    data,
    bundles,
    configuration,
    description: 'Dateline: the functions that turn the files of the inbox into records.',
  });
  const api = new ApiStack(app, `${name}-api`, {
    ...common(),
    data,
    bundles,
    configuration,
    description: 'Dateline: the HTTP API over the records.',
  });
  const observability = new ObservabilityStack(app, `${name}-observability`, {
    ...common(),
    stacks: { data, pipeline, api },
    configuration,
    description: 'Dateline: the alarms, the topic that they notify, and the dashboard.',
  });
  Tags.of(app).add('app', name);
  return { data, pipeline, api, observability };
}
