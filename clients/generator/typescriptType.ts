/** TypeScript types of JSON Schemas, as far as the description of the API uses them. */

export interface JsonSchema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean | JsonSchema;
  items?: boolean | JsonSchema;
  prefixItems?: JsonSchema[];
  description?: string;
}

/** A union that is longer has a line for each of its members. */
const maximumUnion = 80;

/** @param indent of the line that the type begins on */
export function typescriptType(schema: JsonSchema, indent = ''): string {
  if (schema.$ref !== undefined) return schema.$ref.replace('#/components/schemas/', '');
  if (schema.const !== undefined) return literal(schema.const);
  if (schema.enum !== undefined) return union(schema.enum.map(literal), indent);
  const either = schema.anyOf ?? schema.oneOf;
  if (either !== undefined)
    return union(
      either.map((each) => typescriptType(each, indent)),
      indent,
    );
  if (schema.allOf !== undefined) return schema.allOf.map((each) => typescriptType(each, indent)).join(' & ');
  const types = [schema.type ?? []].flat();
  return types.length === 0
    ? 'unknown'
    : union(
        types.map((type) => typeNamed(type, schema, indent)),
        indent,
      );
}

function typeNamed(type: string, schema: JsonSchema, indent: string): string {
  if (type === 'integer' || type === 'number') return 'number';
  if (type === 'array') return arrayType(schema, indent);
  if (type === 'object') return objectType(schema, indent);
  return type;
}

function arrayType({ items, prefixItems }: JsonSchema, indent: string): string {
  if (prefixItems !== undefined)
    return `[${prefixItems.map((each) => typescriptType(each, indent)).join(', ')}]`;
  const item = typeof items === 'object' ? typescriptType(items, indent) : 'unknown';
  return /^[\w.]+$/.test(item) || item.startsWith('{') ? `${item}[]` : `Array<${item}>`;
}

function objectType(schema: JsonSchema, indent: string): string {
  const { properties = {}, required = [], additionalProperties } = schema;
  const names = Object.keys(properties);
  if (names.length === 0)
    return typeof additionalProperties === 'object'
      ? `Record<string, ${typescriptType(additionalProperties, indent)}>`
      : 'Record<string, unknown>';
  return objectOf(
    names.map((name) => ({ name, optional: !required.includes(name), schema: properties[name] ?? {} })),
    indent,
  );
}

/** An object type with a line for each member, and its description above it. */
export function objectOf(
  members: readonly { name: string; optional: boolean; schema: JsonSchema }[],
  indent: string,
): string {
  const inner = `${indent}  `;
  const lines = members.flatMap(({ name, optional, schema }) => [
    ...comment(schema.description, inner),
    `${inner}${/^\w+$/.test(name) ? name : literal(name)}${optional ? '?' : ''}: ${typescriptType(schema, inner)};`,
  ]);
  return ['{', ...lines, `${indent}}`].join('\n');
}

/** The lines of a comment; none without a text. */
export function comment(text: string | undefined, indent: string): string[] {
  if (text === undefined || text === '') return [];
  const safe = text.replaceAll('*/', '*\\/');
  const width = 100 - indent.length;
  if (safe.length <= width) return [`${indent}/** ${safe} */`];
  const lines: string[] = [''];
  for (const word of safe.split(' ')) {
    const last = lines.at(-1) ?? '';
    if (last !== '' && last.length + word.length >= width) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return [`${indent}/**`, ...lines.map((line) => `${indent} * ${line}`), `${indent} */`];
}

function union(members: string[], indent: string): string {
  const distinct = [...new Set(members)];
  const line = distinct.join(' | ');
  if (line.length <= maximumUnion || distinct.length === 1 || line.includes('\n')) return line;
  return distinct.map((member) => `\n${indent}  | ${member}`).join('');
}

function literal(value: unknown): string {
  return typeof value === 'string'
    ? `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
    : JSON.stringify(value);
}
