/**
 * `--stack NAME`: finds a deployment by the outputs of its data stack, and puts what they say into the
 * environment, as `infra/` does for the functions.
 */
import {
  CloudFormationClient,
  CloudFormationServiceException,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { queueNames } from '../core/protocol/topology.ts';
import { searchPrefix } from '../core/records/archive.ts';
import { clientSettings } from '../runtime/aws/clients.ts';
import { deadLetterQueueOutput, outputs as outputNames, queueOutput } from '../runtime/aws/outputs.ts';
import {
  budgetVariable,
  deadLetterQueueVariable,
  queueVariable,
  taggerVariable,
  variables,
  writeUnitsVariable,
} from '../runtime/aws/variables.ts';
import { StartError } from '../runtime/local/faults.ts';

/**
 * The environment of a deployment: its variables, the region, and the credentials of now for LanceDB, which
 * knows no profiles.
 *
 * @param region without it, the region of the credentials
 * @throws StartError in a sentence for the user
 */
export async function environmentOfStack(
  name: string,
  region: string | undefined,
): Promise<NodeJS.ProcessEnv> {
  const client = new CloudFormationClient({ ...clientSettings, ...(region !== undefined && { region }) });
  const StackName = `${name}-data`;
  try {
    const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName }));
    const outputs = Object.fromEntries(
      (Stacks[0]?.Outputs ?? []).map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]),
    );
    return {
      ...variablesFromOutputs(outputs),
      ...(await awsEnvironment(client)),
    };
  } catch (error) {
    if (
      error instanceof CloudFormationServiceException ||
      (error as Error).name === 'CredentialsProviderError'
    )
      throw new StartError(`The stack ${StackName} cannot be read: ${(error as Error).message}.`);
    // The SDK throws a plain error.
    if ((error as Error).message === 'Region is missing')
      throw new StartError('No region is configured; give --region REGION, or set AWS_REGION.');
    throw error;
  } finally {
    client.destroy();
  }
}

/** The outputs of the data stack as variables. */
export function variablesFromOutputs(outputs: Record<string, string>): Record<string, string> {
  const output = (name: string): string => {
    const value = outputs[name];
    if (value === undefined)
      throw new StartError(`The stack has no output ${name}: it is not of this version of Dateline.`);
    return value;
  };
  return {
    [variables.inbox]: output(outputNames.inbox),
    [variables.archive]: output(outputNames.archive),
    [variables.table]: output(outputNames.table),
    [budgetVariable]: output(outputNames.dailyBudget),
    [writeUnitsVariable]: output(outputNames.writeUnits),
    [taggerVariable]: output(outputNames.tagger),
    [variables.search]: `s3://${output(outputNames.archive)}/${searchPrefix.slice(0, -1)}`,
    ...Object.fromEntries(
      queueNames.flatMap((queue) => [
        [queueVariable(queue), output(queueOutput(queue))],
        [deadLetterQueueVariable(queue), output(deadLetterQueueOutput(queue))],
      ]),
    ),
  };
}

async function awsEnvironment(client: CloudFormationClient): Promise<NodeJS.ProcessEnv> {
  const { accessKeyId, secretAccessKey, sessionToken } = await client.config.credentials();
  return {
    AWS_REGION: await client.config.region(),
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    // Without one, that of other credentials must not stay.
    AWS_SESSION_TOKEN: sessionToken,
  };
}
