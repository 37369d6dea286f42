import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { expect, it } from 'vitest';
import { addStacks } from '../../infra/stacks.ts';
import { bundles } from './templates.ts';

function synthesised(canary: string): string[] {
  const app = new App({ context: { canary } });
  addStacks(app, bundles);
  return app.node.children
    .filter((child) => 'templateOptions' in child)
    .map((stack) => JSON.stringify(Template.fromStack(stack as Parameters<typeof Template.fromStack>[0])));
}

it('can be switched off: then it has no function, no schedule and no alarm', () => {
  expect(synthesised('true').join()).toContain('CanarySchedule');
  const without = synthesised('false').join();
  expect(without).not.toMatch(/CanarySchedule|CanaryFunction|canary-missed/);
  // What is left of it in the bucket expires.
  expect(without).toContain('old-canaries');
});

it('is referred to by no other stack, so that it can be removed from its own', () => {
  expect(synthesised('true').filter((template) => /CanaryFunction|CanaryRole/.test(template))).toHaveLength(
    1,
  );
});
