/**
 * One Lambda function, built from its record in `functions/functions.ts`, with a role and a log of its own.
 */

import { Duration, RemovalPolicy, type StackProps } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Code,
  Function as LambdaFunction,
  type LayerVersion,
  RecursiveLoop,
  Runtime,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { type FunctionName, queues as queueFacts, queueNames } from '../core/protocol/topology.ts';
import { searchPrefix } from '../core/records/archive.ts';
import type { FunctionRecord } from '../functions/functionRecord.ts';
import { functionRecord, machineOf } from '../functions/functions.ts';
import { lanceDbSettings } from '../functions/lanceDbSettings.ts';
import { pascal } from '../runtime/aws/outputs.ts';
import {
  atOnceVariable,
  authVariable,
  budgetVariable,
  cursorSecretVariable,
  deadLetterQueueVariable,
  metricsVariable,
  queueVariable,
  searchWaitsVariable,
  taggerVariable,
  variables,
} from '../runtime/aws/variables.ts';
import { type Bundles, nativeFile } from './bundles.ts';
import type { Configuration } from './configuration.ts';
import type { DataStack } from './dataStack.ts';
import { policyStatements } from './permissions.ts';

/** Of a stack that has functions. */
export interface FunctionStackProps extends StackProps {
  data: DataStack;
  bundles: Bundles;
  configuration: Configuration;
}

export interface StageFunctionProps extends Omit<FunctionStackProps, keyof StackProps> {
  /** LanceDB's native build; only functions that use it get the layer. */
  lanceDb: LayerVersion;
  /** What the accurate tagger needs; only `extract` gets the layer, if the deployment chose that tagger. */
  network?: LayerVersion | undefined;
}

type AsynchronousFacts = NonNullable<FunctionRecord['asynchronous']>;

export class StageFunction extends Construct {
  readonly function: LambdaFunction;

  constructor(scope: Construct, name: FunctionName, props: StageFunctionProps) {
    super(scope, pascal(name));
    const { data, bundles, lanceDb, network, configuration } = props;
    const record = functionRecord(name);
    const { memoryMB, architecture } = machineOf(name, configuration.tagger);
    const layers = [record.lanceDb ? lanceDb : undefined, record.taggerWeights ? network : undefined];
    const logGroup = new LogGroup(this, 'Log', {
      retention: configuration.logRetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    // The construct's default role would have a managed policy that allows writing to every log.
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    for (const statement of policyStatements(data, name)) role.addToPolicy(statement);
    logGroup.grantWrite(role);

    const { folder, hash } = bundles.functions[name];
    this.function = new LambdaFunction(this, 'Function', {
      description: `Dateline: ${name}`,
      runtime: Runtime.NODEJS_24_X,
      architecture: architecture === 'arm64' ? Architecture.ARM_64 : Architecture.X86_64,
      code: Code.fromAsset(folder, { assetHash: hash }),
      handler: 'index.handler',
      timeout: Duration.seconds(record.timeoutSeconds),
      memorySize: memoryMB,
      role,
      logGroup,
      layers: layers.filter((layer) => layer !== undefined),
      ...(record.loops && { recursiveLoop: RecursiveLoop.ALLOW }),
      environment: { ...environmentOf(data, name), ...settingsFor(name, configuration) },
    });
    if (record.asynchronous) this.#keepFailures(record.asynchronous, role, data);
  }

  /** CDK's own destination would also let the function look at the queue. */
  #keepFailures(
    { retries, mostSeconds }: AsynchronousFacts,
    role: Role,
    { failedInvocations }: DataStack,
  ): void {
    role.addToPolicy(
      new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [failedInvocations.queueArn] }),
    );
    this.function.configureAsyncInvoke({
      retryAttempts: retries,
      ...(mostSeconds !== undefined && { maxEventAge: Duration.seconds(mostSeconds) }),
      onFailure: { bind: () => ({ destination: failedInvocations.queueArn }) },
    });
  }
}

/** Where the function finds its ports, under the names that `runtime/aws/` reads. */
function environmentOf(data: DataStack, name: FunctionName): Record<string, string> {
  const { needs, lanceDb, cursorSecret, exportQueue: usesExports, deadLetters } = functionRecord(name);
  const { ports, queues = [], depths = false } = needs;
  const storage = {
    inbox: data.inbox.bucketName,
    archive: data.archive.bucketName,
    table: data.table.tableName,
  };
  const environment: Record<string, string> = {};
  for (const port of ports) environment[variables[port]] = storage[port];
  for (const queue of queues) environment[queueVariable(queue)] = data.queues[queue].queue.queueUrl;
  for (const queue of depths || deadLetters ? queues : [])
    environment[deadLetterQueueVariable(queue)] = data.queues[queue].deadLetters.queueUrl;
  if (lanceDb) Object.assign(environment, lanceDbEnvironment(storage.archive));
  if (cursorSecret) environment[cursorSecretVariable] = data.cursorSecret.secretArn;
  if (usesExports) environment[queueVariable('exports')] = data.exports.queue.queueUrl;
  // A consumer postpones messages of its queue, and gives up on them.
  for (const queue of queueNames) {
    if (queueFacts[queue].consumer !== name) continue;
    environment[queueVariable(queue)] = data.queues[queue].queue.queueUrl;
    environment[deadLetterQueueVariable(queue)] = data.queues[queue].deadLetters.queueUrl;
  }
  if (usesExports || deadLetters)
    environment[deadLetterQueueVariable('exports')] = data.exports.deadLetters.queueUrl;
  return environment;
}

/** What the function has to know of the configuration. */
function settingsFor(name: FunctionName, configuration: Configuration): Record<string, string> {
  const { flow, auth } = configuration;
  const settings: Record<string, string> = {};
  if (functionRecord(name).tagger) settings[taggerVariable] = configuration.tagger;
  if (name === 'store' || name === 'index') settings[atOnceVariable] = String(flow.atOnce[name]);
  if (name === 'store' || name === 'index') settings[searchWaitsVariable] = String(configuration.searchWaits);
  if (name === 'query' || name === 'search') settings[authVariable] = auth;
  if (functionRecord(name).spends) settings[budgetVariable] = String(configuration.dailyBudget);
  if (functionRecord(name).metrics) settings[metricsVariable] = configuration.name;
  return settings;
}

function lanceDbEnvironment(archive: string): Record<string, string> {
  return {
    [variables.search]: `s3://${archive}/${searchPrefix.slice(0, -1)}`,
    ...lanceDbSettings,
    // LanceDB's loader reads the path of its native build here.
    NAPI_RS_NATIVE_LIBRARY_PATH: `/opt/${nativeFile}`,
  };
}
