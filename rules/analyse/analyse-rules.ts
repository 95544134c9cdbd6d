import type { DocumentPath } from '../../config/read/source.ts';
import type { PolicyProblem } from '../files/codes.ts';
import type { Fact } from '../schemas/facts-schema.ts';
import type { Rule, RulesFile } from '../schemas/rules-schema.ts';
import { type Assignment, findExample, holds, readingsIn, type Tree, treeOf } from './analyse-conditions.ts';

/** A rule of some file, with what its conditions depend on. */
interface Analysed {
  readonly file: number;
  readonly path: DocumentPath;
  readonly rule: Rule;
  readonly tools: ReadonlySet<string>;
  readonly tree: Tree;
  readonly fires: 'never' | 'always' | 'sometimes';
  /** A situation in which it fires, if one was found. */
  readonly example: Assignment | undefined;
}

/** A problem of the file at an index. */
type FileProblem = readonly [file: number, problem: PolicyProblem];

/**
 * Which rules fire in no situation, fire in every one, or decide nothing because another one denies
 * whenever they fire. Silent about rules with too many situations to try. The files must check.
 */
export function analyseRules(
  files: readonly RulesFile[],
  facts: ReadonlyMap<string, Fact>,
): readonly FileProblem[] {
  const rules = files.flatMap((file, index) => analysed(file, index, facts));
  const denying = rules.filter(({ rule, fires }) => rule.event.type === 'deny' && fires === 'sometimes');
  return rules.flatMap((each): readonly FileProblem[] => {
    const problem = ownProblem(each) ?? shadowed(each, denying);
    return problem === undefined ? [] : [[each.file, problem]];
  });
}

function analysed(
  { appliesTo, rules }: RulesFile,
  file: number,
  facts: ReadonlyMap<string, Fact>,
): readonly Analysed[] {
  return rules.map((rule, index) => {
    const tree = treeOf(rule.conditions, facts);
    return {
      file,
      path: ['rules', index],
      rule,
      tools: new Set(appliesTo.tools),
      tree,
      ...howOften(tree),
    };
  });
}

function howOften(tree: Tree): Pick<Analysed, 'fires' | 'example'> {
  const search = (fires: boolean) =>
    findExample({
      trees: [tree],
      gaps: false,
      hopeless: (known) => holds(tree, known) === !fires,
      isExample: (known) => (holds(tree, known) ?? false) === fires,
    });
  const example = search(true);
  if (example === 'none') return { fires: 'never', example: undefined };
  return { fires: search(false) === 'none' ? 'always' : 'sometimes', example };
}

function ownProblem({ rule, path, fires, tree }: Analysed): PolicyProblem | undefined {
  const read = [...new Set(readingsIn(tree).map(({ says }) => says))].map((says) => `\`${says}\``).join(', ');
  if (fires === 'never')
    return {
      code: 'POLICY_NEVER_FIRES',
      path: [...path, 'conditions'],
      message: `the rule \`${rule.name}\` can never fire, whatever ${read} may be`,
    };
  // Asking for a yes each time is a sensible rule; deciding or changing everything alike is not.
  if (fires === 'sometimes' || rule.event.type === 'confirm') return undefined;
  return {
    code: 'POLICY_ALWAYS_FIRES',
    severity: 'warning',
    path: [...path, 'conditions'],
    message: `the rule \`${rule.name}\` always fires, whatever ${read} may be`,
    ...(rule.event.type === 'modify'
      ? {}
      : { help: `if that is meant, say \`"default": "${rule.event.type}"\`` }),
  };
}

/** A person's approval discharges `review` and the customer's yes `confirm`, each without the other: only `deny` covers them. */
function shadowed(weaker: Analysed, denying: readonly Analysed[]): PolicyProblem | undefined {
  if (weaker.rule.event.type !== 'review' && weaker.rule.event.type !== 'confirm') return undefined;
  const stronger = denying.find((each) => covers(each, weaker));
  return (
    stronger && {
      code: 'POLICY_SHADOWED',
      severity: 'warning',
      path: [...weaker.path, 'conditions'],
      message: `the rule \`${weaker.rule.name}\` decides nothing: whenever it fires, \`${stronger.rule.name}\` denies the action`,
    }
  );
}

function covers(stronger: Analysed, weaker: Analysed): boolean {
  if (![...weaker.tools].every((tool) => stronger.tools.has(tool))) return false;
  // Rules out nearly every pair at the cost of one look.
  if (weaker.example === undefined || holds(stronger.tree, weaker.example) !== true) return false;
  const uncovered = findExample({
    trees: [weaker.tree, stronger.tree],
    gaps: true,
    hopeless: (known) => holds(weaker.tree, known) === false,
    isExample: (known) => holds(weaker.tree, known) === true && holds(stronger.tree, known) !== true,
  });
  return uncovered === 'none';
}
