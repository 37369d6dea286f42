/** How esbuild bundles code that Node runs: Lambda functions, and the parser of one machine. */
import type { BuildOptions } from 'esbuild';

export const nodeBundle = {
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  mainFields: ['module', 'main'],
  outExtension: { '.js': '.mjs' },
  legalComments: 'none',
  logLevel: 'warning',
} satisfies BuildOptions;
