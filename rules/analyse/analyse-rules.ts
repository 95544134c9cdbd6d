import type { DocumentPath } from '../../config/read/source.ts';
import type { PolicyProblem } from '../files/codes.ts';
import type { Fact } from '../schemas/facts-schema.ts';
import type { Rule, RulesFile } from '../schemas/rules-schema.ts';
import { type Assignment, findExample, holds, readingsIn, type Tree, treeOf } from './analyse-conditions.ts';

/** A rule with the variables of its conditions. */
interface Analysed {
  readonly file: number;
  readonly path: DocumentPath;
  readonly rule: Rule;
  readonly tools: ReadonlySet<string>;
  readonly tree: Tree;
  readonly fires: 'never' | 'always' | 'sometimes';
  /** A situation in which it fires; undefined if none was found. */
  readonly example: Assignment | undefined;
}

/** A problem with the index of its file. */
type FileProblem = readonly [file: number, problem: PolicyProblem];

/**
 * Finds rules that never fire, always fire, or decide nothing because another rule denies whenever they fire.
 * Skips rules with too many situations to try. The files must be free of other errors.
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
  // A rule that always asks for a yes is sensible; one that always decides or changes is not.
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

/** Reports a `review` or `confirm` rule that decides nothing. Only `deny` covers it: each of the two is discharged without the other. */
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
  // One cheap test excludes nearly every pair.
  if (weaker.example === undefined || holds(stronger.tree, weaker.example) !== true) return false;
  const uncovered = findExample({
    trees: [weaker.tree, stronger.tree],
    gaps: true,
    hopeless: (known) => holds(weaker.tree, known) === false,
    isExample: (known) => holds(weaker.tree, known) === true && holds(stronger.tree, known) !== true,
  });
  return uncovered === 'none';
}
