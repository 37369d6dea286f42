import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { addStacks } from '../../infra/stacks.ts';
import { bundles, resources } from './templates.ts';

const outdir = { outdir: `${bundles.lanceDb.folder}-accurate` };
const app = new App({ ...outdir, context: { tagger: 'accurate' } });
const stacks = addStacks(app, { ...bundles, network: bundles.lanceDb });
const accurate = Template.fromStack(stacks.pipeline);

const functionsOf = (template?: Template) =>
  new Map(
    resources('AWS::Lambda::Function', template).map(([, { Properties }]) => [
      Properties.Description.replace('Dateline: ', '') as string,
      Properties,
    ]),
  );

test('the network is a layer of extract alone, on the processor for which it was measured', () => {
  const extract = functionsOf(accurate).get('extract');
  expect(extract).toMatchObject({
    Architectures: ['x86_64'],
    Layers: [{ Ref: expect.stringMatching(/^Network/) }],
  });
  const others = [...functionsOf(accurate)].filter(([name]) => name !== 'extract');
  for (const [name, { Architectures, Layers }] of others) {
    const usual = functionsOf().get(name);
    expect({ name, Architectures, Layers }).toEqual({
      name,
      Architectures: usual.Architectures,
      Layers: usual.Layers,
    });
  }
});

test('the functions that compare models and the command line know which tagger was chosen', () => {
  const told = [...functionsOf(accurate)].flatMap(([name, { Environment }]) =>
    Environment.Variables.DATELINE_TAGGER === 'accurate' ? [name] : [],
  );
  expect(told.sort()).toEqual(['extract', 'store', 'sweep']);
  const api = functionsOf(Template.fromStack(stacks.api)).get('query');
  expect(api.Environment.Variables.DATELINE_TAGGER).toBe('accurate');
  expect(Template.fromStack(stacks.data).toJSON().Outputs.Tagger.Value).toBe('accurate');
});

test('without that choice there is no such layer', () => {
  const [, layer] = resources('AWS::Lambda::LayerVersion').filter(([id]) => id.startsWith('Network'));
  expect(layer).toBeUndefined();
  expect(functionsOf().get('extract')).toMatchObject({ Architectures: ['arm64'] });
});
