/**
 * Many mutants in one text: each broken place asks which mutant is switched on (`$mutant(7)`), so that a
 * thread loads a file once and tries all its mutants. Without one, the text does what the file does.
 */
import { parseSync } from 'oxc-parser';
import { applyMutant, type Mutant } from './mutate.ts';
import { type AstNode, childrenOf, isNode } from './syntax.ts';

/** What is written twice, broken and whole: an expression, a statement, or a function's body. */
interface Unit {
  start: number;
  end: number;
  kind: 'expression' | 'statement' | 'body';
  mutants: Mutant[];
}

/**
 * The file with all its mutants.
 * @param numberOf what `$mutant` is called with
 */
export function withMutants(
  file: string,
  source: string,
  mutants: readonly Mutant[],
  numberOf: (mutant: Mutant) => number,
): string {
  const { program } = parseSync(file, source);
  const units = new Map<string, Unit>();
  for (const mutant of mutants) {
    const { start, end, kind } = unitOf(program as unknown as AstNode, mutant);
    const name = `${start} ${end} ${kind}`;
    const unit = units.get(name) ?? { start, end, kind, mutants: [] };
    unit.mutants.push(mutant);
    units.set(name, unit);
  }
  const broken = (unit: Unit, mutant: Mutant) => {
    const { start, end } = { start: mutant.start - unit.start, end: mutant.end - unit.start };
    return applyMutant(source.slice(unit.start, unit.end), { ...mutant, start, end });
  };
  // An outer unit comes before those inside it; of two with the same range, the statement is the outer one.
  const ordered = [...units.values()].sort(
    (a, b) => a.start - b.start || b.end - a.end || b.kind.localeCompare(a.kind),
  );
  let next = 0;
  return write(0, source.length);

  /** The text of a range, in which the units from `next` on are written. */
  function write(from: number, to: number): string {
    let text = '';
    let at = from;
    for (let unit = ordered[next]; unit !== undefined && unit.start < to; unit = ordered[next]) {
      next++;
      text += source.slice(at, unit.start) + writeUnit(unit);
      at = unit.end;
    }
    return text + source.slice(at, to);
  }

  function writeUnit(unit: Unit): string {
    const whole = write(unit.start, unit.end);
    const each = (one: (isOn: string, text: string) => string) =>
      unit.mutants.map((mutant) => one(`$mutant(${numberOf(mutant)})`, broken(unit, mutant))).join('');
    switch (unit.kind) {
      case 'body':
        return `{${each((isOn) => `if (${isOn}) return;`)}${whole.slice(1)}`;
      case 'statement':
        return `{${each((isOn, text) => `if (${isOn}) {${text}} else `)}${whole}}`;
      case 'expression':
        return `(${each((isOn, text) => `${isOn} ? (${text}) : `)}(${whole}))`;
    }
  }
}

/** The smallest part around a mutant that can be written twice. */
function unitOf(program: AstNode, mutant: Mutant): Omit<Unit, 'mutants'> {
  const path: AstNode[] = [program];
  for (let inner: AstNode | undefined = program; inner !== undefined; ) {
    inner = childrenOf(inner).find((child) => child.start <= mutant.start && child.end >= mutant.end);
    if (inner !== undefined) path.push(inner);
  }
  for (let i = path.length - 1; i > 0; i--) {
    const node = path[i] as AstNode;
    const isAll = node.start === mutant.start && node.end === mutant.end;
    if (isAll && mutant.replacement === '') continue;
    if (isAll && mutant.operator === 'empty function' && node.type === 'BlockStatement')
      return { start: node.start, end: node.end, kind: 'body' };
    const kind = kindOf(node, path[i - 1] as AstNode);
    if (kind !== undefined) return { start: node.start, end: node.end, kind };
  }
  throw new Error(`${mutant.file}: nothing around mutant ${mutant.id} can be written twice`);
}

function kindOf(node: AstNode, parent: AstNode): Unit['kind'] | undefined {
  if (/^(Expression|Throw|Break|Continue|Return|If|For|ForOf|While|DoWhile)Statement$/.test(node.type))
    return 'statement';
  return isExpression(node) && isWhole(node, parent) ? 'expression' : undefined;
}

const isExpression = ({ type }: AstNode): boolean =>
  /Expression$/.test(type) || type === 'Literal' || type === 'TemplateLiteral';

/** Whether an expression may stand in brackets: its value alone matters to what is around it. */
function isWhole(node: AstNode, parent: AstNode): boolean {
  switch (parent.type) {
    case 'ChainExpression':
      return false;
    case 'CallExpression':
      // A method must be called on its object, and `a?.b.c()` is one expression.
      return parent.callee !== node || !['MemberExpression', 'CallExpression'].includes(node.type);
    case 'MemberExpression':
      return parent.object !== node ? parent.computed === true : !isInChain(node);
    case 'Property':
      return parent.key === node
        ? parent.computed === true
        : parent.method !== true && parent.kind === 'init';
    case 'MethodDefinition':
      return false;
    case 'PropertyDefinition':
      return parent.value === node;
    case 'AssignmentExpression':
    case 'ForOfStatement':
      return parent.left !== node;
    case 'UpdateExpression':
    case 'TaggedTemplateExpression':
      return false;
    case 'UnaryExpression':
      return parent.operator !== 'delete';
    default:
      return !/^(Import|Export)(Named|All)?Declaration$/.test(parent.type);
  }
}

/** Whether `?.` stands in what a property is read of, so that what follows it is left out with it. */
function isInChain(node: AstNode): boolean {
  for (let at: unknown = node; isNode(at); at = at.object ?? at.callee ?? at.expression)
    if (at.optional === true) return true;
  return false;
}
