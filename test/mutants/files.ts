/** Which files are mutated, and which contract suites hold for them. */
import { globSync } from 'node:fs';

/** The files of the protocol and its stages, with their records. Handlers only wire. */
const patterns = [
  'core/protocol/*.ts',
  'core/records/*.ts',
  'runtime/aws/smallObjects.ts',
  // Who is meant by a name decides under which entity a posting is written.
  'core/queries/{links,shortNamePlaces,decisions}.ts',
  'core/queries/names/namesBySurname.ts',
  'core/identity/{links,askedNames,shortNames,inflectedNames,bearers,rankBearers,sexes,thingMeant}.ts',
  'core/identity/decisions/*.ts',
  // What a sweep walks over, and what is to be made anew.
  'core/queries/tablePartitions.ts',
  'core/reprocessing/reprocessing.ts',
  'functions/{normalize,extract,store,index,sweep,erase}/**/*.ts',
];

/** The adapters that conditions, fences and consistent reads depend on, with their contract tests. */
export const adapters: Readonly<Record<string, readonly string[]>> = {
  'runtime/aws/table.ts': ['dynamo', 'dynamoConsistent', 'tableFaults', 'awsFaults'],
  'runtime/aws/expressions.ts': ['dynamo', 'dynamoConsistent', 'awsFaults'],
  'runtime/local/table.ts': ['localTable', 'tableFaults'],
  'runtime/memory/table.ts': ['memory'],
};

/** Files with types alone, and records that are no part of the protocol. */
const leftOut = /\/(handler|ports|apiKey|exportJob|indexes)\.ts$/;

/** @param root of the repository */
export function mutatedFiles(root: string): string[] {
  return [...globSync(patterns, { cwd: root }), ...Object.keys(adapters)]
    .filter((file) => !leftOut.test(file))
    .sort();
}

/** In an adapter only conditions and flags are broken: its contracts hold the rest for every adapter. */
const ofAdapters = /^(condition|only|drop property|other boolean|drop !|\S+ to )/;

/** Whether a mutation counts for a file. */
export function isWanted(file: string, operator: string): boolean {
  return adapters[file] === undefined || ofAdapters.test(operator);
}
