/** One Lambda function of Dateline, built alike for the pipeline and the API: its facts from `core/protocol/topology.ts`, its own role and log. */
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Code,
  Function as LambdaFunction,
  type LayerVersion,
  Runtime,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { type FunctionName, functions } from '../core/protocol/topology.ts';
import type { Needs } from '../runtime/aws/environment.ts';
import { needs } from '../runtime/aws/needs.ts';
import { deadVariable, queueVariable, variables } from '../runtime/aws/variables.ts';
import { type Bundles, nativeFile, usesLanceDb } from './bundles.ts';
import { type DataStack, pascal } from './dataStack.ts';
import { permissions, searchPrefix } from './permissions.ts';

export interface StageFunctionProps {
  data: DataStack;
  bundles: Bundles;
  /** LanceDB's native build, for the functions that use it. */
  lanceDb: LayerVersion;
  /** What it needs besides the places of its ports. */
  environment?: Record<string, string>;
}

export class StageFunction extends Construct {
  readonly function: LambdaFunction;

  constructor(
    scope: Construct,
    name: FunctionName,
    { data, bundles, lanceDb, environment = {} }: StageFunctionProps,
  ) {
    super(scope, pascal(name));
    const { timeoutSeconds, memoryMB, architecture } = functions[name];
    const logGroup = new LogGroup(this, 'Log', {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    // A role of its own: the one that the construct would make has a managed policy that may write any log.
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    for (const statement of permissions(data, name)) role.addToPolicy(statement);
    logGroup.grantWrite(role);

    const { folder, hash } = bundles.functions[name];
    this.function = new LambdaFunction(this, 'Function', {
      description: `Dateline: ${name}`,
      runtime: Runtime.NODEJS_24_X,
      architecture: architecture === 'arm64' ? Architecture.ARM_64 : Architecture.X86_64,
      code: Code.fromAsset(folder, { assetHash: hash }),
      handler: 'index.handler',
      timeout: Duration.seconds(timeoutSeconds),
      memorySize: memoryMB,
      role,
      logGroup,
      layers: usesLanceDb(name) ? [lanceDb] : [],
      environment: { ...portsOf(data, name), ...environment },
    });
  }
}

/** Where the ports are that it needs, under the names that `runtime/aws/` reads. */
function portsOf({ inbox, archive, table, queues }: DataStack, name: FunctionName): Record<string, string> {
  const { ports, queues: names = [], depths = false }: Needs = needs[name];
  const places = { inbox: inbox.bucketName, archive: archive.bucketName, table: table.tableName };
  return {
    ...Object.fromEntries(ports.map((port) => [variables[port], places[port]])),
    ...Object.fromEntries(names.map((queue) => [queueVariable(queue), queues[queue].queue.queueUrl])),
    ...(depths
      ? Object.fromEntries(names.map((queue) => [deadVariable(queue), queues[queue].deadLetters.queueUrl]))
      : {}),
    ...(usesLanceDb(name)
      ? lanceDbEnvironment(`s3://${archive.bucketName}/${searchPrefix.slice(0, -1)}`)
      : {}),
  };
}

/** LanceDB's loader takes its native build from where it is told; `optimize` hangs on two cores without the number of threads. */
function lanceDbEnvironment(uri: string): Record<string, string> {
  return {
    [variables.search]: uri,
    LANCE_CPU_THREADS: '4',
    NAPI_RS_NATIVE_LIBRARY_PATH: `/opt/${nativeFile}`,
  };
}
