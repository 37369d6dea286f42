/**
 * The layers of the source tree: which folder may import which. This is the only place with these rules;
 * `structure.ts` checks the real imports against them.
 */

export interface Layer {
  /** A folder, a file or a glob of files. The longest match decides. */
  path: string;
  /** Folders and files that it may import, besides itself. */
  imports: readonly string[];
  /** npm packages and Node modules that it may import; absent if any are allowed. */
  packages?: readonly string[];
}

const pure = [
  ...['core/ports', 'core/giveWay.ts', 'core/hash.ts', 'core/errors.ts'],
  ...['core/omitUndefined.ts', 'core/groupsOf.ts', 'core/jsonObject.ts'],
];
const language = [...pure, 'core/text', 'core/dates', 'core/document'];
const reading = [...language, 'core/charset', 'core/markup'];
const core = [
  ...reading,
  'core/article',
  'core/formats',
  'core/entities',
  'core/identity',
  'core/search',
  'core/protocol',
  'core/records',
  'core/queries',
  'core/quarantine',
  'core/reprocessing',
  'core/decisions',
  'core/budget',
  'core/cost.ts',
  'core/learned',
  'core/random.ts',
];
const crypto = 'node:crypto';

export const layers: readonly Layer[] = [
  { path: 'core/ports', imports: [], packages: [] },
  { path: 'core/giveWay.ts', imports: ['core/groupsOf.ts'], packages: [] },
  { path: 'core/hash.ts', imports: [], packages: [crypto] },
  { path: 'core/omitUndefined.ts', imports: [], packages: [] },
  { path: 'core/groupsOf.ts', imports: [], packages: [] },
  { path: 'core/jsonObject.ts', imports: [], packages: [] },
  { path: 'core/random.ts', imports: [], packages: [] },
  { path: 'core/learned', imports: [], packages: [] },
  { path: 'core/cost.ts', imports: [], packages: [] },
  { path: 'core/errors.ts', imports: [], packages: [] },
  { path: 'core/text', imports: language, packages: [] },
  { path: 'core/dates', imports: language, packages: [] },
  { path: 'core/document', imports: language, packages: ['zod'] },
  { path: 'core/charset', imports: reading, packages: ['chardet'] },
  { path: 'core/markup', imports: reading, packages: ['htmlparser2', 'saxes', 'entities'] },
  { path: 'core/article', imports: [...reading, 'core/learned', 'models'], packages: ['entities'] },
  {
    path: 'core/formats',
    imports: [...reading, 'core/article', 'core/entities'],
    packages: ['node:zlib', 'node:stream', 'node:url', 'unpdf', 'entities', crypto],
  },
  { path: 'core/entities', imports: [...language, 'core/learned'], packages: ['zod'] },
  {
    path: 'core/identity',
    imports: [...language, 'core/entities', 'core/learned', 'models'],
    packages: ['zod'],
  },
  { path: 'core/search', imports: [...language, 'core/entities'], packages: [] },
  {
    path: 'core/protocol',
    imports: [...language, 'core/entities', 'core/formats'],
    packages: ['zod', 'aws-lambda'],
  },
  {
    path: 'core/records',
    imports: [...language, 'core/entities', 'core/identity', 'core/formats', 'core/search', 'core/protocol'],
    packages: ['zod', crypto],
  },
  {
    path: 'core/budget',
    imports: [...language, 'core/cost.ts', 'core/entities', 'core/protocol', 'core/records'],
    packages: ['zod', 'aws-lambda'],
  },
  {
    path: 'core/reprocessing',
    imports: [...language, 'core/cost.ts', 'core/entities', 'core/formats', 'core/protocol', 'core/records'],
    packages: ['zod'],
  },
  {
    path: 'core/quarantine',
    imports: [...language, 'core/entities', 'core/protocol', 'core/records'],
    packages: ['zod', 'aws-lambda'],
  },
  {
    path: 'core/queries',
    imports: [
      ...language,
      'core/entities',
      'core/identity',
      'core/formats',
      'core/search',
      'core/protocol',
      'core/records',
      'core/reprocessing',
      'core/quarantine',
    ],
    packages: ['zod'],
  },
  {
    path: 'core/decisions',
    imports: [...language, 'core/entities', 'core/identity', 'core/protocol', 'core/records', 'core/queries'],
    packages: ['zod'],
  },
  { path: 'api', imports: core, packages: ['hono', 'zod', crypto, 'node:util'] },
  {
    path: 'console',
    imports: ['api/console'],
    packages: ['esbuild', 'node:fs', 'node:module', 'node:path', 'node:util', 'node:zlib'],
  },
  {
    path: 'console/page',
    imports: ['clients/typescript', 'core/entities/fold.ts', 'core/search/queryTokens.ts'],
    packages: ['preact', '@preact/signals', 'land-outline'],
  },
  {
    path: 'runtime/annotator.ts',
    imports: [...core, 'runtime/authority.ts', 'runtime/taggerNamed.ts', 'runtime/timeLimit.ts'],
    packages: [],
  },
  { path: 'runtime/authority.ts', imports: core, packages: ['node:fs'] },
  { path: 'runtime/tagger.ts', imports: [...core, 'models'], packages: ['node:fs'] },
  { path: 'runtime/network.ts', imports: core, packages: ['node:fs', 'node:module', 'onnxruntime-node'] },
  {
    path: 'runtime/taggerNamed.ts',
    imports: [...core, 'runtime/network.ts', 'runtime/tagger.ts'],
    packages: [],
  },
  { path: 'runtime/timeLimit.ts', imports: core, packages: ['node:vm'] },
  { path: 'runtime/nodeBundle.ts', imports: [], packages: ['esbuild'] },
  {
    path: 'runtime/aws',
    imports: [...core, 'runtime/lance'],
    packages: ['@aws-sdk', 'aws-lambda', 'zod', 'p-limit', 'node:async_hooks', 'node:timers', 'node:zlib'],
  },
  { path: 'runtime/lance', imports: core, packages: ['@lancedb', 'apache-arrow', 'p-limit'] },
  { path: 'runtime/memory', imports: core, packages: ['aws-lambda'] },
  {
    path: 'runtime/isolated',
    imports: core,
    packages: ['node:child_process', 'node:fs', 'node:os', 'node:path'],
  },
  {
    path: 'runtime/local',
    imports: [...core, 'runtime/annotator.ts', 'runtime/timeLimit.ts'],
    packages: [
      'aws-lambda',
      'koffi',
      crypto,
      'node:async_hooks',
      'node:module',
      'node:v8',
      'node:vm',
      'node:fs',
      'node:path',
      'node:sqlite',
      'node:timers',
      'node:worker_threads',
      'node:zlib',
    ],
  },
  {
    path: 'functions',
    imports: [...core, 'api', 'runtime/memory'],
    packages: ['aws-lambda', 'zod', 'p-limit', 'node:util', crypto],
  },
  {
    path: 'functions/*/handler.ts',
    imports: [
      ...core,
      'api',
      'functions',
      'runtime/annotator.ts',
      'runtime/authority.ts',
      'runtime/aws',
      'runtime/isolated',
      'runtime/lance',
      'runtime/network.ts',
      'runtime/tagger.ts',
    ],
    packages: ['hono', 'node:fs'],
  },
  { path: 'local', imports: [...core, 'api', 'console', 'functions', 'runtime', 'models'] },
  { path: 'infra', imports: [...core, 'api', 'console', 'functions', 'runtime'] },
  { path: 'cli', imports: [...core, 'api', 'functions', 'runtime', 'local'] },
  { path: 'clients', imports: [...core, 'api'] },
  { path: 'clients/typescript', imports: [], packages: [] },
  { path: 'authority', imports: [...core, 'runtime'] },
  {
    path: 'training',
    imports: [...core, 'runtime', 'models', 'cli', 'functions', 'bench/generator'],
  },
  { path: 'eval', imports: [...core, 'runtime', 'training', 'local', 'functions'] },
  {
    path: 'bench',
    imports: [
      ...[...core, 'api', 'functions', 'runtime', 'local', 'cli', 'eval', 'training', 'infra'],
      'package.json',
    ],
  },
];
