/** What stays as it is (`operators.ts`), because no reader of the records sees a difference. */
import { type AstNode, isNode } from './syntax.ts';

export function isLeftAlone(node: AstNode, source: string): boolean {
  const text = ({ start, end }: AstNode) => source.slice(start, end);
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
    case 'ImportExpression':
      return true;
    case 'ExportNamedDeclaration':
      return node.source !== null;
    case 'ExpressionStatement':
    case 'CallExpression':
      return isQuietCall(node.expression ?? node, text);
    case 'IfStatement': {
      const { type, expression } = node.consequent as AstNode;
      return type === 'ExpressionStatement' && node.alternate === null && isQuietCall(expression, text);
    }
    case 'NewExpression':
      return /(Error|Fault|Failure|Message|Refused|LostRace|Overtaken)$/.test(text(node.callee as AstNode));
    case 'PropertyDefinition':
      return text(node.key as AstNode) === 'name';
    case 'VariableDeclarator':
      return /(^pause|(concurrency|atOnce|together|groupSize|pageSize|perPage)$)/i.test(
        text(node.id as AstNode),
      );
    default:
      return node.type.startsWith('TS') && !/^TS(As|Satisfies|NonNull)/.test(node.type);
  }
}

/** A line of the log, or a turn for other work. */
function isQuietCall(node: unknown, text: (node: AstNode) => string): boolean {
  if (!isNode(node)) return false;
  if (node.type === 'AwaitExpression') return isQuietCall(node.argument, text);
  return node.type === 'CallExpression' && /((^|\.)log\.\w+|^giveWay)$/.test(text(node.callee as AstNode));
}

/** Whether the statement is all that its `if` or loop does: that is broken as a whole. */
export function isAllOf(node: AstNode, parents: readonly AstNode[]): boolean {
  const parent = parents.at(-1);
  const isAlone = parent?.type === 'BlockStatement' && (parent.body as AstNode[]).length === 1;
  const [statement, branch] = isAlone ? [parents.at(-2), parent] : [parent, node];
  if (statement?.type === 'ForOfStatement') return statement.body === branch;
  return statement?.type === 'IfStatement' && statement.consequent === branch && statement.alternate === null;
}

/** Whether an object is spread only if a value is there. */
export function isOptionalPart({ left, right, operator }: AstNode, parents: readonly AstNode[]): boolean {
  const around = parents.findLast(({ type }) => type !== 'ParenthesizedExpression');
  const asks = left as AstNode;
  const isPresence =
    asks.type === 'Identifier' || (asks.operator === '!==' && (asks.right as AstNode).name === 'undefined');
  const isPart = around?.type === 'SpreadElement' && (right as AstNode).type === 'ObjectExpression';
  return operator === '&&' && isPart && isPresence;
}

export const isString = (node: unknown): boolean =>
  isNode(node) && node.type === 'Literal' && typeof node.value === 'string';

/** Whether it is what a comparison returns, of which only the sign counts: `a < b ? -1 : 1`. */
export function isSign(node: AstNode, parents: readonly AstNode[]): boolean {
  const around = parents.findLast(
    ({ type }) => type !== 'UnaryExpression' && type !== 'ParenthesizedExpression',
  );
  const beyond = parents.at(-1) === around ? node : parents[parents.indexOf(around as AstNode) + 1];
  return node.value === 1 && around?.type === 'ConditionalExpression' && around.test !== beyond;
}

/** Whether it is `a < b ? -1 : 1`: `<=` differs for equal values alone, whose order is no matter. */
export function isOrder(node: AstNode | undefined): boolean {
  if (node?.type !== 'ConditionalExpression') return false;
  const values = [node.consequent, node.alternate].map((side) => {
    const { argument, value } = side as AstNode;
    return isNode(argument) ? -Number(argument.value) : value;
  });
  return values.sort().join() === '-1,1';
}

/**
 * Whether it is a sentence that a person reads: in the log, `throw new Postponed(1, 'There is more to do.')`,
 * or as the answer to a decision, `conflict('decision.gone', 'It is hidden.')`.
 */
export function isErrorText(node: AstNode, parents: readonly AstNode[]): boolean {
  const [thrown, error] = parents.slice(-2) as [AstNode?, AstNode?];
  const isThrown = thrown?.type === 'ThrowStatement' && error?.type === 'NewExpression';
  const isConflict = error?.type === 'CallExpression' && (error.callee as AstNode).name === 'conflict';
  const parts = node.type === 'TemplateLiteral' ? (node.quasis as AstNode[]) : [node];
  return (isThrown || isConflict) && parts.some(({ value }) => textOf(value).includes(' '));
}

/** A literal has its text as it is, a part of a template has it within. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : String((value as { cooked?: unknown } | null)?.cooked ?? '');
}

/** Whether it is `''` for what is not there, where it is only looked up: `keys.includes(key ?? '')`. */
export function isNothing(node: AstNode, parents: readonly AstNode[]): boolean {
  const [call, either] = parents.slice(-2) as [AstNode?, AstNode?];
  const callee = call?.callee;
  const isLookUp =
    isNode(callee) && /^(get|has|includes|indexOf)$/.test(String((callee.property as AstNode)?.name));
  return node.value === '' && either?.type === 'LogicalExpression' && either.operator === '??' && isLookUp;
}

/** Whether a literal is the name of a property. */
export function isName(node: AstNode, parent: AstNode | undefined): boolean {
  return parent !== undefined && parent.key === node && parent.computed !== true;
}
