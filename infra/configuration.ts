/**
 * The settings of a deployment: CDK's context (`-c NAME=VALUE`, or `context` in `cdk.json`), checked by one
 * schema before anything is built. docs/deploy.md describes each; a test compares the two.
 */
import type { App } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import * as z from 'zod';
import { isOrigin } from '../api/http/crossOrigin.ts';
import { taggerNames } from '../core/entities/tagger/taggers.ts';
import { omitUndefined } from '../core/omitUndefined.ts';
import { allowedWriteUnits, defaultWriteUnits, type Flow, flowFor } from '../core/protocol/flow.ts';
import { defaultDailyBudget } from '../functions/deploymentCost.ts';
import { authModes } from '../runtime/aws/variables.ts';

/** The days for which CloudWatch can keep a log. */
const logDays = Object.values(RetentionDays).filter((days) => typeof days === 'number' && days < 9999);

/** Text, which the command line always gives, or a number from `cdk.json`. */
const number = (expected: string) =>
  z.preprocess(
    (value) => (typeof value === 'string' && /^\d+(\.\d+)?$/.test(value) ? Number(value) : value),
    z.number(expected),
  );

const wholeNumber = (expected: string) => number(expected).refine(Number.isInteger, expected);

const text = (pattern: RegExp, expected: string) => z.string(expected).regex(pattern, expected);

/** A word on the command line, or a value in cdk.json. */
const yesOrNo = z.preprocess(
  (value) => (/^(true|false)$/.test(String(value)) ? String(value) === 'true' : value),
  z.boolean('be true or false'),
);

const region = 'be a region of AWS, like eu-north-1';
const retention = `be one of ${logDays.join(', ')} (days)`;
const units = `be a whole number from ${allowedWriteUnits.least} to ${allowedWriteUnits.most}`;
const address = 'be an e-mail address, or the ARN of an SNS topic';
const origins = 'be origins like https://desk.example, separated by commas';
const hostName = 'be a host name like news.example.org';
const certificate = 'be the ARN of a certificate in AWS Certificate Manager, in the region of the deployment';
const executions = 'be a whole number of at least 1';
const issuer = 'be the https address of the issuer of tokens';

const fields = z.object({
  /** Prefix of every name in the account, so that one account holds several deployments. */
  name: text(
    /^[a-z][a-z0-9-]{0,19}$/,
    'be a lower-case letter and up to 19 lower-case letters, digits or hyphens',
  ).default('dateline'),
  /** Without it, the region of the credentials. */
  region: z.exactOptional(text(/^[a-z]{2,4}(-[a-z]+){1,3}-\d$/, region)),
  logRetentionDays: wholeNumber(retention)
    .refine((days) => logDays.includes(days), retention)
    .default(RetentionDays.ONE_MONTH),
  writeUnitsPerSecond: wholeNumber(units)
    .refine((most) => most >= allowedWriteUnits.least && most <= allowedWriteUnits.most, units)
    .default(defaultWriteUnits),
  /** US dollars. It has a default, so that a deployment without this setting has a bounded bill too. */
  dailyBudget: number('be a number of US dollars')
    .refine((dollars) => dollars > 0, 'be more than 0 US dollars')
    .default(defaultDailyBudget),
  /** Which tagger finds the names (core/entities/tagger/taggers.ts). */
  tagger: z.enum(taggerNames, `be one of ${taggerNames.join(', ')}`).default('fast'),
  /** Search rows wait for others, so that many are merged at once (core/protocol/searchWait.ts). */
  searchWaits: yesOrNo.default(true),
  /** The canary puts a known article every few minutes, and finds it. */
  canary: yesOrNo.default(true),
  alarmAddress: z.exactOptional(
    text(/^([^\s@"',:]+@[^\s@"',:]+\.[^\s@"',:]+|arn:[\w-]+:sns:[\w-]+:\d{12}:[\w-]{1,256})$/, address),
  ),
  corsOrigins: z
    .preprocess(
      (value) => (typeof value === 'string' ? value.split(',').filter((each) => each !== '') : value),
      z.array(z.string(origins).refine(isOrigin, origins), origins),
    )
    .default([]),
  /** Who asks for the identity of a caller: API keys of our own, IAM's signatures or tokens of an issuer. */
  auth: z.enum(authModes, `be one of ${authModes.join(', ')}`).default('key'),
  jwtIssuer: z.exactOptional(text(/^https:\/\/[^\s?#]+$/, issuer)),
  jwtAudience: z.exactOptional(text(/^\S+$/, 'be the audience that tokens must name')),
  domain: z.exactOptional(text(/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/, hostName)),
  domainCertificate: z.exactOptional(text(/^arn:[\w-]+:acm:[\w-]+:\d{12}:certificate\/\S+$/, certificate)),
  /** Reserves executions for `authorize`. */
  authorizerConcurrency: z.exactOptional(wholeNumber(executions).refine((most) => most > 0, executions)),
  /** The templates check the version of `cdk bootstrap`, which moto cannot. */
  bootstrapVersionRule: yesOrNo.default(true),
});

/** What AWS takes only of the deployment's own region, and refuses when half of a stack is made. */
const regional = ['alarmAddress', 'domainCertificate'] as const;

const schemaIn = (credentialsRegion: string | undefined) =>
  fields.superRefine((settings, context) => {
    const { auth, domain, authorizerConcurrency, region = credentialsRegion } = settings;
    const must = (field: keyof Settings, message: string) =>
      context.addIssue({ code: 'custom', path: [field], message });
    /** Of two that belong together, a deployment may have forgotten either. */
    const together = (field: keyof Settings, needed: boolean, condition: string) => {
      if (needed && settings[field] === undefined) must(field, `be set if ${condition}`);
      if (!needed && settings[field] !== undefined) must(field, `be left out unless ${condition}`);
    };
    together('jwtIssuer', auth === 'jwt', 'auth is jwt');
    together('jwtAudience', auth === 'jwt', 'auth is jwt');
    together('domainCertificate', domain !== undefined, 'domain is set');
    if (auth !== 'key' && authorizerConcurrency !== undefined)
      must('authorizerConcurrency', 'be left out unless auth is key');
    for (const field of regional) {
      const [arn, , , itsRegion] = (settings[field] ?? '').split(':');
      if (arn === 'arn' && region !== undefined && itsRegion !== region)
        must(field, `be in the region of the deployment, ${region}`);
    }
  });

type Settings = z.infer<typeof fields>;
export type Configuration = Settings & { flow: Flow };

export const settingNames = Object.keys(fields.shape);

/** The message names every faulty setting and what is allowed. */
export class ConfigurationFault extends Error {
  override name = 'ConfigurationFault';
}

/**
 * @param credentialsRegion the region of the credentials, where they say one
 * @throws ConfigurationFault
 */
export function readConfiguration(app: App, credentialsRegion?: string): Configuration {
  const context: Record<string, unknown> = app.node.getAllContext();
  // CDK's own keys contain a colon, a slash or a hyphen.
  const unknown = Object.keys(context).filter((key) => /^\w+$/.test(key) && !settingNames.includes(key));
  const faults = unknown.map(
    (key) => `there is no setting ${key}; the settings are ${settingNames.join(', ')}`,
  );
  const given = Object.fromEntries(settingNames.map((name) => [name, context[name]]));
  const checked = schemaIn(credentialsRegion).safeParse(omitUndefined(given));
  if (!checked.success) {
    for (const { path, message } of checked.error.issues) {
      const field = String(path[0]);
      const value = given[field] === undefined ? '' : `, not ${JSON.stringify(given[field])}`;
      faults.push(`${field} must ${message}${value}`);
    }
  }
  if (faults.length > 0 || !checked.success)
    throw new ConfigurationFault(`The configuration is invalid: ${faults.join('; ')}.`);
  return { ...checked.data, flow: flowFor(checked.data.writeUnitsPerSecond) };
}
