/**
 * AWS's own rules for a well-built stack (cdk-nag, the pack AwsSolutions), and what they find here that is
 * meant to be so, each with its reason. A test runs them over all stacks.
 */
import { AwsSolutionsChecks } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import { functionNames, functionRecord } from '../functions/functions.ts';

export interface Accepted {
  /** Matches the rule, with its finding in brackets if it has several. */
  finding: RegExp;
  /** Matches the paths of the constructs. */
  at: RegExp;
  reason: string;
}

/** The patterns of keys that the roles name: `payloads/*`. */
const keyPatterns = functionNames
  .flatMap((name) => [...functionRecord(name).permissions])
  .flatMap((permission) => ('keys' in permission ? [...(permission.keys ?? [])] : []))
  .map((pattern) => pattern.replaceAll('*', '\\*'));

export const accepted: readonly Accepted[] = [
  {
    finding: /^AwsSolutions-S1$/,
    at: /-data\/(Inbox|Archive)\/Resource$/,
    reason:
      'Access logs of S3 are objects that name keys, and keys name people (ADR 8). The versions and the ' +
      'trace of a document say what became of it; CloudTrail says who called, where an account wants that.',
  },
  {
    finding: /^AwsSolutions-SMG4$/,
    at: /-data\/CursorSecret\/Resource$/,
    reason: 'The API stack rotates it, by a resource that the rule does not look at (ADR 15).',
  },
  {
    finding: new RegExp(`^AwsSolutions-IAM5\\[Resource::.*(Inbox|Archive).*/(${keyPatterns.join('|')})\\]$`),
    at: /\/Role\/DefaultPolicy\/Resource$/,
    reason: 'A role reads and writes objects under prefixes, and their names are hashes or chosen by people.',
  },
  {
    finding: /^AwsSolutions-SQS3$/,
    at: /-data\/FailedInvocations\/Resource$/,
    reason: 'It is where failed invocations end, as messages do in a dead-letter queue.',
  },
  {
    finding: /^AwsSolutions-APIG4$/,
    at: /-api\/Api\/((GET|HEAD)--(console--\{file\}|openapi\.json)?|OPTIONS--\{proxy\+\})\/Resource$/,
    reason:
      'The description of the API and the console contain no news; clients read them before they have a key. A preflight ' +
      'request, for the pages of corsOrigins, has none by its nature.',
  },
];

/** What the rules find and nobody accepted, as sentences. */
export function policyFaults(app: IConstruct): string[] {
  const { violations } = new AwsSolutionsChecks(app).validateScope(app);
  return violations.flatMap(({ ruleName, description, violatingResources }) =>
    violatingResources
      .map(({ constructPath = '' }) => constructPath)
      .filter((path) => !accepted.some(({ finding, at }) => finding.test(ruleName) && at.test(path)))
      .map((path) => `${path}: ${ruleName}: ${description}`),
  );
}

/** What was accepted and no rule finds any more. */
export function outdated(app: IConstruct): Accepted[] {
  const found = new AwsSolutionsChecks(app).validateScope(app).violations;
  return accepted.filter(
    ({ finding, at }) =>
      !found.some(
        ({ ruleName, violatingResources }) =>
          finding.test(ruleName) &&
          violatingResources.some(({ constructPath = '' }) => at.test(constructPath)),
      ),
  );
}
